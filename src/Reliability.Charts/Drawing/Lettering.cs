using System.Text;
using Reliability.Charts.Fonts;

namespace Reliability.Charts.Drawing;

/// <summary>Measures, wraps and places text.</summary>
internal sealed class Lettering(FontSet fonts)
{
    public float Width(string text, float size, bool bold = false) => fonts.Width(text, size, bold);

    public float Widest(IEnumerable<string> texts, float size, bool bold = false) =>
        texts.Select(t => Width(t, size, bold)).DefaultIfEmpty(0).Max();

    public static float LineHeight(float size) => MathF.Ceiling(size * 1.3f);

    /// <summary>The parts of a text between which a line may break: after spaces, and after a slash or a hyphen inside a word.</summary>
    public static IEnumerable<(string Text, string Before)> Pieces(string text)
    {
        foreach (string word in text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            int start = 0;
            while (start < word.Length)
            {
                int slash = word.AsSpan(start).IndexOfAny('/', '-') is >= 0 and var at ? start + at : -1;
                // A part of one letter or two is a unit such as min/yr, which stays whole.
                int end = slash < start + 4 || slash > word.Length - 4 ? word.Length : slash + 1;
                yield return (word[start..end], start == 0 ? " " : "");
                start = end;
            }
        }
    }

    /// <summary>Breaks text into lines no wider than the limit; a piece wider than that is broken inside.</summary>
    public List<string> Wrap(string text, float limit, float size, bool bold = false)
    {
        List<string> lines = [];
        string line = "";
        foreach ((string word, string before) in Pieces(text))
        {
            string longer = line.Length == 0 ? word : line + before + word;
            if (Width(longer, size, bold) <= limit)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0) lines.Add(line);
            line = word;
            while (line.Length > 1 && Width(line, size, bold) > limit)
            {
                int fits = FittingLength(line, limit, size, bold);
                lines.Add(line[..fits]);
                line = line[fits..];
            }
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    /// <summary>One line whose vertical middle is at <paramref name="middle"/>.</summary>
    public TextItem Line(string text, float anchor, float middle, Align align, float size, ChartColor color, bool bold = false)
    {
        float width = Width(text, size, bold);
        float x = align switch { Align.Left => anchor, Align.Center => anchor - (width / 2), _ => anchor - width };
        return new(text, x, middle + (0.36f * size), width, size, bold, color);
    }

    /// <summary>Lines below each other, the first one starting at <paramref name="top"/>.</summary>
    public IEnumerable<TextItem> Block(IEnumerable<string> lines, float anchor, float top, Align align, float size, ChartColor color, bool bold = false) =>
        lines.Select((text, i) => Line(text, anchor, top + ((i + 0.5f) * LineHeight(size)), align, size, color, bold));

    /// <summary>One line running upwards, centred on the given point.</summary>
    public TextItem Upwards(string text, float x, float middle, float size, ChartColor color)
    {
        float width = Width(text, size);
        return new(text, x + (0.36f * size), middle + (width / 2), width, size, Bold: false, color, Vertical: true);
    }

    private int FittingLength(string word, float limit, float size, bool bold)
    {
        StringBuilder part = new();
        foreach (char c in word)
        {
            part.Append(c);
            if (Width(part.ToString(), size, bold) > limit) break;
        }

        return Math.Clamp(part.Length - 1, 1, word.Length - 1);
    }
}
