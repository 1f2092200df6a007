namespace Reliability.Simulation.Statistics;

/// <summary>
/// Intervals that are symmetric on the scale of the logarithm, for small positive numbers whose estimates scatter by factors: both ends stay above zero, and
/// coverage holds with fewer rare cycles than on the plain scale (delta method: the standard error of ln x is that of x over x).
/// </summary>
internal static class LogInterval
{
    public static ConfidenceInterval Around(double estimate, double standardError, double confidence, long sampleCount, long outagesSeen)
    {
        var outside = ConfidenceLevel.Outside(confidence);
        if (!(estimate > 0) || sampleCount < 2)
            return new ConfidenceInterval(estimate, standardError, 0, double.PositiveInfinity, confidence, sampleCount, outagesSeen, IntervalTrust.NoneSeen);
        var factor = Math.Exp(Quantiles.StudentTwoSided(sampleCount - 1, outside) * standardError / estimate);
        var trust = outagesSeen == 0 ? IntervalTrust.FewOutages : ConfidenceInterval.TrustOf(outagesSeen);
        return new ConfidenceInterval(estimate, standardError, estimate / factor, estimate * factor, confidence, sampleCount, outagesSeen, trust);
    }

    /// <summary>The interval of a ratio; where no outage was seen, the bound of <see cref="RatioEstimator.Interval"/>.</summary>
    public static ConfidenceInterval Of(RatioEstimator ratio, double confidence, double outageSize) =>
        ratio.Estimate > 0 && ratio.Count > 1
            ? Around(ratio.Estimate, ratio.StandardError, confidence, ratio.Count, ratio.OutagesSeen)
            : ratio.Interval(confidence, outageSize);
}
