using Reliability.Interactive.Display;
using Reliability.Reporting;
using Reliability.Studies;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Interactive;

/// <summary>The answers about one model, engine beside engine, with what is known about the error of each and whether they agree.</summary>
[TypeFormatterSource(typeof(RichResultFormatterSource))]
public sealed class Answers : IRichResult
{
    private readonly StudyOptions options;

    internal Answers(ModelStudy study, StudyOptions options) => (Study, this.options) = (study, options);

    /// <summary>All there is to know.</summary>
    public ModelStudy Study { get; }

    /// <summary>Share of time down.</summary>
    public double Unavailability => this[MeasureNames.Unavailability];

    /// <summary>Minutes down per year of 365 days.</summary>
    public double MinutesPerYear => this[MeasureNames.Downtime];

    /// <summary>Minutes down per year by the cause that began the outage.</summary>
    public IReadOnlyList<(string Cause, double Minutes)> ByCause => [.. Study.Causes()];

    /// <summary>Whether the engines agree; <c>null</c> when only one answered.</summary>
    public Verdict? Verdict => Study.Verdict;

    /// <summary>A measure of the best engine that has it: the chain before the simulation before the tree.</summary>
    /// <param name="measure">Its name, such as <c>mttff</c>.</param>
    /// <exception cref="ModelException">No engine has it.</exception>
    public double this[string measure] => Measure(measure).Value;

    /// <summary>A measure with its interval.</summary>
    /// <param name="measure">Its name.</param>
    /// <param name="engine"><c>markov</c>, <c>simulation</c> or <c>fault-tree</c>; <c>null</c> for the best that has it.</param>
    /// <exception cref="ModelException">No engine has it.</exception>
    public MeasuredValue Measure(string measure, string? engine = null) => new(
        Study.Find(measure, engine) ?? throw new ModelException($"'{Study.Subject.Name}' has no {measure}{(engine is null ? "" : $" by {engine}")}; there are {string.Join(", ", Study.Measurements.Select(m => m.Measure).Distinct())}"));

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> ToMimeBundle()
    {
        var (headers, rows) = Rows();
        var html = HtmlFragment.Table(Study.Subject.Name, headers, rows, headers.Length - 1);
        if (Study.Checks.Length > 0) html += HtmlFragment.Paragraph(Judgement());
        return MimeBundles.Of(ToString(), html);
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var (headers, rows) = Rows();
        return $"{Study.Subject.Name}\n{PlainTable.Of(headers, rows)}{(Study.Checks.IsEmpty ? "" : "\n" + Judgement())}";
    }

    private string Judgement()
    {
        var comparison = new Comparison([Study], options, "", "");
        var open = Study.Checks.Where(c => c.Verdict != Studies.Checks.Verdict.Agree).Select(c => $"{c.Measure}: {Wording.Of(c.Verdict)}{(c.Note is null ? "" : $" ({c.Note})")}");
        return string.Join("; ", open.Prepend(Headline.Of(comparison)));
    }

    private (string[] Headers, string[][] Rows) Rows()
    {
        string[] engines = [.. Study.Measurements.Select(m => m.Engine).Distinct(StringComparer.Ordinal)];
        string[] headers = ["measure", .. engines.Select(Wording.Engine), "unit"];
        string[][] rows =
        [
            .. Study.Measurements.GroupBy(m => (m.Measure, m.Cause, m.At)).Select(g => (string[])
            [
                Wording.Measure(g.Key.Measure, g.Key.Cause, g.Key.At),
                .. engines.Select(e => g.FirstOrDefault(m => m.Engine == e) is { } found ? Numbers.WithInterval(found) : ""),
                g.First().Unit == "h" ? "" : g.First().Unit,
            ]),
        ];
        return (headers, rows);
    }
}
