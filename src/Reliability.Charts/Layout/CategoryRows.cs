using System.Collections.Immutable;
using Reliability.Charts.Drawing;

namespace Reliability.Charts.Layout;

/// <summary>Names down the left side, each with as much height as its lines and its data need.</summary>
internal sealed class CategoryRows
{
    private const float WidestName = 250;
    private readonly Lettering _letters;
    private readonly ImmutableArray<List<string>> _lines;

    public CategoryRows(Lettering letters, IEnumerable<string> names, float leastHeight, float gapBeforeLast = 0)
    {
        _letters = letters;
        _lines = [.. names.Select(n => letters.Wrap(n, WidestName, Style.TextSize))];
        NameWidth = letters.Widest(_lines.SelectMany(l => l), Style.TextSize);
        List<(float Top, float Bottom)> spans = [];
        float at = 0;
        for (int row = 0; row < _lines.Length; row++)
        {
            if (row == _lines.Length - 1) at += gapBeforeLast;
            float height = Math.Max(leastHeight, (_lines[row].Count * Lettering.LineHeight(Style.TextSize)) + 8);
            spans.Add((at, at + height));
            at += height;
        }

        Spans = [.. spans];
    }

    public float NameWidth { get; }

    /// <summary>From where to where each row reaches.</summary>
    public ImmutableArray<(float Top, float Bottom)> Spans { get; }

    public float Height => Spans[^1].Bottom;

    public float Middle(int row) => (Spans[row].Top + Spans[row].Bottom) / 2;

    /// <summary>Writes the names so that they end at <paramref name="right"/>.</summary>
    public void AddNames(Sketch sketch, float right, float top)
    {
        float lineHeight = Lettering.LineHeight(Style.TextSize);
        for (int row = 0; row < _lines.Length; row++)
        {
            float start = top + Middle(row) - (_lines[row].Count * lineHeight / 2);
            sketch.Texts.AddRange(_letters.Block(_lines[row], right, start, Align.Right, Style.TextSize, Style.Text));
        }
    }
}
