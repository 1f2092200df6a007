namespace Reliability.Notebook.Transport;

/// <summary>A peer broke the transport protocol; its connection ends, nothing else does.</summary>
internal sealed class ZmtpException(string message) : IOException(message);
