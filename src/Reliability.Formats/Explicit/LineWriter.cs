using System.Globalization;
using System.Text;

namespace Reliability.Formats.Explicit;

/// <summary>Writes text as UTF-8 through a buffer of its own, without a string for each number. Not thread-safe.</summary>
internal sealed class LineWriter(Stream stream)
{
    private const int LongestNumber = 32;

    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    public LineWriter Write(int value)
    {
        Reserve(LongestNumber);
        value.TryFormat(buffer.AsSpan(used), out var written, default, CultureInfo.InvariantCulture);
        used += written;
        return this;
    }

    /// <summary>The shortest digits that read back as the same number.</summary>
    public LineWriter Write(double value)
    {
        Reserve(LongestNumber);
        value.TryFormat(buffer.AsSpan(used), out var written, "R", CultureInfo.InvariantCulture);
        used += written;
        return this;
    }

    public LineWriter Write(char ascii)
    {
        Reserve(1);
        buffer[used++] = (byte)ascii;
        return this;
    }

    public LineWriter Write(string text)
    {
        foreach (var part in text.Chunk(4096))
        {
            Reserve(Encoding.UTF8.GetMaxByteCount(part.Length));
            used += Encoding.UTF8.GetBytes(part, buffer.AsSpan(used));
        }

        return this;
    }

    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    private void Reserve(int bytes)
    {
        if (buffer.Length - used < bytes) Flush();
    }
}
