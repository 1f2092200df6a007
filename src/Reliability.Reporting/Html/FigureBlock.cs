using Reliability.Charts;

namespace Reliability.Reporting.Html;

/// <summary>A figure inside the page. The drawing carries its alternative text itself: a title and a description that name rows, columns and unit.</summary>
internal static class FigureBlock
{
    public static void Write(HtmlText html, IChartRenderer renderer, ReportFigure figure)
    {
        html.Open("figure", $"id=\"figure-{figure.Name}\"{(figure.Linear is null ? "" : " data-switch=\"\"")}");
        Drawing(html, renderer, figure.Chart, figure.Linear is null ? "" : " data-scale=\"logarithmic\"");
        if (figure.Linear is { } linear) Drawing(html, renderer, linear, " data-scale=\"linear\" hidden=\"\"");
        html.Element("figcaption", figure.Caption);
        html.Close("figure");
    }

    /// <summary>A drawing that scrolls by itself where a screen is too narrow for it.</summary>
    public static void Drawing(HtmlText html, IChartRenderer renderer, Chart chart, string attributes = "")
    {
        html.Open("div", "class=\"pan\"" + attributes);
        html.Raw(renderer.RenderSvg(chart).ReplaceLineEndings("\n") + "\n");
        html.Close("div");
    }
}
