namespace Reliability.Notebook.Execution;

/// <summary>Which of the two streams of text.</summary>
public enum StreamName
{
    /// <summary>Standard output.</summary>
    Stdout,

    /// <summary>Standard error.</summary>
    Stderr,
}
