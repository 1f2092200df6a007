using System.Reflection;
using Reliability.Charts;
using Reliability.Interactive.Display;
using Reliability.Modeling.Quantities;
using Reliability.Reporting;
using Reliability.Studies;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Interactive;

/// <summary>Several models side by side, each answered three ways, with the verdict.</summary>
[TypeFormatterSource(typeof(RichResultFormatterSource))]
public sealed class SystemComparison : IRichResult
{
    internal SystemComparison(IReadOnlyCollection<SystemModel> models, StudyOptions options)
    {
        if (models.Count == 0) throw new ModelException("there is nothing to compare: give at least one model");
        var studies = StudyRunner.Run([.. models.Select(m => m.Subject)], options);
        var version = typeof(SystemComparison).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
        Result = new Comparison(studies, options, version, $"SystemModel.Compare({string.Join(", ", models.Select(m => m.Name))})");
    }

    /// <summary>The result that every report prints.</summary>
    public Comparison Result { get; }

    /// <summary>The answers model by model.</summary>
    public IReadOnlyList<Answers> Answers => [.. Result.Studies.Select(s => new Answers(s, Result.Options))];

    /// <summary>The outcome in one sentence.</summary>
    public string Verdict => $"{Headline.Of(Result)}. {Headline.Basis(Result)}";

    /// <summary>The chart threat by topology: minutes down per year.</summary>
    public Figure DowntimeByCause => new(Figures.DowntimeByCause(Result));

    /// <summary>Where the minutes of a year go, one bar a model.</summary>
    public Figure DowntimeBudget => new(Figures.DowntimeBudget(Result));

    /// <summary>Unavailability by each engine, with intervals.</summary>
    public Figure Availability => new(Figures.Availability(Result));

    /// <summary>Whether each answer agreed.</summary>
    public bool Agrees => Result.Studies.All(s => s.Verdict is Studies.Checks.Verdict.Agree);

    /// <summary>Writes the whole report - HTML, Markdown, CSV, JSON and figures - into a folder.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="ModelException">The folder cannot be written.</exception>
    public IReadOnlyList<string> Save(string folder)
    {
        var written = ReportFolder.Write(Result, folder, new ScottPlotRenderer());
        return written.Problem is { } problem ? throw new ModelException(problem) : written.Paths;
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> ToMimeBundle() => MimeBundles.Of(ToString(), HtmlFragment.Table(null, Headers, Rows(), Headers.Length - 1) + HtmlFragment.Paragraph(Verdict));

    /// <inheritdoc />
    public override string ToString() => $"{PlainTable.Of(Headers, Rows())}\n{Verdict}";

    private static readonly string[] Headers = ["topology", "availability", "nines", "downtime, min/yr", "planned", "unplanned", "interruptions per year", "mean length", "data loss per year", "answers"];

    private string[][] Rows() =>
    [
        .. Result.Studies.Select(s => (string[])
        [
            s.Subject.Name,
            s.Find(MeasureNames.Unavailability) is { } u ? Numbers.NearOne(u.Value) : Numbers.Absent,
            s.Find(MeasureNames.Unavailability) is { } v ? Numbers.Nines(v.Value) : Numbers.Absent,
            s.Find(MeasureNames.Downtime).Text(),
            s.Find(MeasureNames.ScheduledDowntime).Text(),
            s.Find(MeasureNames.UnscheduledDowntime).Text(),
            s.Find(MeasureNames.InterruptionFrequency).Text(Duration.HoursPerYear),
            Numbers.Length(s.Find(MeasureNames.MeanDownTime)?.Value),
            s.Find(MeasureNames.DataLossProbability).Text(),
            s.Verdict is { } verdict ? Wording.Of(verdict) : "not compared",
        ]),
    ];
}
