using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reliability.Notebook.Tests.Support;

/// <summary>The other side of a ZMTP 3.0 connection, written apart from the one under test.</summary>
internal sealed class ZmtpPeer : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new() { NoDelay = true };

    public NetworkStream Stream { get; private set; } = null!;

    public static byte[] Greeting { get; } = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0, .. "NULL"u8, .. new byte[48]];

    public static byte[] Ready(string socketType)
    {
        byte[] body = [5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, (byte)socketType.Length, .. Encoding.ASCII.GetBytes(socketType)];
        return [4, (byte)body.Length, .. body];
    }

    public static async Task<ZmtpPeer> ConnectRawAsync(int port)
    {
        var peer = new ZmtpPeer();
        await peer._client.ConnectAsync(IPAddress.Loopback, port);
        peer.Stream = peer._client.GetStream();
        return peer;
    }

    public static async Task<ZmtpPeer> ConnectAsync(int port, string socketType)
    {
        var peer = await ConnectRawAsync(port);
        await peer.Stream.WriteAsync(Greeting);
        using var patience = new CancellationTokenSource(Patience);
        await peer.Stream.ReadExactlyAsync(new byte[64], patience.Token);
        await peer.Stream.WriteAsync(Ready(socketType));
        var (command, _) = await peer.ReadFrameAsync(patience.Token);
        Assert.That(command & 4, Is.EqualTo(4), "the socket gets ready by a command");
        return peer;
    }

    public async Task SendAsync(params byte[][] frames)
    {
        using var wire = new MemoryStream();
        for (var i = 0; i < frames.Length; i++) WriteFrame(wire, (byte)(i < frames.Length - 1 ? 1 : 0), frames[i]);
        await Stream.WriteAsync(wire.ToArray());
    }

    public async Task<List<byte[]>> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var frames = new List<byte[]>();
        while (true)
        {
            var (flags, body) = await ReadFrameAsync(patience.Token);
            frames.Add(body);
            if ((flags & 1) == 0) return frames;
        }
    }

    /// <summary>Reads until the other side closes; fails when it does not.</summary>
    public async Task ExpectCloseAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        try
        {
            while (await Stream.ReadAsync(buffer, patience.Token) > 0)
            {
                // What it had said before it closed.
            }
        }
        catch (IOException)
        {
            // Reset: closed too.
        }
    }

    public void Dispose() => _client.Dispose();

    public async Task<(byte Flags, byte[] Body)> ReadFrameAsync(CancellationToken cancellation)
    {
        var header = new byte[2];
        await Stream.ReadExactlyAsync(header, cancellation);
        long size = header[1];
        if ((header[0] & 2) != 0)
        {
            var rest = new byte[8];
            rest[0] = header[1];
            await Stream.ReadExactlyAsync(rest.AsMemory(1), cancellation);
            size = BinaryPrimitives.ReadInt64BigEndian(rest);
        }
        var body = new byte[size];
        await Stream.ReadExactlyAsync(body, cancellation);
        return (header[0], body);
    }

    private static void WriteFrame(MemoryStream wire, byte flags, byte[] body)
    {
        if (body.Length < 256)
        {
            wire.Write([flags, (byte)body.Length]);
        }
        else
        {
            wire.WriteByte((byte)(flags | 2));
            var size = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(size, body.Length);
            wire.Write(size);
        }
        wire.Write(body);
    }
}
