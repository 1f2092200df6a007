using System.Globalization;
using Reliability.Studies;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>The answers of each engine side by side, each with its error statement, and whether they agree.</summary>
internal static class AnswersTable
{
    public static void Write(HtmlText html, ModelStudy study, StudyOptions options)
    {
        if (study.Measurements.IsEmpty)
        {
            html.Paragraph("No engine answered; the diagnostics below say why.");
            return;
        }

        string[] engines = [.. Wording.Engines.Where(e => study.Measurements.Any(m => m.Engine == e)), .. study.Measurements.Select(m => m.Engine).Distinct().Except(Wording.Engines)];
        html.OpenTable("Answers of each engine", sortable: false, ["Measure", "Unit", .. engines.Select(e => (Column)$"{Wording.Engine(e)}: {Method(study, e)}")]);
        foreach (var group in study.Measurements.GroupBy(m => (m.Measure, m.Cause, m.At)))
        {
            html.Open("tr");
            html.Head(Wording.Measure(group.Key.Measure, group.Key.Cause, group.Key.At));
            html.Short(group.First().Unit == "h" ? "" : group.First().Unit);
            foreach (var engine in engines) Cell(html, group.FirstOrDefault(m => m.Engine == engine), options);
            html.Close("tr");
        }

        html.CloseTable();
    }

    public static void WriteChecks(HtmlText html, ModelStudy study)
    {
        html.Element("h4", "Do the answers agree?");
        if (study.Checks.IsEmpty)
        {
            html.Paragraph("Nothing was compared: fewer than two engines answered, or one answered a simpler model.");
            return;
        }

        html.OpenTable(
            "Checks; z is the difference in standard errors", sortable: true,
            "Measure", "First", "Second", Column.Of("First value"), Column.Of("Second value"), Column.Of("z"), Column.Of("Largest |z| that agrees"), Column.Of("Would catch"), "Verdict", "Note");
        foreach (var c in study.Checks)
        {
            html.Open("tr");
            html.Head(c.Measure);
            html.Short(Wording.Engine(c.First));
            html.Short(Wording.Engine(c.Second));
            html.Number(Numbers.Long(c.FirstValue), c.FirstValue);
            html.Number(Numbers.Long(c.SecondValue), c.SecondValue);
            html.Number(Z(c.Z), c.Z);
            html.Number(Z(c.Critical), c.Critical);
            html.Number(Numbers.Detectable(c), c.Detectable / c.FirstValue);
            html.Open("td");
            html.Element(c.Verdict == Verdict.Agree ? "span" : "mark", Wording.Of(c.Verdict));
            html.Close("td");
            html.Element("td", c.Note ?? "");
            html.Close("tr");
        }

        html.CloseTable();
    }

    private static string Method(ModelStudy study, string engine) => string.Join("; ", study.Measurements.Where(m => m.Engine == engine).Select(m => m.Method).Distinct(StringComparer.Ordinal));

    private static void Cell(HtmlText html, Measurement? m, StudyOptions options)
    {
        if (m is null)
        {
            html.Element("td", Numbers.Absent);
            return;
        }

        html.Open("td");
        html.Text(m.Kind == ErrorKind.Bound ? Bound(m) : Numbers.Value(m, m.Value));
        html.Element("small", Statement(m, options));
        if (m.Warning is not null)
        {
            html.Open("small");
            html.Element("mark", m.Warning);
            html.Close("small");
        }

        html.Close("td");
    }

    private static string Statement(Measurement m, StudyOptions options) => m.Kind switch
    {
        ErrorKind.Exact => m.Error is { } error ? $"exact to rounding, ± {Numbers.Short(error)}" : "exact to rounding",
        ErrorKind.Interval when m.Warning is not null => m is { Lower: { } low, Upper: { } high } ? $"{Numbers.Value(m, low)} to {Numbers.Value(m, high)}, with less confidence than {Numbers.Long(100 * options.Confidence)} %" : "no interval",
        ErrorKind.Interval when m.Lower is { } lower && m.Upper is { } upper => $"{Numbers.Value(m, lower)} to {Numbers.Value(m, upper)}, {Numbers.Long(100 * options.Confidence)} % interval",
        ErrorKind.Interval => $"{Numbers.Long(100 * options.Confidence)} % interval",
        ErrorKind.Approximation => m.Error is { } error ? $"approximation, ± {Numbers.Short(error)}" : "approximation: the answer of a simpler model",
        _ => "not observed: bound only",
    };

    private static string Bound(Measurement m) =>
        Numbers.IsLeast(m) ? m.Lower is { } lower ? "at least " + Numbers.Value(m, lower) : Numbers.Absent
        : m.Upper is { } upper ? "at most " + Numbers.Value(m, upper) : Numbers.Absent;

    private static string Z(double? z) => z is { } value && double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : Numbers.Long(z);
}
