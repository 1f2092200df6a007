using System.Collections.Immutable;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.RareEvents;

/// <summary>Turns sums of weighted samples into an estimate and says whether to believe it.</summary>
internal static class Verdict
{
    private const double StandardErrors = 4;
    private const double RoundingOfWeights = 1e-9;

    /// <summary>The estimate of a measure.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="tally">The samples of the rare part.</param>
    /// <param name="hours">The samples of the cycle, when the measure is a ratio.</param>
    /// <param name="inverted">True when the measure is hours over the rare part.</param>
    /// <param name="forecast">What was known beforehand.</param>
    /// <param name="comparable">Whether the forecast is about these very samples.</param>
    /// <param name="rule">When the samples were to stop.</param>
    /// <param name="confidence">The confidence.</param>
    public static WeightedEstimate Of(
        BiasingScheme scheme, WeightTally tally, WeightTally? hours, bool inverted, Forecast forecast, bool comparable, StopRule rule, double confidence)
    {
        var relative = tally.Mean > 0 ? Math.Sqrt(tally.Variance) / tally.Mean : double.NaN;
        var error = tally.StandardError / tally.Mean;
        var value = tally.Mean;
        if (hours is not null)
        {
            error = Math.Sqrt((error * error) + Math.Pow(hours.StandardError / hours.Mean, 2));
            value = inverted ? hours.Mean / tally.Mean : tally.Mean / hours.Mean;
        }

        var isSplit = scheme.Method == RareEventMethod.Splitting;
        var warnings = ImmutableArray.CreateBuilder<RareEventWarning>();
        var needed = isSplit ? SplittingRuns : ConfidenceInterval.OutagesNeeded;
        if (tally.Hits < needed || tally.EffectiveSampleSize < needed / 2.0) warnings.Add(RareEventWarning.FewFailures);
        if (tally.LargestShare > 0.1) warnings.Add(RareEventWarning.OneSampleDominates);
        // A finite variance that is known and that the sample shows says more than the tail does.
        var shown = comparable && double.IsFinite(forecast.RelativeDeviation) && relative >= forecast.RelativeDeviation / 2;
        if (!isSplit && !shown && tally.IsHeavy) warnings.Add(RareEventWarning.HeavyTail);
        if (forecast.SpectralRadius >= 1) warnings.Add(RareEventWarning.InfiniteVariance);
        if (comparable && double.IsFinite(forecast.RelativeDeviation) && forecast.RelativeDeviation > 0.1 && tally.Hits > 1 && relative < forecast.RelativeDeviation / 2) warnings.Add(RareEventWarning.VarianceNotSeen);
        var expected = scheme.IsBiasing || scheme.Method == RareEventMethod.Crude ? 1 : double.NaN;
        if (Math.Abs(tally.MeanWeight - expected) > (StandardErrors * 1.5 * tally.MeanWeightError) + RoundingOfWeights) warnings.Add(RareEventWarning.WeightsOff);
        return new WeightedEstimate
        {
            Scheme = scheme,
            Value = Distrust(Interval(tally, value, error * value, inverted, hours, confidence), warnings.Count > 0),
            Samples = tally.Count,
            Failures = tally.Hits,
            Transitions = tally.Steps,
            RelativeDeviation = relative,
            ForecastDeviation = forecast.RelativeDeviation,
            SpectralRadius = forecast.SpectralRadius,
            EffectiveSampleSize = tally.EffectiveSampleSize,
            LargestShare = tally.LargestShare,
            MeanWeight = isSplit ? double.NaN : tally.MeanWeight,
            ExpectedWeight = expected,
            TailIndex = tally.TailIndex,
            ReachedPrecision = rule.IsPrecise(tally),
            Warnings = warnings.ToImmutable(),
        };
    }

    /// <summary>Runs of splitting that an estimate needs.</summary>
    public const int SplittingRuns = 60;

    /// <summary>Difference over its standard error; not a number where one of them saw too little to say.</summary>
    public static double Disagreement(WeightedEstimate first, WeightedEstimate second)
    {
        var few = second.Scheme.Method == RareEventMethod.Splitting ? SplittingRuns / 2 : ConfidenceInterval.OutagesNeeded / 2;
        if (second.EffectiveSampleSize < few || first.Failures == 0) return double.NaN;
        return (first.Value.Estimate - second.Value.Estimate) / Math.Sqrt(Math.Pow(first.Value.StandardError, 2) + Math.Pow(second.Value.StandardError, 2));
    }

    /// <summary>The first estimate with what the second says about it.</summary>
    public static WeightedEstimate Compared(WeightedEstimate first, double disagreement) => Math.Abs(disagreement) > StandardErrors
        ? first with { Warnings = first.Warnings.Add(RareEventWarning.SchemesDisagree), Value = Distrust(first.Value, true) }
        : first;

    // Without a hit: the exact bound for plain samples; nothing for weighted ones, whose hits may carry any weight.
    private static ConfidenceInterval Interval(WeightTally tally, double value, double error, bool inverted, WeightTally? hours, double confidence)
    {
        if (tally.Mean > 0) return LogInterval.Around(value, error, confidence, tally.Count, tally.Hits);
        var upper = inverted || hours is not null ? double.PositiveInfinity : 1;
        return new ConfidenceInterval(inverted ? double.PositiveInfinity : 0, 0, 0, upper, confidence, tally.Count, 0, IntervalTrust.NoneSeen);
    }

    private static ConfidenceInterval Distrust(ConfidenceInterval interval, bool warned) =>
        warned && interval.Trust == IntervalTrust.Trusted ? interval with { Trust = IntervalTrust.FewOutages } : interval;
}
