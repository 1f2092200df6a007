using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Studies.Analytic;
using Reliability.Studies.Results;

namespace Reliability.Studies.Curves;

/// <summary>Availability and reliability over the first year.</summary>
internal static class CurveStudy
{
    private const double Horizon = 8760;

    /// <summary>The times at which the curve is wanted; none when no curve is asked for.</summary>
    public static double[] Times(Subject subject, StudyOptions options) => options.Curves ? CurveTimes.Of(subject.Model, Horizon) : [];

    /// <summary>The expected share of time up until each time of the study.</summary>
    public static IEnumerable<Measurement> Intervals(AnalysisRequest request, StudyOptions options, bool approximate, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        double[] times = [.. options.Times.Where(t => t > 0)];
        if (times.Length == 0 || DowntimeCurve.Compute(request, compiler, times, cancellation) is not { } hoursDown) yield break;
        for (var i = 0; i < times.Length; i++)
        {
            var down = hoursDown[i] / times[i];
            yield return new Measurement(MeasureNames.IntervalAvailability, "markov", 1 - down, "", "probability of being down, integrated from the start", approximate ? ErrorKind.Approximation : ErrorKind.Exact)
            {
                At = times[i],
                Error = approximate ? null : Math.Max(1e-8 * down, 1e-16),
            };
        }
    }

    /// <summary>The curve; the probabilities of an interruption are those that the chain was asked for after the times of the study.</summary>
    public static ImmutableArray<CurvePoint> Of(AnalysisRequest request, AnalyticResult chain, StudyOptions options, double[] times, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        if (times.Length == 0) return [];
        var hoursDown = DowntimeCurve.Compute(request, compiler, times, cancellation);
        var first = options.Times.Length;
        return
        [
            .. times.Select((t, i) => new CurvePoint(
                t,
                first + i < chain.Unreliability.Length ? chain.Unreliability[first + i] : null,
                hoursDown is null ? null : hoursDown[i] / t)),
        ];
    }
}
