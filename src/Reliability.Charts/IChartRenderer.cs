namespace Reliability.Charts;

/// <summary>Turns charts into pictures. The same chart always gives the same bytes on the same machine.</summary>
public interface IChartRenderer
{
    /// <summary>The size the picture takes at scale 1, chosen from the content so that nothing overlaps or is cut.</summary>
    /// <param name="chart">The chart to measure.</param>
    ChartSize PreferredSize(Chart chart);

    /// <summary>Draws a chart as a PNG image.</summary>
    /// <param name="chart">The chart to draw.</param>
    /// <param name="scale">Image pixels for each pixel of the layout.</param>
    byte[] RenderPng(Chart chart, double scale = 2);

    /// <summary>Draws a chart as self-contained SVG that can stand alone or be inlined beside others in one page.</summary>
    /// <param name="chart">The chart to draw.</param>
    string RenderSvg(Chart chart);
}
