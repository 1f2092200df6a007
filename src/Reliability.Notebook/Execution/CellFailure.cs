namespace Reliability.Notebook.Execution;

/// <summary>Ends a cell before any of it runs: it does not compile, or something it refers to is not there.</summary>
internal sealed class CellFailure(CellError error) : Exception(error.Message)
{
    /// <summary>What to tell.</summary>
    public CellError Error { get; } = error;
}
