using System.Globalization;
using System.Text;

namespace Reliability.Formats.Explicit;

/// <summary>
/// Goes through a stream of text line by line and takes words and numbers out of the present line, without a string for any of them. Blank lines and comments
/// that begin with # are passed over. Holds one line and a buffer in memory. Not thread-safe.
/// </summary>
internal sealed class LineScanner
{
    private const int BufferSize = 1 << 20;

    private readonly Stream stream;
    private readonly long maximumBytes;
    private readonly int longest;
    private byte[] buffer;
    private int next;
    private int filled;
    private long taken;
    private int start;
    private int length;

    public LineScanner(Stream stream, ExplicitLimits limits)
    {
        (this.stream, maximumBytes, longest) = (stream, limits.Bytes, limits.LineBytes);
        Expected = stream.CanSeek ? stream.Length : null;
        buffer = new byte[(int)Math.Min(BufferSize, Math.Max(256, (Expected ?? BufferSize) + 1))];
    }

    /// <summary>The size of the whole stream; <c>null</c> when it cannot be told.</summary>
    public long? Expected { get; }

    /// <summary>The number of the present line, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The place in the present line, in bytes from 0.</summary>
    public int Position { get; private set; }

    /// <summary>What stopped the scanner before the end; <c>null</c> when nothing did.</summary>
    public string? Fault { get; private set; }

    /// <summary>The comments seen so far that name something in quotes: the last such name.</summary>
    public string? QuotedInComment { get; private set; }

    public ReadOnlySpan<byte> Content => buffer.AsSpan(start, length);

    public bool AtEnd => Position >= length;

    /// <summary>Goes on to the next line that says something; <c>false</c> at the end or after a fault.</summary>
    public bool Next()
    {
        while (Fault is null && NextLine())
        {
            Skip();
            if (AtEnd) continue;
            if (Content[Position] != '#') return true;
            Remember();
        }

        return false;
    }

    public void Skip()
    {
        var line = Content;
        while (Position < line.Length && line[Position] is (byte)' ' or (byte)'\t') Position++;
    }

    /// <summary>Goes back to a place in the present line.</summary>
    public void Back(int position) => Position = position;

    /// <summary>Takes a sign; blanks before it are passed over.</summary>
    public bool Take(char sign)
    {
        Skip();
        if (AtEnd || Content[Position] != sign) return false;
        Position++;
        return true;
    }

    /// <summary>Takes an integer that is not negative; <c>false</c> without moving when there is none, or a greater one than fits.</summary>
    public bool TakeIndex(out int value)
    {
        Skip();
        var line = Content;
        var (at, sum) = (Position, 0L);
        while (at < line.Length && (uint)(line[at] - '0') <= 9 && sum <= int.MaxValue) sum = (10 * sum) + (line[at++] - '0');
        value = (int)Math.Min(sum, int.MaxValue);
        if (at == Position || sum > int.MaxValue) return false;
        Position = at;
        return true;
    }

    /// <summary>Takes an integer with or without a sign.</summary>
    public bool TakeInteger(out int value)
    {
        Skip();
        var (before, negative) = (Position, Take('-'));
        if (TakeIndex(out value))
        {
            if (negative) value = -value;
            return true;
        }

        Position = before;
        return false;
    }

    /// <summary>Takes a number; <c>false</c> without moving when the next word is none.</summary>
    public bool TakeNumber(out double value)
    {
        Skip();
        var word = Word();
        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return false;
        Position += word.Length;
        return true;
    }

    /// <summary>The bytes up to the next blank, not taken.</summary>
    public ReadOnlySpan<byte> Word()
    {
        var rest = Content[Position..];
        var end = rest.IndexOfAny((byte)' ', (byte)'\t');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Takes what stands up to a sign, which is taken as well; <c>null</c> without moving when it does not come.</summary>
    public string? TakeUntil(char sign)
    {
        var end = Content[Position..].IndexOf((byte)sign);
        if (end < 0) return null;
        var text = Encoding.UTF8.GetString(Content.Slice(Position, end));
        Position += end + 1;
        return text;
    }

    private bool NextLine()
    {
        var searched = 0;
        while (true)
        {
            var end = buffer.AsSpan(next + searched, filled - next - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                Set(searched + end, searched + end + 1);
                return true;
            }

            searched = filled - next;
            if (searched > longest)
            {
                Set(Math.Min(searched, longest), searched);
                Fault = $"the line is longer than {longest} bytes";
                return false;
            }

            if (Fill()) continue;
            if (Fault is not null || searched == 0) return false;
            Set(searched, searched);
            return true;
        }
    }

    private void Set(int bytes, int whole)
    {
        (start, length, Position) = (next, bytes, 0);
        next += whole;
        Line++;
        if (length > 0 && buffer[start + length - 1] == '\r') length--;
        if (Line == 1 && Content.StartsWith("\uFEFF"u8)) Position = 3;
    }

    private bool Fill()
    {
        if (next > 0)
        {
            Buffer.BlockCopy(buffer, next, buffer, 0, filled - next);
            (filled, next) = (filled - next, 0);
        }

        if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        var read = stream.Read(buffer, filled, buffer.Length - filled);
        filled += read;
        taken += read;
        if (taken <= maximumBytes) return read > 0;
        Set(0, 0);
        Fault = $"the file has more than {maximumBytes} bytes";
        return false;
    }

    private void Remember()
    {
        var open = Content.IndexOf((byte)'"');
        var close = Content.LastIndexOf((byte)'"');
        if (open >= 0 && close > open) QuotedInComment = Encoding.UTF8.GetString(Content[(open + 1)..close]);
    }
}
