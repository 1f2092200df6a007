namespace Reliability.Modeling.Diagnostics;

/// <summary>A text with the name under which messages show it, and the positions of its lines.</summary>
public sealed class SourceText
{
    private readonly int[] lineStarts;

    /// <summary>Wraps a text; finds its lines once, in time linear in its length.</summary>
    /// <param name="name">The file name as the user wrote it, or a name such as <c>&lt;command line&gt;</c>.</param>
    /// <param name="text">The whole text.</param>
    public SourceText(string name, string text)
    {
        Name = name;
        Text = text;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n') starts.Add(i + 1);
        }

        lineStarts = [.. starts];
    }

    /// <summary>The name under which messages show this text.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The number of lines, at least one.</summary>
    public int LineCount => lineStarts.Length;

    /// <summary>The line (1-based) and column (1-based) of an offset; offsets beyond the end count as the end.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var index = Array.BinarySearch(lineStarts, offset);
        if (index < 0) index = ~index - 1;
        return (index + 1, offset - lineStarts[index] + 1);
    }

    /// <summary>The offset of a 1-based line and column, kept inside the text.</summary>
    public int OffsetOf(int line, int column) =>
        Math.Clamp(lineStarts[Math.Clamp(line, 1, lineStarts.Length) - 1] + Math.Max(column, 1) - 1, 0, Text.Length);

    /// <summary>The text of a 1-based line without its line end.</summary>
    public string Line(int line)
    {
        var start = lineStarts[line - 1];
        var end = line < lineStarts.Length ? lineStarts[line] - 1 : Text.Length;
        return Text[start..Math.Max(start, end)].TrimEnd('\r');
    }
}
