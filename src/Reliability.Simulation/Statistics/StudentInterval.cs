namespace Reliability.Simulation.Statistics;

/// <summary>
/// What the estimators of a mean and of a ratio share: the interval of Student t around an estimate, and the bound without outages.
/// </summary>
internal static class StudentInterval
{
    public static ConfidenceInterval Around(
        double estimate, double standardError, double confidence, long sampleCount, long outagesSeen, bool neverNegative)
    {
        var outside = ConfidenceLevel.Outside(confidence);
        if (sampleCount < 2)
            throw new InvalidOperationException("An interval needs at least two replications.");
        var reach = Quantiles.StudentTwoSided(sampleCount - 1, outside) * standardError;
        var lower = neverNegative ? Math.Max(0, estimate - reach) : estimate - reach;
        // Something was measured without an outage of its own (one that began earlier, say): that is few outages, not none.
        var trust = outagesSeen == 0 ? IntervalTrust.FewOutages : ConfidenceInterval.TrustOf(outagesSeen);
        return new ConfidenceInterval(estimate, standardError, lower, estimate + reach, confidence, sampleCount, outagesSeen, trust);
    }

    public static ConfidenceInterval WithoutOutage(double exposure, double outageSize, double confidence, long sampleCount) =>
        new(0, 0, 0, outageSize * PoissonBound.Upper(0, exposure, confidence), confidence, sampleCount, 0, IntervalTrust.NoneSeen);

    public static void Check(double outageSize)
    {
        if (!(outageSize > 0))
            throw new ArgumentOutOfRangeException(nameof(outageSize), outageSize, "The size of one outage must be greater than zero.");
    }
}
