using System.Net;

namespace Reliability.Notebook.Transport;

/// <summary>A REP that repeats what it is asked, envelope included: the heartbeat.</summary>
internal sealed class EchoSocket : ServerSocket
{
    /// <inheritdoc cref="ServerSocket(IPEndPoint, string, string[], ZmtpLimits)"/>
    public EchoSocket(IPEndPoint address, ZmtpLimits limits)
        : base(address, "REP", ["REQ", "DEALER"], limits)
    {
    }

    /// <inheritdoc/>
    protected override void OnMessage(ZmtpConnection connection, IReadOnlyList<byte[]> frames) =>
        connection.Send(ZmtpFrame.Encode([.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)]));
}
