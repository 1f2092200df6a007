using System.Collections.Immutable;
using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>The pictures of a comparison, as values.</summary>
public static class Figures
{
    private const string Undivided = "all causes";

    /// <summary>Minutes down per year, threats down the side and topologies across.</summary>
    public static Chart DowntimeByCause(Comparison comparison)
    {
        var causes = comparison.Causes;
        var divided = causes.Length > 0;
        return new MatrixChart
        {
            Title = "Downtime by threat and topology",
            Subtitle = "Minutes down per year, by what began the outage",
            RowNames = divided ? [.. causes.Select(Wording.Clean)] : [Undivided],
            ColumnNames = Names(comparison),
            Values = divided ? [.. causes.Select(c => Row(comparison, s => OfCause(s, c)))] : [Row(comparison, Total)],
            Unit = "min/yr",
            TotalRowName = divided ? Undivided : null,
        };
    }

    /// <summary>Unavailability by each engine, with intervals.</summary>
    public static Chart Availability(Comparison comparison)
    {
        IntervalSeries[] series =
        [
            .. Wording.Engines.Select(e => new IntervalSeries(Wording.Engine(e), [.. comparison.Studies.Select(s => Point(s.Find(MeasureNames.Unavailability, e)))]))
                .Where(s => s.Points.Any(p => !double.IsNaN(p.Value))),
        ];
        return new IntervalChart
        {
            Title = "Unavailability by topology, three ways",
            CategoryNames = Names(comparison),
            Series = series.Length > 0 ? [.. series] : [new IntervalSeries(Wording.Engine(Wording.Markov), [.. comparison.Studies.Select(_ => new IntervalPoint(double.NaN))])],
            AxisLabel = "unavailability (share of time down)",
            Caption = "A static fault tree does not see what happens in time, such as failovers; the checks say how much that is. An arrow stands where nothing was seen: only an upper bound is known.",
        };
    }

    /// <summary>Minutes down per year, one bar a topology, put together from causes.</summary>
    public static Chart DowntimeBudget(Comparison comparison)
    {
        var causes = comparison.Causes;
        return new StackedBarChart
        {
            Title = "Downtime budget by topology",
            CategoryNames = Names(comparison),
            Series = causes.Length > 0
                ? [.. causes.Select(c => new BarSeries(Wording.Clean(c), Row(comparison, s => OfCause(s, c))))]
                : [new BarSeries(Undivided, Row(comparison, Total))],
            AxisLabel = "downtime (min/yr)",
        };
    }

    private static ImmutableArray<string> Names(Comparison comparison) => [.. comparison.Studies.Select(s => Wording.Clean(s.Subject.Name))];

    private static ImmutableArray<double> Row(Comparison comparison, Func<ModelStudy, double> value) => [.. comparison.Studies.Select(value)];

    /// <summary>From the chain, or else the simulation; nothing where neither divides downtime by cause.</summary>
    private static double OfCause(ModelStudy study, string cause)
    {
        var shares = study.Measurements.Where(m => m.Measure == MeasureNames.DowntimeByCause).ToArray();
        if (shares.Length == 0) return double.NaN;
        var engine = Array.Exists(shares, m => m.Engine == Wording.Markov) ? Wording.Markov : Wording.Simulation;
        return Drawable(shares.FirstOrDefault(m => m.Engine == engine && m.Cause == cause)?.Value ?? 0);
    }

    private static double Total(ModelStudy study) => Drawable(study.Find(MeasureNames.Downtime)?.Value ?? double.NaN);

    private static IntervalPoint Point(Measurement? m) => m switch
    {
        null => new IntervalPoint(double.NaN),
        { Kind: ErrorKind.Bound } => new IntervalPoint(0, null, Finite(m.Upper)),
        _ => new IntervalPoint(Drawable(m.Value), Finite(m.Lower) is { } lower ? Math.Max(0, lower) : null, Finite(m.Upper)),
    };

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private static double Drawable(double value) => double.IsFinite(value) ? Math.Max(0, value) : double.NaN;
}
