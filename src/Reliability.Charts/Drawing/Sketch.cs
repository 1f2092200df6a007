using ScottPlot;

namespace Reliability.Charts.Drawing;

/// <summary>The body of a picture while it is laid out, in pixels from its own top left corner.</summary>
internal sealed class Sketch
{
    public required float Width { get; init; }

    public required float Height { get; init; }

    /// <summary>Where the data goes.</summary>
    public required Frame Area { get; init; }

    public required AxisTicks X { get; init; }

    public required AxisTicks Y { get; init; }

    /// <summary>Whether the axes are drawn, with their ticks and grid.</summary>
    public bool ShowXAxis { get; init; }

    public bool ShowYAxis { get; init; }

    /// <summary>Adds the data to the plot, in plot coordinates.</summary>
    public required Action<Plot> Data { get; init; }

    public List<TextItem> Texts { get; } = [];

    public List<Mark> Marks { get; } = [];

    public List<Hit> Hits { get; } = [];

    /// <summary>The pixel of a position on the horizontal axis.</summary>
    public float PixelX(double at) => Area.Left + (float)((at - X.Min) / (X.Max - X.Min) * Area.Width);

    /// <summary>The pixel of a position on the vertical axis.</summary>
    public float PixelY(double at) => Area.Bottom - (float)((at - Y.Min) / (Y.Max - Y.Min) * Area.Height);

    /// <summary>Labels the horizontal axis: the ticks, and below them what it measures.</summary>
    public void LabelXAxis(Lettering letters, string label)
    {
        foreach ((double at, string text) in X.Major)
        {
            Texts.Add(letters.Line(text, PixelX(at), Area.Bottom + 15, Align.Center, Style.SmallSize, Style.Text));
        }

        IEnumerable<string> lines = letters.Wrap(label, Area.Width, Style.TextSize);
        Texts.AddRange(letters.Block(lines, (Area.Left + Area.Right) / 2, Area.Bottom + 26, Align.Center, Style.TextSize, Style.Text));
    }

    /// <summary>The height below the data that <see cref="LabelXAxis"/> fills.</summary>
    public static float XAxisHeight(Lettering letters, string label, float width) =>
        28 + (letters.Wrap(label, width, Style.TextSize).Count * Lettering.LineHeight(Style.TextSize));
}
