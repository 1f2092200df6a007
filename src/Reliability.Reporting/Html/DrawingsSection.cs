using System.Globalization;
using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>A drawing of each topology.</summary>
internal static class DrawingsSection
{
    public static void Write(HtmlText html, Comparison comparison, IChartRenderer renderer)
    {
        html.Paragraph("Boxes stand in what they run on and in what needs them.");
        html.Open("ul", "class=\"tones\"");
        foreach (var (tone, text) in new[] { ("background:#0072b2;border-color:#0072b2", "serves"), ("background:#e8f2f9;border-color:#0072b2", "stands by, or one of several"), ("background:#fff;border-color:#cdcdcd", "spare"), ("background:#fde8d9;border-color:#d55e00", "fails or is taken down together"), ("background:#def3eb;border-color:#009e73", "power") })
        {
            html.Open("li");
            html.Raw($"<span style=\"{tone}\" aria-hidden=\"true\"></span>");
            html.Text(text);
            html.Close("li");
        }

        html.Close("ul");
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            var study = comparison.Studies[i];
            html.Open("div", string.Create(CultureInfo.InvariantCulture, $"class=\"keep\" id=\"topology-{i + 1}\""));
            html.Element("h3", string.Create(CultureInfo.InvariantCulture, $"{i + 1} {study.Subject.Name}"));
            html.Paragraph($"From {study.Subject.Source}.{Outcome(study)}");
            if (Figures.Drawing(study) is { } drawing)
            {
                html.Open("figure");
                FigureBlock.Drawing(html, renderer, drawing with { ShowTitle = false });
                html.Close("figure");
            }
            else
            {
                html.Paragraph($"A model file: {study.Subject.Model.Variables.Count} variables, {study.Subject.Model.Events.Count} events; there is no topology to draw.");
            }

            html.Close("div");
        }
    }

    private static string Outcome(ModelStudy study) =>
        study.Find(MeasureNames.Downtime) is { } downtime ? $" Down {downtime.Text()} min/yr, {SummaryTable.Availability(study.Find(MeasureNames.Unavailability))} available." : "";
}
