using Reliability.Charts;
using Reliability.Reporting.Html;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>
/// Results as one page of HTML that asks for nothing else: no font, picture or script from outside. A small script inside sorts tables, switches scales
/// and shows values; the page says all of it without. The same input gives the same bytes.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    public static void Write(Comparison comparison, TextWriter writer, IChartRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(renderer);
        var html = new HtmlText(writer);
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Element("title", "Availability comparison: " + Headline.Of(comparison));
        html.Raw($"<style>\n{PageStyle.Css.ReplaceLineEndings("\n")}</style>\n</head>\n<body>\n");
        WriteHead(html, comparison);
        var sections = Sections(html, comparison, renderer);
        WriteContents(html, sections);
        html.Open("main");
        foreach (var (id, title, write, newPage) in sections)
        {
            html.Open("section", $"id=\"{id}\" aria-labelledby=\"{id}-title\"");
            html.Element("h2", title, $"id=\"{id}-title\"{(newPage ? " class=\"newpage\"" : "")}");
            write();
            html.Close("section");
        }

        html.Raw($"</main>\n<script>\n{PageScript.Code.ReplaceLineEndings("\n")}</script>\n</body>\n</html>\n");
    }

    private static (string Id, string Title, Action Write, bool NewPage)[] Sections(HtmlText html, Comparison comparison, IChartRenderer renderer)
    {
        (string, string, Action, bool)[] closing =
        [
            ("method", "Method and error of every number", () => MethodSection.Write(html, comparison), true),
            ("again", "To get this again", () => WriteAgain(html, comparison), false),
        ];
        if (comparison.Studies.IsEmpty) return closing;
        var figures = Figures.All(comparison);
        return
        [
            ("comparison", "Comparison", () => SummaryTable.Write(html, comparison), false),
            ("threats", "Threat by topology", () => DowntimeSections.Threats(html, comparison, figures, renderer), true),
            ("budget", "Downtime budget", () => DowntimeSections.Budget(html, comparison, figures, renderer), true),
            ("time", "Availability and reliability", () => TimeSection.Write(html, comparison, figures, renderer), true),
            ("data-loss", "Data loss", () => DataLossSection.Write(html, comparison, figures, renderer), true),
            ("weak-points", "Single points of failure and minimal cut sets", () => WeakPointsSection.Write(html, comparison), true),
            ("topologies", "The topologies drawn", () => DrawingsSection.Write(html, comparison, renderer), true),
            ("inputs", "Assumptions, switches and defaults", () => InputsSection.Write(html, comparison), true),
            .. closing,
        ];
    }

    private static void WriteHead(HtmlText html, Comparison comparison)
    {
        html.Open("header");
        html.Element("h1", "Availability comparison");
        html.Element("p", Headline.Of(comparison) + ".", $"class=\"verdict {(Headline.Worst(comparison) is { } worst ? Wording.Of(worst) : "none")}\"");
        html.Element("p", Headline.Basis(comparison), "class=\"basis\"");
        var findings = Findings.Of(comparison);
        if (findings.Length > 0) html.List(findings);
        html.Close("header");
    }

    private static void WriteContents(HtmlText html, (string Id, string Title, Action Write, bool NewPage)[] sections)
    {
        html.Open("nav", "aria-labelledby=\"contents\"");
        html.Element("h2", "Contents", "id=\"contents\"");
        html.Open("ol");
        foreach (var (id, title, _, _) in sections)
        {
            html.Open("li");
            html.Element("a", title, $"href=\"#{id}\"");
            html.Close("li");
        }

        html.Close("ol");
        html.Close("nav");
    }

    private static void WriteAgain(HtmlText html, Comparison comparison)
    {
        html.Paragraph($"Version {comparison.Version}, seed {comparison.Options.Seed}. The same version, seed and files give the same report, on any number of threads.");
        html.Open("pre");
        html.Element("code", comparison.Command);
        html.Close("pre");
    }
}
