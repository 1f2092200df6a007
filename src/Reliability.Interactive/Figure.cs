using System.Collections.Immutable;
using Reliability.Charts;
using Reliability.Interactive.Display;

namespace Reliability.Interactive;

/// <summary>A picture that shows itself and can be saved. Immutable, thread-safe.</summary>
[TypeFormatterSource(typeof(RichResultFormatterSource))]
public sealed class Figure : IRichResult
{
    private static readonly ScottPlotRenderer Renderer = new();

    /// <summary>A picture of a chart.</summary>
    public Figure(Chart chart) => Chart = chart;

    /// <summary>What it says, without any word on how it is drawn.</summary>
    public Chart Chart { get; }

    /// <summary>Lines over a common axis, each named at its right end.</summary>
    /// <param name="title">The headline.</param>
    /// <param name="x">What the horizontal axis measures, with its unit.</param>
    /// <param name="y">What the vertical axis measures, with its unit.</param>
    /// <param name="logX">Whether the horizontal axis is logarithmic.</param>
    /// <param name="logY">Whether the vertical axis is logarithmic.</param>
    /// <param name="caption">A note below.</param>
    /// <param name="lines">The lines by name, each as points from left to right.</param>
    public static Figure Lines(string title, string x, string y, bool logX = false, bool logY = false, string? caption = null, params (string Name, IEnumerable<(double X, double Y)> Points)[] lines) => new(new LineChart
    {
        Title = title,
        XLabel = x,
        YLabel = y,
        LogX = logX,
        LogY = logY,
        Caption = caption,
        Series = [.. lines.Select(l => Line(l.Name, [.. l.Points]))],
    });

    private static LineSeries Line(string name, ImmutableArray<(double X, double Y)> points) => new(name, [.. points.Select(p => p.X)], [.. points.Select(p => p.Y)]);

    /// <summary>Points with intervals, by category: what a simulation says beside what is exact.</summary>
    /// <param name="title">The headline.</param>
    /// <param name="axis">What the axis measures, with its unit.</param>
    /// <param name="linear">Whether the axis is linear instead of logarithmic.</param>
    /// <param name="categories">The categories, from top to bottom.</param>
    /// <param name="series">The series by name: for each category a value with the ends of its interval, if it has one.</param>
    public static Figure Intervals(string title, string axis, bool linear, IEnumerable<string> categories, params (string Name, IEnumerable<(double Value, double? Lower, double? Upper)> Points)[] series) => new(new IntervalChart
    {
        Title = title,
        AxisLabel = axis,
        Linear = linear,
        CategoryNames = [.. categories],
        Series = [.. series.Select(s => new IntervalSeries(s.Name, [.. s.Points.Select(p => new IntervalPoint(p.Value, p.Lower, p.Upper))]))],
    });

    /// <summary>The picture as SVG.</summary>
    public string ToSvg() => Renderer.RenderSvg(Chart);

    /// <summary>The picture as PNG.</summary>
    /// <param name="scale">Pixels of the image for each pixel of the layout.</param>
    public byte[] ToPng(double scale = 2) => Renderer.RenderPng(Chart, scale);

    /// <summary>Saves the picture; the ending of the name says how: <c>.svg</c> or <c>.png</c>.</summary>
    /// <exception cref="ArgumentException">The ending is another.</exception>
    public Figure Save(string path)
    {
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) File.WriteAllText(path, ToSvg());
        else if (path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) File.WriteAllBytes(path, ToPng());
        else throw new ArgumentException($"'{path}' ends neither in .svg nor in .png.", nameof(path));
        return this;
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> ToMimeBundle()
    {
        var size = Renderer.PreferredSize(Chart);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MimeBundles.Html] = $"<div style=\"max-width:{size.Width}px;background:#fff\">{ToSvg()}</div>",
            [MimeBundles.Png] = Convert.ToBase64String(ToPng()),
            [MimeBundles.Plain] = ToString(),
        };
    }

    /// <inheritdoc />
    public override string ToString() => $"Figure: {Chart.Title}";
}
