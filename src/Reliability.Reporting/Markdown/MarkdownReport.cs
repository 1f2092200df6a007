using Reliability.Modeling.Quantities;
using Reliability.Reporting.Html;
using Reliability.Reporting.Markdown;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Results as GitHub-flavoured Markdown for a pull request: the same headline and tables as the page, the figures linked beside it.</summary>
public static class MarkdownReport
{
    /// <summary>Writes the text.</summary>
    public static void Write(Comparison comparison, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new MarkdownText(writer);
        text.Heading(1, "Availability comparison");
        text.Strong(Headline.Of(comparison) + ".");
        text.Paragraph(Headline.Basis(comparison));
        var findings = Findings.Of(comparison);
        if (findings.Length > 0) text.List(findings);
        if (comparison.Studies.Length > 0) Body(text, comparison);
        text.Heading(2, "To get this again");
        text.Paragraph($"Version {comparison.Version}, seed {comparison.Options.Seed}.");
        text.Code(comparison.Command);
    }

    private static void Body(MarkdownText text, Comparison comparison)
    {
        var figures = Figures.All(comparison);
        void Picture(string name)
        {
            if (figures.FirstOrDefault(f => f.Name == name) is { } figure) text.Picture($"{figure.Chart.Title}. {figure.Caption}", figure.Name + ".png");
        }

        text.Heading(2, "Comparison");
        text.Table(
            ["Topology", "Availability", "Downtime, min/yr", "planned", "unplanned", "Interruptions per year", "Mean length", "Data loss, per year", "Objective", "Answers"],
            comparison.Studies.Select(s => (IReadOnlyList<string>)
            [
                s.Subject.Name, SummaryTable.Availability(s.Find(MeasureNames.Unavailability)), s.Find(MeasureNames.Downtime).Text(), s.Find(MeasureNames.ScheduledDowntime).Text(),
                s.Find(MeasureNames.UnscheduledDowntime).Text(), s.Find(MeasureNames.InterruptionFrequency).Text(Duration.HoursPerYear), Numbers.Length(s.Find(MeasureNames.MeanDownTime)?.Value),
                s.Find(MeasureNames.DataLossProbability).Text(), Objective.Of(s).Text, s.Verdict is { } verdict ? Wording.Of(verdict) : "not compared",
            ]));
        text.Heading(2, "Threat by topology");
        Picture("downtime-by-cause");
        if (comparison.Causes.Length > 0) Shares(text, comparison, comparison.Causes, (s, c) => s.OfCause(c));
        text.Heading(2, "Downtime budget");
        Picture("downtime-budget");
        Picture("downtime-by-layer");
        if (LayerFigures.Layers(comparison) is { Count: > 0 } layers) Shares(text, comparison, layers, LayerFigures.Minutes);
        text.Heading(2, "Availability and reliability");
        foreach (var name in new[] { "availability", "availability-over-time", "reliability-over-time" }) Picture(name);
        if (figures.Any(f => f.Name == "data-loss"))
        {
            text.Heading(2, "Data loss");
            Picture("data-loss");
        }

        text.Heading(2, "Single points of failure");
        text.Table(["Topology", "Which"], comparison.Studies.Select(s => (IReadOnlyList<string>)[s.Subject.Name, WeakPointsSection.Singles(s)]));
        Checks(text, comparison);
        text.Heading(2, "Method and error");
        text.List(Methods.Of(comparison).Select(m => $"{m.Term}. {m.Text}"));
        text.Paragraph("Every number with its error, every assumption and every default with its source: report.html, comparison.csv, inputs.csv.");
    }

    private static void Shares(MarkdownText text, Comparison comparison, IReadOnlyList<string> columns, Func<ModelStudy, string, double> minutes) => text.Table(
        ["Topology, min/yr", .. columns, "Sum"],
        comparison.Studies.Select(s =>
        {
            double[] cells = [.. columns.Select(c => minutes(s, c))];
            return (IReadOnlyList<string>)
            [
                s.Subject.Name, .. cells.Select(c => c > 0 ? Numbers.Short(c) : Numbers.Absent), cells.All(double.IsNaN) ? Numbers.Absent : Numbers.Short(cells.Where(c => !double.IsNaN(c)).Sum()),
            ];
        }));

    private static void Checks(MarkdownText text, Comparison comparison)
    {
        text.Heading(2, "Do the answers agree?");
        var open = comparison.Studies.SelectMany(s => s.Checks.Where(c => c.Verdict != Verdict.Agree).Select(c => (Study: s, Check: c))).ToArray();
        if (open.Length == 0)
        {
            text.Paragraph(Headline.Of(comparison) + ".");
            return;
        }

        text.Table(
            ["Topology", "Measure", "Engines", "Values", "Verdict", "Note"],
            open.Select(o => (IReadOnlyList<string>)
            [
                o.Study.Subject.Name, o.Check.Measure, $"{Wording.Engine(o.Check.First)} and {Wording.Engine(o.Check.Second)}", $"{Numbers.Long(o.Check.FirstValue)} and {Numbers.Long(o.Check.SecondValue)}",
                Wording.Of(o.Check.Verdict), o.Check.Note ?? "",
            ]));
    }
}
