using Reliability.Charts;
using Reliability.Reporting.Html;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Results as one page of HTML that asks for nothing else: no script, no font, no picture from outside. The same input gives the same bytes.</summary>
public static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    public static void Write(Comparison comparison, TextWriter writer, IChartRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(renderer);
        var html = new HtmlText(writer);
        var headline = Headline.Of(comparison);
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Element("title", "Availability: " + headline);
        html.Raw($"<style>\n{PageStyle.Css.ReplaceLineEndings("\n")}</style>\n</head>\n<body>\n<header>\n");
        html.Element("h1", "Availability comparison");
        html.Element("p", headline, $"class=\"verdict {(Headline.Worst(comparison) is { } worst ? Wording.Of(worst) : "none")}\"");
        html.Close("header");
        html.Open("main");
        if (comparison.Studies.Length > 0) WriteBody(html, comparison, renderer);
        MethodSection.Write(html, comparison);
        html.Raw("</main>\n</body>\n</html>\n");
    }

    private static void WriteBody(HtmlText html, Comparison comparison, IChartRenderer renderer)
    {
        html.Open("section", "id=\"comparison\"");
        html.Element("h2", "Comparison");
        SummaryTable.Write(html, comparison);
        Figure(html, renderer, Figures.DowntimeByCause(comparison), "Which threat costs which topology how many minutes a year.");
        Figure(html, renderer, Figures.Availability(comparison), "The same quantity by each engine, on a logarithmic axis; further left is better.");
        Figure(html, renderer, Figures.DowntimeBudget(comparison), "Where the minutes of a year go.");
        html.Close("section");
        html.Open("nav", "aria-label=\"Topologies\"");
        html.Open("ul");
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            html.Open("li");
            html.Element("a", Wording.Clean(comparison.Studies[i].Subject.Name), $"href=\"#topology-{i + 1}\"");
            html.Close("li");
        }

        html.Close("ul");
        html.Close("nav");
        for (var i = 0; i < comparison.Studies.Length; i++) TopologySection.Write(html, comparison.Studies[i], comparison, i + 1);
    }

    /// <summary>The drawing carries its alternative text itself: a title and a description that name rows, columns and unit.</summary>
    private static void Figure(HtmlText html, IChartRenderer renderer, Chart chart, string caption)
    {
        html.Open("figure");
        html.Raw(renderer.RenderSvg(chart).ReplaceLineEndings("\n") + "\n");
        html.Element("figcaption", $"{chart.Title}. {caption}");
        html.Close("figure");
    }
}
