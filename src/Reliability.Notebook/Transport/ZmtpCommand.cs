using System.Buffers.Binary;
using System.Text;

namespace Reliability.Notebook.Transport;

/// <summary>A ZMTP command: a short name and its body.</summary>
/// <param name="Name">Such as READY.</param>
/// <param name="Body">What follows the name.</param>
internal readonly record struct ZmtpCommand(string Name, ReadOnlyMemory<byte> Body)
{
    private const string SocketTypeProperty = "Socket-Type";

    /// <summary>Takes a command frame apart.</summary>
    /// <exception cref="ZmtpException">The frame is too short for its name.</exception>
    public static ZmtpCommand Parse(ReadOnlyMemory<byte> frame)
    {
        if (frame.Length < 1 || frame.Span[0] == 0 || frame.Length < 1 + frame.Span[0]) throw new ZmtpException("a command without a name");
        var name = frame.Span[0];
        return new(Encoding.ASCII.GetString(frame.Span.Slice(1, name)), frame[(1 + name)..]);
    }

    /// <summary>The bytes of the frame, without its header.</summary>
    public byte[] ToFrame()
    {
        var frame = new byte[1 + Name.Length + Body.Length];
        frame[0] = (byte)Name.Length;
        Encoding.ASCII.GetBytes(Name, frame.AsSpan(1));
        Body.Span.CopyTo(frame.AsSpan(1 + Name.Length));
        return frame;
    }

    /// <summary>The READY command that ends the handshake of the NULL mechanism.</summary>
    /// <param name="socketType">Such as ROUTER.</param>
    public static ZmtpCommand Ready(string socketType)
    {
        var body = new byte[1 + SocketTypeProperty.Length + 4 + socketType.Length];
        body[0] = (byte)SocketTypeProperty.Length;
        Encoding.ASCII.GetBytes(SocketTypeProperty, body.AsSpan(1));
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1 + SocketTypeProperty.Length), socketType.Length);
        Encoding.ASCII.GetBytes(socketType, body.AsSpan(1 + SocketTypeProperty.Length + 4));
        return new("READY", body);
    }

    /// <summary>The socket type that a READY command names.</summary>
    /// <exception cref="ZmtpException">Its properties do not fit their lengths, or the type is missing.</exception>
    public string SocketType()
    {
        string? type = null;
        var rest = Body.Span;
        while (!rest.IsEmpty)
        {
            int name = rest[0];
            if (name == 0 || rest.Length < 1 + name + 4) throw new ZmtpException("a property is cut off");
            var value = BinaryPrimitives.ReadInt32BigEndian(rest[(1 + name)..]);
            if (value < 0 || value > rest.Length - 1 - name - 4) throw new ZmtpException("a property is cut off");
            // Names of properties are case-insensitive.
            if (Encoding.ASCII.GetString(rest.Slice(1, name)).Equals(SocketTypeProperty, StringComparison.OrdinalIgnoreCase))
                type = Encoding.ASCII.GetString(rest.Slice(1 + name + 4, value));
            rest = rest[(1 + name + 4 + value)..];
        }
        return type ?? throw new ZmtpException("the peer does not name its socket type");
    }
}
