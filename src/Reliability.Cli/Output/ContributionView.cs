using Reliability.Reporting;
using Reliability.Studies.Contributions;
using Reliability.Studies.Results;
using Spectre.Console;

namespace Reliability.Cli.Output;

/// <summary>What a threat contributes: the measures with it, without it, and the difference.</summary>
internal static class ContributionView
{
    private static readonly string[] _measures = [MeasureNames.Unavailability, MeasureNames.Downtime, MeasureNames.ScheduledDowntime, MeasureNames.UnscheduledDowntime, MeasureNames.InterruptionFrequency, MeasureNames.Mttff, MeasureNames.DataLossProbability];

    public static void Show(IAnsiConsole console, Contribution contribution, IReadOnlyList<string> measures)
    {
        var name = ContributionStudy.Name(contribution.Omission);
        var table = new Table().Border(TableBorder.Simple).Title(new TableTitle(Markup.Escape(contribution.Without.Subject.Name)));
        foreach (var column in new[] { "measure", "engine", "with", "without", "contributed" }) table.AddColumn(column == "measure" || column == "engine" ? new TableColumn(column) : new TableColumn(column).RightAligned());
        table.AddColumn("unit");
        var shown = measures.Count == 0 ? _measures : [.. measures];
        foreach (var before in contribution.With.Measurements.Where(m => shown.Contains(m.Measure) && m.Cause is null).OrderBy(m => Array.IndexOf(shown, m.Measure)).ThenBy(m => m.At))
        {
            if (contribution.Without.Measurements.FirstOrDefault(m => m.Measure == before.Measure && m.Engine == before.Engine && m.Cause is null && m.At == before.At) is not { } after) continue;
            var difference = before.Value - after.Value;
            table.AddRow(
                new Text(before.Measure), new Text(before.Engine), new Text(Numbers.WithInterval(before)), new Text(Numbers.WithInterval(after)),
                new Text(before.Kind == ErrorKind.Bound || after.Kind == ErrorKind.Bound ? "" : Numbers.Short(difference) + (before.Unit == "h" ? "" : Share(difference, before.Value))), new Text(before.Unit));
        }

        console.Write(table);
        console.WriteLine($"  do the engines agree without {name}? {(contribution.Without.Verdict is { } verdict ? ComparisonView.Text(verdict) : "nothing could be compared")}");
    }

    private static string Share(double difference, double whole) => whole == 0 ? "" : FormattableString.Invariant($" ({100 * difference / whole:F1} %)");
}
