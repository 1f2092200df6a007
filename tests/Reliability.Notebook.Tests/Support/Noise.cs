namespace Reliability.Notebook.Tests.Support;

/// <summary>Bytes that look random and are the same in every run (xorshift64).</summary>
internal sealed class Noise(ulong seed)
{
    private ulong _state = (seed * 0x9E3779B97F4A7C15) | 1;

    public int Below(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)((_state >> 33) % (ulong)limit);
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)Below(256);
        return bytes;
    }
}
