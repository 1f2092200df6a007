using Reliability.Charts.Fonts;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Reliability.Charts.Drawing;

/// <summary>Sets a figure up as a plot that is ready to render.</summary>
internal static class PlotFactory
{
    public static Plot Create(Figure figure, FontSet fonts, bool vector)
    {
        Plot plot = new();
        Sketch body = figure.Body;
        plot.Layout.Fixed(new PixelRect(figure.Area.Left, figure.Area.Right, figure.Area.Bottom, figure.Area.Top));
        plot.FigureBackground.Color = Colors.White;
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        Prepare(plot.Axes.Bottom, body.X, body.ShowXAxis);
        Prepare(plot.Axes.Left, body.Y, body.ShowYAxis);
        Prepare(plot.Grid.XAxisStyle, body.ShowXAxis);
        Prepare(plot.Grid.YAxisStyle, body.ShowYAxis);
        body.Data(plot);
        plot.Axes.SetLimits(body.X.Min, body.X.Max, body.Y.Min, body.Y.Max);
        plot.RenderManager.RenderActions.Add(new OverlayAction(figure, fonts, whole: vector));
        return plot;
    }

    private static void Prepare(IAxis axis, AxisTicks ticks, bool visible)
    {
        axis.IsVisible = visible;
        NumericManual generator = new();
        if (visible)
        {
            // Ticks carry no text: the labels are placed with all other text, where they can be measured.
            foreach ((double at, _) in ticks.Major) generator.AddMajor(at, "");
            foreach (double at in ticks.Minor) generator.AddMinor(at);
        }

        axis.TickGenerator = generator;
        axis.FrameLineStyle.Color = Markers.ToPlot(Style.Axis);
        axis.MajorTickStyle.Color = Markers.ToPlot(Style.Axis);
        axis.MinorTickStyle.Color = Markers.ToPlot(Style.Axis);
        axis.MajorTickStyle.Length = 5;
        axis.MinorTickStyle.Length = 2.5f;
    }

    private static void Prepare(GridStyle grid, bool visible)
    {
        grid.IsVisible = visible;
        grid.MajorLineStyle.Color = Markers.ToPlot(Style.Grid);
        grid.MajorLineStyle.Width = 1;
        grid.MinorLineStyle.Color = Markers.ToPlot(Style.FineGrid);
        grid.MinorLineStyle.Width = 1;
        grid.MaximumNumberOfGridLines = int.MaxValue;
    }
}
