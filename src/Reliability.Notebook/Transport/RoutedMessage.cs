namespace Reliability.Notebook.Transport;

/// <summary>A message and the peer to answer.</summary>
/// <param name="Connection">Where it came from.</param>
/// <param name="Frames">At least one.</param>
internal readonly record struct RoutedMessage(ZmtpConnection Connection, IReadOnlyList<byte[]> Frames);
