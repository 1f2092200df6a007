namespace Reliability.Simulation.Statistics;

/// <summary>
/// Two-sided intervals for a probability that was estimated by counting outages among independent trials. With no outage both give 0 and
/// the exact one-sided bound 1 - (1 - confidence)^(1 / trials). The standard error is sqrt(p (1 - p) / trials).
/// </summary>
public static class BinomialInterval
{
    /// <summary>
    /// The exact interval, whose coverage is never below the confidence and usually above; its ends are good to a relative 1e-8 up to a
    /// million trials and to 1e-6 up to a thousand million. Source: C. J. Clopper and E. S. Pearson,
    /// Biometrika 26 (1934) 404.
    /// </summary>
    /// <param name="outages">How many of the trials were outages, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were, at least 1.</param>
    /// <param name="confidence">The confidence, in (0, 1).</param>
    /// <returns>The interval for the probability of an outage.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ConfidenceInterval ClopperPearson(long outages, long trials, double confidence)
    {
        var tail = Check(outages, trials, confidence) / 2;
        if (outages == 0)
            return NoneSeen(trials, confidence);
        var lower = Quantiles.BetaLower(outages, trials - outages + 1.0, tail);
        var upper = outages == trials ? 1 : Quantiles.BetaUpper(outages + 1.0, trials - outages, tail);
        return Interval(outages, trials, confidence, lower, upper);
    }

    /// <summary>
    /// The score interval, narrower, whose coverage is the confidence on average. Source: E. B. Wilson, Journal of the American
    /// Statistical Association 22 (1927) 209.
    /// </summary>
    /// <param name="outages">How many of the trials were outages, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were, at least 1.</param>
    /// <param name="confidence">The confidence, in (0, 1).</param>
    /// <returns>The interval for the probability of an outage.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ConfidenceInterval Wilson(long outages, long trials, double confidence)
    {
        var z = Quantiles.NormalTwoSided(Check(outages, trials, confidence));
        if (outages == 0)
            return NoneSeen(trials, confidence);
        double n = trials;
        var p = outages / n;
        var centre = p + z * z / (2 * n);
        var reach = z * Math.Sqrt((p * (1 - p) + z * z / (4 * n)) / n);
        var scale = 1 + z * z / n;
        // The product of the roots is p^2 / scale: the lower end from it, free of the cancellation in centre - reach.
        var upper = outages == trials ? 1 : (centre + reach) / scale;
        var lower = p * p / (centre + reach);
        return Interval(outages, trials, confidence, lower, upper);
    }

    private static double Check(long outages, long trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outages);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outages, trials);
        return ConfidenceLevel.Outside(confidence);
    }

    private static ConfidenceInterval NoneSeen(long trials, double confidence)
    {
        var upper = Quantiles.EachOf(trials, confidence);
        return new ConfidenceInterval(0, 0, 0, upper, confidence, trials, 0, IntervalTrust.NoneSeen);
    }

    private static ConfidenceInterval Interval(long outages, long trials, double confidence, double lower, double upper)
    {
        var p = (double)outages / trials;
        var error = Math.Sqrt(p * (1 - p) / trials);
        return new ConfidenceInterval(p, error, lower, upper, confidence, trials, outages, ConfidenceInterval.TrustOf(outages));
    }
}
