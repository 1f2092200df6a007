using System.Globalization;
using Reliability.Modeling.Quantities;
using Reliability.Studies;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>The answers of each engine side by side, and whether they agree.</summary>
internal static class AnswersTable
{
    public static void Write(HtmlText html, ModelStudy study, StudyOptions options)
    {
        if (study.Measurements.IsEmpty)
        {
            html.Element("p", "No engine answered; the diagnostics below say why.");
            return;
        }

        string[] engines = [.. Wording.Engines.Where(e => study.Measurements.Any(m => m.Engine == e)), .. study.Measurements.Select(m => m.Engine).Distinct().Except(Wording.Engines)];
        html.OpenTable("Answers of each engine", ["Measure", "Unit", .. engines.Select(Wording.Engine)]);
        foreach (var group in study.Measurements.GroupBy(m => (m.Measure, m.Cause, m.At)))
        {
            html.Open("tr");
            html.Element("th", Label(group.Key.Measure, group.Key.Cause, group.Key.At), "scope=\"row\"");
            html.Element("td", group.First().Unit);
            foreach (var engine in engines) Cell(html, group.FirstOrDefault(m => m.Engine == engine), options);
            html.Close("tr");
        }

        html.CloseTable();
    }

    public static void WriteChecks(HtmlText html, ModelStudy study)
    {
        html.Element("h3", "Do the answers agree?");
        if (study.Checks.IsEmpty)
        {
            html.Element("p", "Nothing was compared: fewer than two engines answered, or one answered a simpler model.");
            return;
        }

        html.OpenTable(
            "Checks; downtime is compared as a share of time, z is the difference in standard errors",
            "Measure", "First", "Second", "First value", "Second value", "z", "Largest |z| that agrees", "Verdict", "Note");
        foreach (var c in study.Checks)
        {
            html.Open("tr");
            html.Element("th", c.Measure, "scope=\"row\"");
            foreach (var cell in (ReadOnlySpan<string>)[Wording.Engine(c.First), Wording.Engine(c.Second), Wording.Number(c.FirstValue), Wording.Number(c.SecondValue), Z(c.Z), Z(c.Critical)]) html.Element("td", cell);
            html.Open("td");
            html.Element(c.Verdict == Verdict.Agree ? "span" : "mark", Wording.Of(c.Verdict));
            html.Close("td");
            html.Element("td", c.Note ?? "");
            html.Close("tr");
        }

        html.CloseTable();
    }

    private static string Label(string measure, string? cause, double? at) =>
        measure + (cause is null ? "" : ": " + cause) + (at is null ? "" : " at " + QuantityText.Duration(at.Value));

    private static void Cell(HtmlText html, Measurement? m, StudyOptions options)
    {
        if (m is null)
        {
            html.Element("td", Wording.Absent);
            return;
        }

        html.Open("td");
        html.Raw(HtmlText.Encode(m.Kind == ErrorKind.Bound ? Bound(m) : Text(m, m.Value)));
        if (m.Kind != ErrorKind.Bound && m.Lower is { } lower && m.Upper is { } upper) html.Element("small", $"{Text(m, lower)} to {Text(m, upper)}");
        html.Element("small", $"{Statement(m, options)}; {m.Method}");
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
        ErrorKind.Exact => "exact to rounding",
        ErrorKind.Interval => $"{Wording.Number(100 * options.Confidence)} % interval",
        ErrorKind.Approximation => "approximation",
        _ => "bound only, nothing was seen",
    };

    private static string Bound(Measurement m) =>
        IsNearOne(m.Measure) ? m.Lower is { } lower ? "at least " + Text(m, lower) : Wording.Absent
        : m.Upper is { } upper ? "at most " + Text(m, upper) : Wording.Absent;

    private static string Text(Measurement m, double value) => IsNearOne(m.Measure) && double.IsFinite(value) ? Wording.NearOne(1 - value) : Wording.Number(value);

    private static bool IsNearOne(string measure) => measure is MeasureNames.Availability or MeasureNames.Reliability or MeasureNames.PointAvailability;

    private static string Z(double? z) => z is { } value && double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : Wording.Number(z);
}
