using Reliability.Modeling.Quantities;
using Reliability.Reporting;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Reliability.Cli.Output;

/// <summary>The table that an architect acts on, and under it the chart threat by topology.</summary>
internal static class ComparisonView
{
    public static void Show(IAnsiConsole console, Comparison comparison)
    {
        console.Write(Overview(comparison));
        if (comparison.Causes.Length > 0) console.Write(Threats(comparison));
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
        _ => Numbers.Absent,
    };

    private static Table Overview(Comparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Topologies compared");
        table.AddColumn("topology");
        foreach (var (name, unit) in new[] { ("availability", ""), ("nines", ""), ("downtime", "min/yr"), ("scheduled", "min/yr"), ("unscheduled", "min/yr"), ("interruptions", "per year"), ("mean length", ""), ("data loss", "per year"), ("verdict", "") })
        {
            table.AddColumn(new TableColumn(unit.Length == 0 ? name : name + "\n" + unit).RightAligned());
        }

        foreach (var study in comparison.Studies)
        {
            double? Value(string measure) => study.Find(measure)?.Value;
            var u = Value(MeasureNames.Unavailability);
            var length = Value(MeasureNames.MeanDownTime);
            table.AddRow(
                new Text(study.Subject.Name),
                new Text(u is { } x ? Numbers.NearOne(x) : Numbers.Absent),
                new Text(u is { } y ? Numbers.Nines(y) : Numbers.Absent),
                new Text(Numbers.Short(Value(MeasureNames.Downtime))),
                new Text(Numbers.Short(Value(MeasureNames.ScheduledDowntime))),
                new Text(Numbers.Short(Value(MeasureNames.UnscheduledDowntime))),
                new Text(Numbers.Short(Value(MeasureNames.InterruptionFrequency) * Duration.HoursPerYear)),
                new Text(Numbers.Length(length)),
                new Text(Numbers.Short(Value(MeasureNames.DataLossProbability))),
                Coloured(study.Verdict));
        }

        return table;
    }

    private static Table Threats(Comparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Downtime by threat and topology, min/yr");
        table.AddColumn("topology");
        foreach (var cause in comparison.Causes) table.AddColumn(new TableColumn(cause.Replace(' ', '\n')).RightAligned());
        foreach (var study in comparison.Studies)
        {
            IRenderable[] cells =
            [
                new Text(study.Subject.Name),
                .. comparison.Causes.Select(cause => (IRenderable)new Text(
                    study.Measurements.FirstOrDefault(m => m.Measure == MeasureNames.DowntimeByCause && m.Cause == cause) is { Value: > 0 } found ? Numbers.Short(found.Value) : Numbers.Absent)),
            ];
            table.AddRow(cells);
        }

        return table;
    }

    private static Text Coloured(Verdict? verdict) => new(Text(verdict), verdict switch
    {
        Verdict.Agree => new Style(Color.Green),
        Verdict.Disagree => new Style(Color.Red),
        _ => new Style(Color.Yellow),
    });
}
