using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Execution;

/// <summary>How a cell ended.</summary>
/// <param name="Value">What its last expression gave, if it ended in one.</param>
/// <param name="Error">Why it failed, if it failed.</param>
internal sealed record CellResult(MimeBundle? Value, CellError? Error)
{
    /// <summary>It ended without a value.</summary>
    public static CellResult Done { get; } = new(null, null);

    /// <summary>It failed.</summary>
    public static CellResult Failed(CellError error) => new(null, error);
}
