using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>Data integrity, kept apart from service.</summary>
internal static class DataLossSection
{
    private const string Exposure = "-unprotected";

    public static void Write(HtmlText html, Comparison comparison, IReadOnlyList<ReportFigure> figures, IChartRenderer renderer)
    {
        html.Paragraph("Service and data are two concerns: a system that is down may have kept all its data, and one that is up may have lost some. Exposure is the share of time in which one more failure would be too many.");
        if (DataLossFigures.Keeping(comparison).Studies.IsEmpty) html.Paragraph("None of these models says where data are lost.");
        DowntimeSections.Figure(html, figures, renderer, "data-loss");
        string[] exposures = [.. comparison.Studies.SelectMany(s => s.Measurements).Select(m => m.Measure).Where(m => m.EndsWith(Exposure, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        if (exposures.Length == 0 && DataLossFigures.Keeping(comparison).Studies.IsEmpty) return;
        html.OpenTable("Data loss and exposure", sortable: true, ["Topology", Column.Of("Probability per year"), "by", Column.Of("Simulated"), Column.Of("Mean time to data loss"), .. exposures.Select(e => Column.Of("Unprotected: " + e["expected-".Length..^Exposure.Length]))]);
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            var study = comparison.Studies[i];
            if (study.Find(MeasureNames.DataLossProbability) is null && !exposures.Any(e => study.Find(e) is not null)) continue;
            var loss = study.Find(MeasureNames.DataLossProbability);
            var mean = study.Find(MeasureNames.Mttdl);
            html.Open("tr");
            SummaryTable.Name(html, study, i);
            html.Number(loss.Text(), loss.Key());
            html.Short(loss is null ? Numbers.Absent : $"{Wording.Engine(loss.Engine)}, {Wording.Kind(loss.Kind)}");
            html.Number(study.Find(MeasureNames.DataLossProbability, Wording.Simulation).Text(), study.Find(MeasureNames.DataLossProbability, Wording.Simulation).Key());
            html.Number(Numbers.Length(mean?.Value), mean.Key());
            foreach (var e in exposures) html.Number(study.Find(e).Text(), study.Find(e).Key());
            html.Close("tr");
        }

        html.CloseTable();
    }
}
