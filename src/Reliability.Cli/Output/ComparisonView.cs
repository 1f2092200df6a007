using Reliability.Modeling.Quantities;
using Reliability.Reporting;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;
using Spectre.Console;

namespace Reliability.Cli.Output;

/// <summary>The table that an architect acts on, and under it the chart threat by topology.</summary>
internal static class ComparisonView
{
    public static void Show(IAnsiConsole console, Comparison comparison)
    {
        Overview(comparison).Write(console);
        if (comparison.Causes.Length > 0) Threats(comparison).Write(console);
        foreach (var study in comparison.Studies)
        {
            foreach (var check in study.Checks.Where(c => c.Verdict != Verdict.Agree)) console.WriteLine($"{study.Subject.Name}: {check.Measure}, {check.First} against {check.Second}: {Text(check.Verdict)}{(check.Note is null ? "" : " (" + check.Note + ")")}");
        }

        console.WriteLine($"{Headline.Of(comparison)}. {Headline.Basis(comparison)}");
    }

    public static string Text(Verdict? verdict) => verdict switch
    {
        Verdict.Agree => "agree",
        Verdict.Disagree => "DISAGREE",
        Verdict.Inconclusive => "inconclusive",
        Verdict.ByDesign => "by design",
        _ => Numbers.Absent,
    };

    private static FittingTable Overview(Comparison comparison)
    {
        var table = new FittingTable("Topologies compared");
        table.Add("topology", 99, comparison.Studies.Select(s => (s.Subject.Name, (Style?)null)));
        void Column(string header, int importance, Func<ModelStudy, string> cell) => table.Add(header, importance, comparison.Studies.Select(s => (cell(s), (Style?)null)));
        Column("availability", 8, s => Value(s, MeasureNames.Unavailability) is { } u ? Numbers.NearOne(u) : Numbers.Absent);
        Column("nines", 2, s => Value(s, MeasureNames.Unavailability) is { } u ? Numbers.Nines(u) : Numbers.Absent);
        Column("downtime\nmin/yr", 9, s => Numbers.Short(Value(s, MeasureNames.Downtime)));
        Column("scheduled\nmin/yr", 3, s => Numbers.Short(Value(s, MeasureNames.ScheduledDowntime)));
        Column("unscheduled\nmin/yr", 5, s => Numbers.Short(Value(s, MeasureNames.UnscheduledDowntime)));
        Column("interruptions\nper year", 6, s => Numbers.Short(Value(s, MeasureNames.InterruptionFrequency) * Duration.HoursPerYear));
        Column("mean length", 1, s => Numbers.Length(Value(s, MeasureNames.MeanDownTime)));
        Column("data loss\nper year", 4, s => Numbers.Short(Value(s, MeasureNames.DataLossProbability)));
        if (comparison.Studies.Any(s => s.Objective is not null)) table.Add("objective\nmin/yr", 7, comparison.Studies.Select(s => (Objective(s), (Style?)Coloured(s.Objective))));
        table.Add("verdict", 10, comparison.Studies.Select(s => (Text(s.Verdict), (Style?)Coloured(s.Verdict))));
        return table;
    }

    private static FittingTable Threats(Comparison comparison)
    {
        var table = new FittingTable("Downtime by threat and topology, min/yr");
        table.Add("topology", 99, comparison.Studies.Select(s => (s.Subject.Name, (Style?)null)));
        double Of(ModelStudy study, string cause) => study.Measurements.FirstOrDefault(m => m.Measure == MeasureNames.DowntimeByCause && m.Cause == cause)?.Value ?? 0;
        string[] bySize = [.. comparison.Causes.OrderBy(c => comparison.Studies.Max(s => Of(s, c)))];
        foreach (var cause in comparison.Causes)
        {
            table.Add(cause.Replace(' ', '\n'), Array.IndexOf(bySize, cause), comparison.Studies.Select(s => (Of(s, cause) is > 0 and var value ? Numbers.Short(value) : Numbers.Absent, (Style?)null)));
        }

        return table;
    }

    private static double? Value(ModelStudy study, string measure) => study.Find(measure)?.Value;

    private static string Objective(ModelStudy study) => study.Objective switch
    {
        null => Numbers.Absent,
        ObjectiveVerdict.Met => $"{Numbers.Short(study.Subject.ObjectiveMinutes)} met",
        ObjectiveVerdict.NotMet => $"{Numbers.Short(study.Subject.ObjectiveMinutes)} NOT MET",
        _ => $"{Numbers.Short(study.Subject.ObjectiveMinutes)} undecided",
    };

    private static Style Coloured(Verdict? verdict) => verdict switch
    {
        Verdict.Agree or Verdict.ByDesign => new Style(Color.Green),
        Verdict.Disagree => new Style(Color.Red),
        _ => new Style(Color.Yellow),
    };

    private static Style Coloured(ObjectiveVerdict? verdict) => verdict switch
    {
        ObjectiveVerdict.Met => new Style(Color.Green),
        ObjectiveVerdict.NotMet => new Style(Color.Red),
        _ => new Style(Color.Yellow),
    };
}
