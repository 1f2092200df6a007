using System.Collections.Immutable;

namespace Reliability.Notebook;

/// <summary>How the run of a notebook ended.</summary>
/// <param name="CellsRun">How many code cells were run.</param>
/// <param name="CellsInAll">How many code cells there are.</param>
/// <param name="OutputPath">The file that was written; null when none was.</param>
/// <param name="Diagnostics">What failed; of cells that are meant to fail, nothing.</param>
public sealed record NotebookRunResult(int CellsRun, int CellsInAll, string? OutputPath, ImmutableArray<NotebookDiagnostic> Diagnostics)
{
    /// <summary>Whether nothing failed.</summary>
    public bool Succeeded => Diagnostics.IsEmpty;
}
