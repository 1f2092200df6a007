using Reliability.Modeling.Quantities;
using Reliability.Reporting;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;
using Reliability.Studies.Fleets;
using Reliability.Studies.Results;
using Spectre.Console;

namespace Reliability.Cli.Output;

/// <summary>How many copies of a fleet are down at once.</summary>
internal static class FleetView
{
    private static readonly int[] _steps = [1, 2, 3, 5, 7];

    /// <summary>Whether a measurement is shown here and not among the measures of one copy.</summary>
    public static bool Shows(Measurement m) =>
        m.Measure == MeasureNames.CopiesDown || m.Measure.StartsWith(MeasureNames.SimultaneousOutages + "/", StringComparison.Ordinal) || m.Measure.StartsWith(MeasureNames.SimultaneousOutageFrequency + "/", StringComparison.Ordinal);

    public static void Show(IAnsiConsole console, FleetResult fleet)
    {
        var r = fleet.Simulation;
        var table = new Table().Border(TableBorder.Simple).Title(new TableTitle(Markup.Escape($"{fleet.Fleet.Up.Length:N0} copies of {fleet.Fleet.Part} on {fleet.Fleet.Hosts:N0} hosts, {r.Replications} times {QuantityText.Duration(r.ReplicationHours)}")));
        table.AddColumn("down at once");
        table.AddColumn(new TableColumn("time a year").RightAligned());
        table.AddColumn(new TableColumn("times a year").RightAligned());
        foreach (var row in Rows(r.Simultaneous))
        {
            table.AddRow(
                new Text($"{row.Copies:N0} or more"),
                new Text(row.FractionOfTime.Trust == IntervalTrust.NoneSeen ? "not observed" : QuantityText.Duration(row.FractionOfTime.Estimate * Duration.HoursPerYear)),
                new Text(Count(row.PerHour)));
        }

        console.Write(table);
        console.WriteLine($"  {Numbers.Short(fleet.MeanDown)} copies are down on average; the other measures are those of one copy");
    }

    // 1, 2, 3, 5, 7, 10, 20, …, and at the end what was never seen.
    private static IEnumerable<SimultaneousOutages> Rows(IReadOnlyList<SimultaneousOutages> all)
    {
        for (var scale = 1; scale < all.Count; scale *= 10)
        {
            foreach (var step in _steps.Where(s => s * scale < all.Count)) yield return all[(step * scale) - 1];
        }

        if (all.Count > 0) yield return all[^1];
    }

    private static string Count(ConfidenceInterval perHour)
    {
        const double year = Duration.HoursPerYear;
        return perHour.Trust == IntervalTrust.NoneSeen
            ? $"< {Numbers.Short(perHour.Upper * year)}"
            : $"{Numbers.Short(perHour.Estimate * year)} [{Numbers.Short(perHour.Lower * year)}, {Numbers.Short(perHour.Upper * year)}]{(perHour.Trust == IntervalTrust.FewOutages ? " (?)" : "")}";
    }
}
