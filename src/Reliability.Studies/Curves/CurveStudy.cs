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
