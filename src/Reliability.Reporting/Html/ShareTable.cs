using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>Downtime of each topology divided in some way, with the sum of the row.</summary>
internal static class ShareTable
{
    public static void Write(HtmlText html, Comparison comparison, string caption, IReadOnlyList<string> columns, Func<ModelStudy, string, double> minutes)
    {
        html.OpenTable(caption, sortable: true, ["Topology", .. columns.Select(c => Column.Of(Wording.Label(c))), Column.Of("Sum")]);
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            var study = comparison.Studies[i];
            html.Open("tr");
            SummaryTable.Name(html, study, i);
            double[] cells = [.. columns.Select(c => minutes(study, c))];
            foreach (var cell in cells) html.Number(cell > 0 ? Numbers.Short(cell) : Numbers.Absent, double.IsNaN(cell) ? null : cell);
            var sum = cells.Where(c => !double.IsNaN(c)).Sum();
            html.Number(cells.All(double.IsNaN) ? Numbers.Absent : Numbers.Short(sum), cells.All(double.IsNaN) ? null : sum);
            html.Close("tr");
        }

        html.CloseTable();
    }
}
