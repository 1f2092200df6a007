namespace Reliability.Notebook.Protocol;

/// <summary>A connection file cannot be used; the message says why.</summary>
internal sealed class ConnectionFileException(string message) : Exception(message);
