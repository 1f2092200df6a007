using System.Globalization;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Quantities;
using Reliability.Reporting;
using Reliability.Studies.Results;
using Spectre.Console;

namespace Reliability.Cli.Output;

/// <summary>All answers about one model, engines side by side.</summary>
internal static class StudyView
{
    public static void Show(IAnsiConsole console, ModelStudy study, IReadOnlyList<string> measures, bool checks)
    {
        var shown = study.Measurements.Where(m => measures.Count == 0 || measures.Contains(MeasureNames.Family(m.Measure))).Where(m => !FleetView.Shows(m)).ToArray();
        var table = new Table().Border(TableBorder.Simple).Title(new TableTitle(Markup.Escape(study.Subject.Name)));
        table.AddColumn("measure");
        string[] engines = [.. shown.Select(m => m.Engine).Distinct(StringComparer.Ordinal)];
        foreach (var engine in engines) table.AddColumn(new TableColumn(engine).RightAligned());
        table.AddColumn("unit");
        foreach (var group in shown.GroupBy(m => (m.Measure, m.Cause, m.At, m.Unit)))
        {
            table.AddRow(
            [
                new Text(Name(group.Key.Measure, group.Key.Cause, group.Key.At)),
                .. engines.Select(e => new Text(group.FirstOrDefault(m => m.Engine == e) is { } found ? Numbers.WithInterval(found) : "")),
                new Text(group.Key.Unit == "h" ? "" : group.Key.Unit),
            ]);
        }

        console.Write(table);
        if (shown.Any(m => m.Kind == ErrorKind.Interval && m.Warning is not null)) console.WriteLine("  (?) fewer than 100 outages were seen, or what is observed has not settled: do not believe the interval");
        if (study.Objective is { } objective && (measures.Count == 0 || objective != ObjectiveVerdict.Undecided)) console.WriteLine($"  objective: {Numbers.Short(study.Subject.ObjectiveMinutes)} min/yr{(study.Subject.ScheduledDowntimeCounts ? "" : " of unscheduled downtime")}: {(objective == ObjectiveVerdict.Met ? "met" : objective == ObjectiveVerdict.NotMet ? "NOT MET" : "undecided")}");
        if (study.Yearly is { } yearly && (measures.Count == 0 || measures.Contains(MeasureNames.ObjectiveMissed)) && MissedYears.Of(yearly) is { } sentence) console.WriteLine("  " + sentence);
        if (shown.Length == 0) console.WriteLine("  none of the measures asked for can be had from this model by this verb");
        foreach (var note in study.Diagnostics.Where(d => d.Severity == Severity.Note)) console.WriteLine("  note: " + note.Message);
        if (study.Fleet is { } fleet && measures.Count == 0) FleetView.Show(console, fleet);
        if (checks) ShowChecks(console, study);
    }

    private static void ShowChecks(IAnsiConsole console, ModelStudy study)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Do the engines agree?");
        foreach (var column in new[] { "measure", "engines", "values", "z", "would catch", "verdict" }) table.AddColumn(new TableColumn(column).NoWrap());
        foreach (var c in study.Checks)
        {
            table.AddRow(
                new Text(c.Measure),
                new Text($"{c.First} / {c.Second}"),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{c.FirstValue:G6} / {c.SecondValue:G6}")),
                new Text(c.Z is { } z ? string.Create(CultureInfo.InvariantCulture, $"{z:F2} (limit {c.Critical:F2})") : ""),
                new Text(Numbers.Detectable(c)),
                new Text(ComparisonView.Text(c.Verdict)));
        }

        if (study.Checks.IsEmpty) console.WriteLine("  nothing was compared: fewer than two engines have an answer that this simulation was long enough to check");
        else console.Write(table);
        if (!study.Checks.IsEmpty && study.Measurements.FirstOrDefault(m => m.Engine == "markov") is { } exact) console.WriteLine("  markov: " + exact.Method);
        if (study.Checks.Any(c => c.Detectable is not null)) console.WriteLine("  would catch: the smallest true difference that this run calls a disagreement nine times in ten");
        foreach (var c in study.Checks.Where(c => c.Note is not null)) console.WriteLine($"  {c.Measure}, {c.First} / {c.Second}: {c.Note}");
        if (study.TooRare > 0) console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {study.TooRare} {(study.TooRare == 1 ? "measure is" : "measures are")} too rare for a simulation of this length to check"));
    }

    private static string Name(string measure, string? cause, double? at) =>
        measure + (cause is null ? "" : " / " + cause) + (at is { } t ? " at " + QuantityText.Duration(t) : "");
}
