using System.Collections.Immutable;
using ScottPlot;

namespace Reliability.Charts.Drawing;

/// <summary>How series differ besides their colour.</summary>
internal static class Markers
{
    private static readonly ImmutableArray<MarkerShape> Shapes =
    [
        MarkerShape.FilledCircle,
        MarkerShape.FilledSquare,
        MarkerShape.FilledTriangleUp,
        MarkerShape.FilledDiamond,
        MarkerShape.OpenCircle,
        MarkerShape.OpenSquare,
        MarkerShape.FilledTriangleDown,
        MarkerShape.OpenDiamond,
    ];

    public static MarkerShape Shape(int series) => Shapes[series % Shapes.Length];

    /// <summary>The marker of a series; open shapes are drawn as lines of its colour.</summary>
    public static MarkerStyle Style(MarkerShape shape, ChartColor color) =>
        new(shape, Drawing.Style.MarkerSize, ToPlot(color)) { LineWidth = 1.6f, LineColor = ToPlot(color) };

    public static Color ToPlot(ChartColor color) => new(color.Red, color.Green, color.Blue);
}
