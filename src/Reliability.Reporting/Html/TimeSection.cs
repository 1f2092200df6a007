using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>Availability in the long run by each engine, and availability and reliability on the way there.</summary>
internal static class TimeSection
{
    private static readonly double[] Shown = [1, 10, 100, 1000, 8760];

    public static void Write(HtmlText html, Comparison comparison, IReadOnlyList<ReportFigure> figures, IChartRenderer renderer)
    {
        html.Element("h3", "In the long run, three ways");
        DowntimeSections.Figure(html, figures, renderer, "availability");
        html.Element("h3", "Over the first year");
        if (comparison.Studies.All(s => s.Curve.IsEmpty))
        {
            html.Paragraph("The first year was not followed.");
            return;
        }

        html.Open("div", "class=\"pair\"");
        DowntimeSections.Figure(html, figures, renderer, "availability-over-time");
        DowntimeSections.Figure(html, figures, renderer, "reliability-over-time");
        html.Close("div");
        Table(html, comparison);
        var missing = Missing(comparison, p => p.IntervalUnavailability, "Availability over time could not be had for ").Concat(Missing(comparison, p => p.Unreliability, "Reliability over time is left to the simulation for ")).ToArray();
        if (missing.Length > 0) html.List(missing);
    }

    private static void Table(HtmlText html, Comparison comparison)
    {
        html.OpenTable("Probability of no interruption until t, by the chain", sortable: true, ["Topology", .. Shown.Select(t => Column.Of(t == 8760 ? "1 year" : Numbers.Long(t) + " h"))]);
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            html.Open("tr");
            SummaryTable.Name(html, comparison.Studies[i], i);
            foreach (var t in Shown)
            {
                var found = comparison.Studies[i].Curve.LastOrDefault(p => Math.Abs(p.Hours - t) <= 0.03 * t)?.Unreliability;
                html.Number(Reliability(found), 1 - found);
            }

            html.Close("tr");
        }

        html.CloseTable();
    }

    // What is left of one by subtraction means nothing where only rounding is left.
    private static string Reliability(double? unreliability) => unreliability switch
    {
        null => Numbers.Absent,
        >= 1 => "0",
        > 1 - 1e-12 => "below 1e-12",
        > 0.1 => Numbers.Short(1 - unreliability),
        { } f => Numbers.NearOne(f),
    };

    private static IEnumerable<string> Missing(Comparison comparison, Func<CurvePoint, double?> value, string text)
    {
        string[] names = [.. comparison.Studies.Where(s => s.Curve.All(p => value(p) is null)).Select(s => s.Subject.Name)];
        if (names.Length > 0) yield return text + string.Join("; ", names) + ".";
    }
}
