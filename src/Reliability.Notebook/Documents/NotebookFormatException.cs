namespace Reliability.Notebook.Documents;

/// <summary>A file is not a notebook that can be run; the message says why.</summary>
internal sealed class NotebookFormatException(string message) : Exception(message);
