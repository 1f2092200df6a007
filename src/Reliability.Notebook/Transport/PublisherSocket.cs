using System.Net;

namespace Reliability.Notebook.Transport;

/// <summary>A PUB: sends each message to the peers that subscribed to its first frame.</summary>
internal sealed class PublisherSocket : ServerSocket
{
    private readonly ZmtpLimits _limits;
    private readonly Lock _gate = new();

    /// <inheritdoc cref="ServerSocket(IPEndPoint, string, string[], ZmtpLimits)"/>
    public PublisherSocket(IPEndPoint address, ZmtpLimits limits)
        : base(address, "PUB", ["SUB", "XSUB"], limits) => _limits = limits;

    /// <summary>Publishes; the first frame is the topic. All subscribers see messages in the same order.</summary>
    public void Publish(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        var wire = ZmtpFrame.Encode(frames);
        lock (_gate)
        {
            foreach (var connection in Ready.Keys)
                if (connection.Topics.Match(frames[0].Span)) connection.Send(wire);
        }
    }

    /// <inheritdoc/>
    protected override void OnMessage(ZmtpConnection connection, IReadOnlyList<byte[]> frames)
    {
        // Under version 3.0 a subscription is a message: 1 and the prefix, or 0 and the prefix to cancel it.
        if (frames is not [{ Length: > 0 } frame]) return;
        if (frame[0] == 1) connection.Topics.Add(frame.AsSpan(1), _limits.MaximumSubscriptions);
        else if (frame[0] == 0) connection.Topics.Remove(frame.AsSpan(1));
    }
}
