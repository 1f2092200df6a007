using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>Where downtime comes from: threat by topology, then the budget by cause and by layer.</summary>
internal static class DowntimeSections
{
    public static void Threats(HtmlText html, Comparison comparison, IReadOnlyList<ReportFigure> figures, IChartRenderer renderer)
    {
        html.Paragraph("An outage is booked to the cause of the event that began it. What survives one threat may be helpless against another: read along a topology to see what it is helpless against.");
        Figure(html, figures, renderer, "downtime-by-cause");
        if (comparison.Causes.IsEmpty)
        {
            html.Paragraph("No engine divided the downtime by cause.");
            return;
        }

        ShareTable.Write(html, comparison, "Downtime by threat and topology, min/yr", comparison.Causes, (s, c) => s.OfCause(c));
    }

    public static void Budget(HtmlText html, Comparison comparison, IReadOnlyList<ReportFigure> figures, IChartRenderer renderer)
    {
        html.Element("h3", "By cause");
        Figure(html, figures, renderer, "downtime-budget");
        html.Open("div", "class=\"keep\"");
        html.Element("h3", "By layer");
        var layers = LayerFigures.Layers(comparison);
        if (layers.Count == 0)
        {
            html.Paragraph("Downtime is divided by layer for topologies that the chain answers; there is none here.");
            html.Close("div");
            return;
        }

        html.Paragraph("A layer is a kind of part. The parts of one topology add up to its downtime; data by part are in downtime-by-layer.csv.");
        Figure(html, figures, renderer, "downtime-by-layer");
        html.Close("div");
        ShareTable.Write(html, comparison, "Downtime by layer, min/yr", layers, LayerFigures.Minutes);
    }

    public static void Figure(HtmlText html, IReadOnlyList<ReportFigure> figures, IChartRenderer renderer, string name)
    {
        if (figures.FirstOrDefault(f => f.Name == name) is { } figure) FigureBlock.Write(html, renderer, figure);
    }
}
