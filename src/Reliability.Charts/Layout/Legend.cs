using Reliability.Charts.Drawing;
using ScottPlot;

namespace Reliability.Charts.Layout;

/// <summary>Names beside their swatches, in lines above the data.</summary>
internal sealed class Legend
{
    private const float Swatch = 18;
    private const float Spacing = 18;
    private readonly List<TextItem> _texts = [];
    private readonly List<Mark> _marks = [];

    private Legend()
    {
    }

    /// <summary>How much height the lines take.</summary>
    public float Height { get; private set; }

    /// <summary>Places entries from left to right into lines of the given width; a long name wraps.</summary>
    public static Legend Lay(Lettering letters, float width, IEnumerable<(string Name, MarkerShape? Shape, ChartColor Color)> entries)
    {
        Legend legend = new();
        float lineHeight = Lettering.LineHeight(Style.TextSize) + 3;
        (float x, float y, float used) = (0, 0, 0);
        foreach ((string name, MarkerShape? shape, ChartColor color) in entries)
        {
            List<string> lines = letters.Wrap(name, width - Swatch, Style.TextSize);
            float extent = Swatch + letters.Widest(lines, Style.TextSize);
            if (x > 0 && x + extent > width) (x, y, used) = (0, y + used, 0);
            float middle = y + (Lettering.LineHeight(Style.TextSize) / 2);
            legend._marks.Add(shape is { } s
                ? new Mark.Symbol(x + 6, middle, s, color)
                : new Mark.Area(new Frame(x + 1, middle - 5, x + 12, middle + 6), color, Style.Axis));
            legend._texts.AddRange(letters.Block(lines, x + Swatch, y, Align.Left, Style.TextSize, Style.Text));
            x += extent + Spacing;
            used = Math.Max(used, (lines.Count * Lettering.LineHeight(Style.TextSize)) + lineHeight - Lettering.LineHeight(Style.TextSize));
        }

        legend.Height = y + used;
        return legend;
    }

    /// <summary>Puts the legend into a sketch, at its top.</summary>
    public void AddTo(Sketch sketch)
    {
        sketch.Texts.AddRange(_texts);
        sketch.Marks.AddRange(_marks);
    }
}
