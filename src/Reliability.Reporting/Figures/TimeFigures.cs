using System.Collections.Immutable;
using Reliability.Charts;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Availability and reliability over the first year.</summary>
internal static class TimeFigures
{
    /// <summary>Share of the time down until t against t, both logarithmic; or minutes down until t, both linear.</summary>
    public static Chart? Availability(Comparison comparison, bool linear) => Lines(
        comparison,
        linear ? "Downtime as it comes together" : "Unavailability from the start until t",
        linear ? "expected downtime until t (min)" : "share of the time until t that is down",
        linear,
        linear,
        p => linear ? p.IntervalUnavailability * p.Hours * Duration.MinutesPerYear / Duration.HoursPerYear : p.IntervalUnavailability);

    /// <summary>Probability of an interruption until t, both axes logarithmic; or of none, with a linear axis of probability.</summary>
    public static Chart? Reliability(Comparison comparison, bool linear) => Lines(
        comparison,
        linear ? "Reliability: no interruption until t" : "Unreliability: an interruption until t",
        linear ? "probability of no interruption" : "probability of an interruption",
        linear,
        linearTime: false,
        p => linear ? 1 - p.Unreliability : p.Unreliability);

    private static LineChart? Lines(Comparison comparison, string title, string label, bool linear, bool linearTime, Func<CurvePoint, double?> value)
    {
        ImmutableArray<LineSeries> series =
        [
            .. comparison.Studies.Where(s => s.Curve.Any(p => value(p) is not null)).Select(s => new LineSeries(
                Wording.Label(s.Subject.Name), [.. s.Curve.Select(p => p.Hours)], [.. s.Curve.Select(p => value(p) ?? double.NaN)])),
        ];
        return series.IsEmpty ? null : new LineChart
        {
            Title = title,
            XLabel = "time since the start (h)",
            YLabel = label,
            Series = series,
            LogX = !linearTime,
            LogY = !linear,
        };
    }
}
