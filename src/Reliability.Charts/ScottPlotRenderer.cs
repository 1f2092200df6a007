using Reliability.Charts.Drawing;
using Reliability.Charts.Fonts;
using Reliability.Charts.Layout;
using ScottPlot;

namespace Reliability.Charts;

/// <summary>Draws charts with ScottPlot. It holds nothing but fonts and may be shared between threads.</summary>
public sealed class ScottPlotRenderer : IChartRenderer
{
    private readonly FontSet _fonts;

    /// <summary>A renderer that letters its pictures with the fonts chosen.</summary>
    /// <param name="font">Where the letters come from.</param>
    public ScottPlotRenderer(FontChoice font = FontChoice.System) => _fonts = FontSet.For(font);

    /// <inheritdoc/>
    public ChartSize PreferredSize(Chart chart) => Compose(chart).Size;

    /// <inheritdoc/>
    public byte[] RenderPng(Chart chart, double scale = 2)
    {
        if (!(scale > 0 && scale <= 16)) throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale is above 0 and at most 16.");
        Figure figure = Compose(chart);
        using Plot plot = PlotFactory.Create(figure, _fonts, vector: false);
        plot.ScaleFactor = scale;
        using Image image = plot.GetImage((int)Math.Round(figure.Size.Width * scale), (int)Math.Round(figure.Size.Height * scale));
        return image.GetImageBytes(ImageFormat.Png);
    }

    /// <inheritdoc/>
    public string RenderSvg(Chart chart)
    {
        Figure figure = Compose(chart);
        using Plot plot = PlotFactory.Create(figure, _fonts, vector: true);
        return SvgFinish.Apply(plot.GetSvgXml(figure.Size.Width, figure.Size.Height), figure);
    }

    /// <summary>The picture laid out but not yet drawn.</summary>
    internal Figure Compose(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        Lettering letters = new(_fonts);
        Sketch body = chart switch
        {
            MatrixChart matrix => new MatrixLayout(letters).Lay(matrix),
            IntervalChart interval => new IntervalLayout(letters).Lay(interval),
            StackedBarChart bars => new StackedBarLayout(letters).Lay(bars),
            DiagramChart diagram => new DiagramLayout(letters).Lay(diagram),
            LineChart lines => new LineLayout(letters).Lay(lines),
            _ => throw new NotSupportedException($"No layout for {chart.GetType().Name}."),
        };
        return Figure.Around(chart, body, letters);
    }
}
