namespace Reliability.Notebook.Tests.Execution;

/// <summary>Used by a cell that refers to this assembly; its method needs another assembly that lies beside.</summary>
public sealed class LoadedByCell
{
    public int Answer => Is.EqualTo(42) is null ? 0 : 42;
}
