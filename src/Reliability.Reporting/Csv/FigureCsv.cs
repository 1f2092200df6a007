using System.Collections.Immutable;
using CsvHelper;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>The data behind each figure, and what stands in tables without one, as comma-separated values. A file without rows still has its header.</summary>
public static class FigureCsv
{
    /// <summary>Names of the files, in the order of the report.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "downtime-by-cause.csv", "downtime-budget.csv", "downtime-by-layer.csv", "availability.csv", "availability-over-time.csv", "reliability-over-time.csv",
        "data-loss.csv", "cut-sets.csv", "inputs.csv",
    ];

    /// <summary>Writes the file of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file.</exception>
    public static void Write(string name, Comparison comparison, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        switch (name)
        {
            case "downtime-by-cause.csv": Write(writer, Causes(comparison)); break;
            case "downtime-budget.csv": Write(writer, Budget(comparison)); break;
            case "downtime-by-layer.csv": Write(writer, Layers(comparison)); break;
            case "availability.csv": Write(writer, Availability(comparison)); break;
            case "availability-over-time.csv": Write(writer, AvailabilityOverTime(comparison)); break;
            case "reliability-over-time.csv": Write(writer, ReliabilityOverTime(comparison)); break;
            case "data-loss.csv": Write(writer, DataLoss(comparison)); break;
            case "cut-sets.csv": Write(writer, CutSets(comparison)); break;
            case "inputs.csv": Write(writer, Inputs(comparison)); break;
            default: throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such file.");
        }
    }

    private static IEnumerable<CauseRow> Causes(Comparison comparison) => Of(comparison, MeasureNames.DowntimeByCause, (s, m) => new CauseRow
    {
        Model = s.Subject.Name, Engine = m.Engine, Cause = m.Cause ?? "", MinutesPerYear = m.Value, Kind = Wording.Kind(m.Kind), Lower = m.Lower, Upper = m.Upper,
    });

    private static IEnumerable<BudgetRow> Budget(Comparison comparison) =>
        from study in comparison.Studies
        let total = study.Causes().Sum(c => c.Minutes)
        from cause in study.Causes()
        select new BudgetRow { Model = study.Subject.Name, Cause = cause.Cause, MinutesPerYear = cause.Minutes, Share = total > 0 ? cause.Minutes / total : null };

    private static IEnumerable<LayerRow> Layers(Comparison comparison) =>
        from study in comparison.Studies
        from layer in study.Layers
        select new LayerRow { Model = study.Subject.Name, Layer = layer.Kind, Part = layer.Part, Cause = layer.Cause, MinutesPerYear = layer.MinutesPerYear };

    private static IEnumerable<AvailabilityRow> Availability(Comparison comparison) => Of(comparison, MeasureNames.Unavailability, (s, m) => new AvailabilityRow
    {
        Model = s.Subject.Name, Engine = m.Engine, Unavailability = m.Value, Kind = Wording.Kind(m.Kind), Lower = m.Lower, Upper = m.Upper,
    });

    private static IEnumerable<AvailabilityPointRow> AvailabilityOverTime(Comparison comparison) =>
        from study in comparison.Studies
        from point in study.Curve
        select new AvailabilityPointRow
        {
            Model = study.Subject.Name,
            Hours = point.Hours,
            Unavailability = point.IntervalUnavailability,
            DowntimeMinutes = point.IntervalUnavailability * point.Hours * Duration.MinutesPerYear / Duration.HoursPerYear,
        };

    private static IEnumerable<ReliabilityPointRow> ReliabilityOverTime(Comparison comparison) =>
        from study in comparison.Studies
        from point in study.Curve
        select new ReliabilityPointRow { Model = study.Subject.Name, Hours = point.Hours, Unreliability = point.Unreliability, Reliability = 1 - point.Unreliability };

    private static IEnumerable<DataLossRow> DataLoss(Comparison comparison) => Of(comparison, MeasureNames.DataLossProbability, (s, m) => new DataLossRow
    {
        Model = s.Subject.Name, Engine = m.Engine, ProbabilityPerYear = m.Value, Kind = Wording.Kind(m.Kind), Lower = m.Lower, Upper = m.Upper, MeanHours = s.Find(MeasureNames.Mttdl, m.Engine)?.Value,
    });

    private static IEnumerable<CutSetRow> CutSets(Comparison comparison) =>
        from study in comparison.Studies
        from set in study.CutSets
        select new CutSetRow { Model = study.Subject.Name, Order = set.Order, Probability = set.Probability, Events = string.Join(" and ", set.Events) };

    private static IEnumerable<InputRow> Inputs(Comparison comparison) =>
        from study in comparison.Studies
        where !study.Subject.Inputs.IsDefaultOrEmpty
        from input in study.Subject.Inputs
        select new InputRow { Model = study.Subject.Name, Place = input.Place, Value = input.Value, Origin = input.IsDefault ? "default" : "file", Meaning = input.Meaning };

    private static IEnumerable<T> Of<T>(Comparison comparison, string measure, Func<ModelStudy, Measurement, T> row) =>
        comparison.Studies.SelectMany(s => s.Measurements.Where(m => m.Measure == measure).Select(m => row(s, m)));

    private static void Write<T>(TextWriter writer, IEnumerable<T> rows)
    {
        using var csv = CsvWriter.Create(writer, CsvReport.Options, leaveOpen: true);
        csv.WriteHeader<T>();
        csv.WriteRecords(rows);
    }
}
