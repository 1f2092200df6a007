namespace Reliability.Simulation.Statistics;

/// <summary>
/// The share of trials with some property where trials come in independent clusters of one size, whose members may depend on each other: years of one replication.
/// From the scatter of the clusters follows how many independent trials the sample is worth, and to that many the interval of Clopper and Pearson is applied.
/// Source: E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998) 193. A mutable value: <c>default</c> is the empty sample.
/// </summary>
internal struct ClusteredShare
{
    private long sum;
    private long sumOfSquares;

    /// <summary>Number of clusters.</summary>
    public long Clusters { get; private set; }

    /// <summary>Number of trials with the property.</summary>
    public readonly long Count => sum;

    /// <summary>Adds a cluster.</summary>
    /// <param name="count">How many of its trials have the property.</param>
    public void Add(long count)
    {
        Clusters++;
        sum += count;
        sumOfSquares += count * count;
    }

    /// <summary>
    /// The number of independent trials with the same variance of the share, at most the number of trials and at least the number of clusters' worth; where no trial or every trial has the
    /// property nothing shows how they depend, and each cluster counts as one.
    /// </summary>
    /// <param name="size">Trials of a cluster.</param>
    public readonly double Independent(long size)
    {
        var trials = Clusters * size;
        if (size == 1) return trials;
        if (Clusters < 2 || sum == 0 || sum == trials) return Clusters;
        var share = (double)sum / trials;
        var mean = (double)sum / Clusters;
        var variance = Math.Max(0, sumOfSquares - (mean * sum)) / (Clusters - 1);
        var effect = variance / (size * share * (1 - share));
        return Math.Clamp(trials / Math.Max(1, effect), 1, trials);
    }

    /// <summary>The interval of the share.</summary>
    /// <param name="size">Trials of a cluster.</param>
    /// <param name="confidence">The confidence, in (0, 1).</param>
    public readonly ConfidenceInterval Interval(long size, double confidence)
    {
        var trials = Clusters * size;
        var worth = Independent(size);
        if (sum == 0) return BinomialInterval.ClopperPearson(0, (long)Math.Max(1, worth), confidence) with { SampleCount = trials };
        var tail = ConfidenceLevel.Outside(confidence) / 2;
        var share = (double)sum / trials;
        var lower = Quantiles.BetaLower(share * worth, ((1 - share) * worth) + 1, tail);
        var upper = sum == trials ? 1 : Quantiles.BetaUpper((share * worth) + 1, (1 - share) * worth, tail);
        return new ConfidenceInterval(share, Math.Sqrt(share * (1 - share) / worth), lower, upper, confidence, trials, sum, ConfidenceInterval.TrustOf(sum));
    }
}
