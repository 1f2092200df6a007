namespace Reliability.Charts.Fonts;

/// <summary>Collects bytes in the order font files want them, most significant first.</summary>
internal sealed class BigEndianWriter
{
    private readonly MemoryStream _stream = new();

    /// <summary>How many bytes there are so far.</summary>
    public long Length => _stream.Length;

    /// <summary>Writes the low 16 bits, so that negative numbers come out as two's complement.</summary>
    public BigEndianWriter U16(int value)
    {
        _stream.WriteByte((byte)(value >> 8));
        _stream.WriteByte((byte)value);
        return this;
    }

    /// <summary>Writes 32 bits.</summary>
    public BigEndianWriter U32(uint value) => U16((int)(value >> 16)).U16((int)(value & 0xFFFF));

    /// <summary>Writes bytes as they are.</summary>
    public BigEndianWriter Bytes(byte[] bytes)
    {
        _stream.Write(bytes);
        return this;
    }

    /// <summary>Pads with zeros up to a multiple of the given number of bytes.</summary>
    public BigEndianWriter Align(int multiple)
    {
        while (_stream.Length % multiple != 0) _stream.WriteByte(0);
        return this;
    }

    /// <summary>All bytes so far.</summary>
    public byte[] ToArray() => _stream.ToArray();
}
