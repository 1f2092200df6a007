using System.Net.Sockets;
using System.Threading.Channels;

namespace Reliability.Notebook.Transport;

/// <summary>One peer: its handshake, what it sends, and what waits to be sent to it. Sending is safe from any thread.</summary>
internal sealed class ZmtpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly ZmtpLimits _limits;
    private readonly ZmtpReader _reader;
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room = new(0);
    private long _pending;
    private volatile bool _closed;

    /// <summary>Takes over an accepted socket.</summary>
    public ZmtpConnection(Socket socket, ZmtpLimits limits)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _limits = limits;
        _reader = new ZmtpReader(_stream, limits);
    }

    /// <summary>What the peer subscribed to; used by publishers.</summary>
    public Subscriptions Topics { get; } = new();

    /// <summary>Greets the peer and learns its socket type.</summary>
    /// <exception cref="ZmtpException">The peer breaks the protocol.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<string> HandshakeAsync(string socketType, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(_limits.HandshakeTimeout);
        await _stream.WriteAsync(ZmtpGreeting.Create(), limited.Token);
        await _reader.ReadGreetingAsync(limited.Token);
        await _stream.WriteAsync(ZmtpFrame.Encode(ZmtpCommand.Ready(socketType)), limited.Token);
        var frame = await _reader.ReadFrameAsync(0, limited.Token);
        var command = frame.IsCommand ? ZmtpCommand.Parse(frame.Body) : default;
        return command.Name == "READY" ? command.SocketType() : throw new ZmtpException("the peer does not get ready");
    }

    /// <summary>The next message; commands in between are dealt with.</summary>
    /// <exception cref="ZmtpException">The peer breaks the protocol or a limit.</exception>
    /// <exception cref="EndOfStreamException">The peer left.</exception>
    public async Task<IReadOnlyList<byte[]>> ReceiveAsync(CancellationToken cancellation)
    {
        var frames = new List<byte[]>();
        var budget = _limits.MaximumMessageBytes;
        while (true)
        {
            var frame = await _reader.ReadFrameAsync(budget, cancellation);
            if (frame.IsCommand)
            {
                Obey(ZmtpCommand.Parse(frame.Body));
                continue;
            }
            budget -= frame.Body.Length;
            frames.Add(frame.Body);
            if (frames.Count > _limits.MaximumFrames) throw new ZmtpException("a message has too many frames");
            if (!frame.More) return frames;
        }
    }

    /// <summary>
    /// Queues a message. When the peer is far behind, waits for it, and drops it when it does not catch up: a peer that does not read must not
    /// hold up a cell for ever.
    /// </summary>
    /// <returns>Whether the peer is still there.</returns>
    public bool Send(byte[] wire)
    {
        while (!_closed)
        {
            lock (_gate)
            {
                if (_pending == 0 || _pending + wire.Length <= _limits.MaximumPendingBytes)
                {
                    _pending += wire.Length;
                    return _outgoing.Writer.TryWrite(wire);
                }
            }
            if (!_room.Wait(_limits.SendTimeout)) Dispose();
        }
        return false;
    }

    /// <summary>Writes what was queued until the connection ends.</summary>
    public async Task WriteAllAsync(CancellationToken cancellation)
    {
        await foreach (var wire in _outgoing.Reader.ReadAllAsync(cancellation))
        {
            await _stream.WriteAsync(wire, cancellation);
            lock (_gate) _pending -= wire.Length;
            if (_room.CurrentCount == 0) _room.Release();
        }
    }

    /// <summary>Takes no more messages; <see cref="WriteAllAsync"/> ends when those queued are written.</summary>
    public void CompleteSending() => _outgoing.Writer.TryComplete();

    /// <summary>Ends the connection; those who wait for it are told.</summary>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        _outgoing.Writer.TryComplete();
        _stream.Dispose();
        _room.Release();
    }

    private void Obey(ZmtpCommand command)
    {
        switch (command.Name)
        {
            case "PING":
                // RFC 37: a time to live of two bytes, then a context that the PONG repeats.
                if (command.Body.Length < 2) throw new ZmtpException("a PING without its time to live");
                Send(ZmtpFrame.Encode(new ZmtpCommand("PONG", command.Body[2..])));
                break;
            case "SUBSCRIBE":
                Topics.Add(command.Body.Span, _limits.MaximumSubscriptions);
                break;
            case "CANCEL":
                Topics.Remove(command.Body.Span);
                break;
            case "ERROR":
                throw new ZmtpException("the peer reports an error");
        }
    }
}
