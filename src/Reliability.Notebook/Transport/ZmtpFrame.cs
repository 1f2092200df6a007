using System.Buffers.Binary;

namespace Reliability.Notebook.Transport;

/// <summary>One frame as it came: RFC 23/ZMTP, "Framing".</summary>
/// <param name="IsCommand">Whether it is a command rather than a part of a message.</param>
/// <param name="More">Whether another frame of the same message follows.</param>
/// <param name="Body">Its bytes.</param>
internal readonly record struct ZmtpFrame(bool IsCommand, bool More, byte[] Body)
{
    /// <summary>Flag: more frames follow.</summary>
    public const byte MoreFlag = 1;

    /// <summary>Flag: the size has eight bytes instead of one.</summary>
    public const byte LongFlag = 2;

    /// <summary>Flag: a command.</summary>
    public const byte CommandFlag = 4;

    /// <summary>A message on the wire.</summary>
    /// <param name="frames">At least one.</param>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        var size = frames.Sum(frame => frame.Length + (frame.Length > byte.MaxValue ? 9 : 2));
        var wire = new byte[size];
        var at = 0;
        for (var i = 0; i < frames.Count; i++)
            at += Encode(frames[i].Span, i < frames.Count - 1 ? MoreFlag : (byte)0, wire.AsSpan(at));
        return wire;
    }

    /// <summary>A command on the wire.</summary>
    public static byte[] Encode(ZmtpCommand command)
    {
        var body = command.ToFrame();
        var wire = new byte[body.Length + (body.Length > byte.MaxValue ? 9 : 2)];
        Encode(body, CommandFlag, wire);
        return wire;
    }

    private static int Encode(ReadOnlySpan<byte> body, byte flags, Span<byte> wire)
    {
        var header = body.Length > byte.MaxValue ? 9 : 2;
        if (header == 9)
        {
            wire[0] = (byte)(flags | LongFlag);
            BinaryPrimitives.WriteInt64BigEndian(wire[1..], body.Length);
        }
        else
        {
            wire[0] = flags;
            wire[1] = (byte)body.Length;
        }
        body.CopyTo(wire[header..]);
        return header + body.Length;
    }
}
