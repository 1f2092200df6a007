using System.Net;

namespace Reliability.Notebook.Transport;

/// <summary>A ROUTER: hands on what many peers send; each is answered on its own connection.</summary>
internal sealed class RouterSocket : ServerSocket
{
    private readonly Action<RoutedMessage> _receive;

    /// <inheritdoc cref="ServerSocket(IPEndPoint, string, string[], ZmtpLimits)"/>
    /// <param name="address">Where to listen.</param>
    /// <param name="limits">What peers may ask.</param>
    /// <param name="receive">Told every message, from any thread.</param>
    public RouterSocket(IPEndPoint address, ZmtpLimits limits, Action<RoutedMessage> receive)
        : base(address, "ROUTER", ["DEALER", "REQ", "ROUTER"], limits) => _receive = receive;

    /// <inheritdoc/>
    protected override void OnMessage(ZmtpConnection connection, IReadOnlyList<byte[]> frames) => _receive(new(connection, frames));
}
