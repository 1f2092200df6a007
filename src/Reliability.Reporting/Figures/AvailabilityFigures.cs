using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Unavailability in the long run, by each engine.</summary>
internal static class AvailabilityFigures
{
    /// <summary>Points with intervals, on a logarithmic or a linear axis.</summary>
    public static Chart ThreeWays(Comparison comparison, bool linear) => Intervals(
        comparison,
        MeasureNames.Unavailability,
        "Unavailability by topology, three ways",
        "unavailability (share of time down)",
        "A static fault tree does not see what happens in time, such as failovers; the checks say how much that is. An arrow stands where nothing was seen: only an upper bound is known.",
        linear);

    /// <summary>Any measure that lies between zero and one, by each engine that has it.</summary>
    public static IntervalChart Intervals(Comparison comparison, string measure, string title, string axis, string caption, bool linear)
    {
        IntervalSeries[] series =
        [
            .. Wording.Engines.Select(e => new IntervalSeries(Wording.Engine(e), [.. comparison.Studies.Select(s => Point(s.Find(measure, e)))]))
                .Where(s => s.Points.Any(p => !double.IsNaN(p.Value))),
        ];
        return new IntervalChart
        {
            Title = title,
            CategoryNames = Figures.Labels(comparison),
            Series = series.Length > 0 ? [.. series] : [new IntervalSeries(Wording.Engine(Wording.Markov), [.. comparison.Studies.Select(_ => new IntervalPoint(double.NaN))])],
            AxisLabel = axis,
            Caption = caption,
            Linear = linear,
        };
    }

    private static IntervalPoint Point(Measurement? m) => m switch
    {
        null => new IntervalPoint(double.NaN),
        { Kind: ErrorKind.Bound } => new IntervalPoint(0, null, Finite(m.Upper)),
        _ => new IntervalPoint(double.IsFinite(m.Value) ? Math.Max(0, m.Value) : double.NaN, Finite(m.Lower) is { } lower ? Math.Max(0, lower) : null, Finite(m.Upper)),
    };

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}
