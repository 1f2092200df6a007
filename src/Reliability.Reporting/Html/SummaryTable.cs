using System.Globalization;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>One line a topology: what it achieves, what it promised, and whether the answers agree.</summary>
internal static class SummaryTable
{
    public static void Write(HtmlText html, Comparison comparison)
    {
        var objectives = comparison.Studies.Any(s => s.Subject.ObjectiveMinutes is not null);
        string[] headers =
        [
            "Topology", "Availability", "Nines", "Downtime, min/yr", "scheduled", "unscheduled", "Interruptions per year", "Mean length",
            "Data loss, probability per year", .. objectives ? ["Objective"] : Array.Empty<string>(), "Answers",
        ];
        html.OpenTable("The topologies side by side, each number by the best engine that has it: the chain, else the simulation, else the tree", headers);
        foreach (var study in comparison.Studies)
        {
            var u = study.Find(MeasureNames.Unavailability);
            string[] cells =
            [
                Availability(u),
                Nines(u),
                Value(study.Find(MeasureNames.Downtime)),
                Value(study.Find(MeasureNames.ScheduledDowntime)),
                Value(study.Find(MeasureNames.UnscheduledDowntime)),
                Value(study.Find(MeasureNames.InterruptionFrequency), Duration.HoursPerYear),
                study.Find(MeasureNames.MeanDownTime) is { } length ? QuantityText.Duration(length.Value) : Wording.Absent,
                Value(study.Find(MeasureNames.DataLossProbability)),
                .. objectives ? [Objective(study)] : Array.Empty<string>(),
                study.Verdict is { } verdict ? Wording.Of(verdict) : "not compared",
            ];
            html.Row(study.Subject.Name, cells);
        }

        html.CloseTable();
    }

    /// <summary>Whether the downtime that counts stays within the agreement.</summary>
    internal static string Objective(ModelStudy study)
    {
        if (study.Subject.ObjectiveMinutes is not { } objective) return Wording.Absent;
        var counted = study.Subject.ScheduledDowntimeCounts ? MeasureNames.Downtime : MeasureNames.UnscheduledDowntime;
        var what = $"{Wording.Number(objective)} min/yr{(study.Subject.ScheduledDowntimeCounts ? "" : " unscheduled")}";
        if (study.Find(counted) is not { } found || double.IsNaN(found.Value)) return $"{what}: not known";
        var low = found.Kind == ErrorKind.Bound ? 0 : found.Lower ?? found.Value;
        var high = found.Upper ?? (found.Kind == ErrorKind.Bound ? double.PositiveInfinity : found.Value);
        if (found.Kind is ErrorKind.Interval && found.Warning is not null) return $"{what}: not decided, too few outages seen";
        if (high <= objective) return $"{what}: met";
        return low > objective ? $"{what}: not met" : $"{what}: not decided, the interval holds it";
    }

    private static string Availability(Measurement? u) => u switch
    {
        null => Wording.Absent,
        { Kind: ErrorKind.Bound } => u.Upper is { } upper ? "at least " + Wording.NearOne(upper) : Wording.Absent,
        _ => Wording.NearOne(u.Value),
    };

    private static string Nines(Measurement? u) => u switch
    {
        null => Wording.Absent,
        { Kind: ErrorKind.Bound } => u.Upper is > 0 ? "at least " + Nines(u.Upper.Value) : Wording.Absent,
        _ => Nines(u.Value),
    };

    private static string Nines(double u) =>
        double.IsNaN(u) ? Wording.Absent : u <= 0 ? "∞" : (-Math.Log10(Math.Min(1, u))).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Value(Measurement? m, double factor = 1) => m switch
    {
        null => Wording.Absent,
        { Kind: ErrorKind.Bound } => m.Upper is { } upper ? "at most " + Wording.Number(upper * factor) : Wording.Absent,
        _ => Wording.Number(m.Value * factor),
    };
}
