using System.Buffers.Binary;

namespace Reliability.Notebook.Transport;

/// <summary>Reads greeting and frames from a stream, and no more than the limits allow.</summary>
internal sealed class ZmtpReader(Stream stream, ZmtpLimits limits)
{
    // A peer that claims a large frame gets memory only as its bytes arrive.
    private const int Step = 64 * 1024;

    private readonly byte[] _header = new byte[9];

    /// <summary>Reads the greeting of the peer.</summary>
    /// <exception cref="ZmtpException">It is refused.</exception>
    /// <exception cref="EndOfStreamException">The peer left.</exception>
    public async Task ReadGreetingAsync(CancellationToken cancellation)
    {
        var greeting = new byte[ZmtpGreeting.Length];
        // The first ten bytes tell a stranger already; it need not be waited for until it has sent sixty-four.
        await stream.ReadExactlyAsync(greeting.AsMemory(0, 1), cancellation);
        if (greeting[0] != 0xFF) throw new ZmtpException("not a ZMTP greeting");
        await stream.ReadExactlyAsync(greeting.AsMemory(1), cancellation);
        ZmtpGreeting.Check(greeting);
    }

    /// <summary>Reads one frame.</summary>
    /// <param name="budget">The most bytes that a frame of a message may have.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ZmtpException">The frame breaks the protocol or a limit.</exception>
    /// <exception cref="EndOfStreamException">The peer left.</exception>
    public async Task<ZmtpFrame> ReadFrameAsync(int budget, CancellationToken cancellation)
    {
        await stream.ReadExactlyAsync(_header.AsMemory(0, 2), cancellation);
        var flags = _header[0];
        var isCommand = (flags & ZmtpFrame.CommandFlag) != 0;
        var more = (flags & ZmtpFrame.MoreFlag) != 0;
        if ((flags & ~7) != 0 || (isCommand && more)) throw new ZmtpException("reserved flags are set");
        long size = _header[1];
        if ((flags & ZmtpFrame.LongFlag) != 0)
        {
            await stream.ReadExactlyAsync(_header.AsMemory(2, 7), cancellation);
            size = BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(1));
        }
        if (size < 0 || size > (isCommand ? limits.MaximumCommandBytes : budget)) throw new ZmtpException("a frame is over the limit");
        return new(isCommand, more, await ReadBodyAsync((int)size, cancellation));
    }

    private async Task<byte[]> ReadBodyAsync(int size, CancellationToken cancellation)
    {
        var body = new byte[Math.Min(size, Step)];
        var read = 0;
        while (read < size)
        {
            if (read == body.Length) Array.Resize(ref body, (int)Math.Min(size, 2L * body.Length));
            await stream.ReadExactlyAsync(body.AsMemory(read), cancellation);
            read = body.Length;
        }
        return body;
    }
}
