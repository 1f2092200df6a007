using MathNet.Numerics;

namespace Reliability.Simulation.Statistics;

/// <summary>
/// Quantiles of a sample with intervals that hold for any law: the number of observations below a quantile is binomial, so two order statistics enclose it with a
/// probability that is known exactly. Source: H. A. David and H. N. Nagaraja, "Order Statistics", 3rd edition, 2003, section 7.1; for observations in clusters
/// R. S. Woodruff, Journal of the American Statistical Association 47 (1952) 635.
/// </summary>
public static class OrderStatistics
{
    /// <summary>
    /// The quantile and its interval. The estimate is the least observation with at least that share of all at or below it. The ends are the order statistics l and u
    /// with P(B &lt; l) and P(B ≥ u) at most half of what the confidence leaves, B binomial with the number of independent observations; coverage is never below
    /// the confidence, for laws with atoms too. Where the sample is too small for an end, that end is infinite. O(log n).
    /// </summary>
    /// <param name="count">How many observations there are, at least 1.</param>
    /// <param name="ordered">The observation of a rank from 1 to <paramref name="count"/>, in ascending order.</param>
    /// <param name="probability">Which quantile, in (0, 1).</param>
    /// <param name="confidence">The confidence, in (0, 1).</param>
    /// <param name="outages">How many outages the observations contain, by which the interval is trusted.</param>
    /// <param name="independent">How many independent observations the sample is worth, from 1 to <paramref name="count"/>; infinite where all are independent. Fewer
    /// take the ranks of their own order statistics, spread to the outside over the sample.</param>
    /// <returns>The interval, in the unit of the observations. Its standard error is half its width over the normal quantile (Woodruff).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ConfidenceInterval Quantile(long count, Func<long, double> ordered, double probability, double confidence, long outages, double independent = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(ordered);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(probability > 0 && probability < 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability must lie between 0 and 1.");
        if (!(independent >= 1)) throw new ArgumentOutOfRangeException(nameof(independent), independent, "There must be at least one independent observation.");
        var outside = ConfidenceLevel.Outside(confidence);
        var (lower, upper) = Ranks(count, probability, confidence, independent);
        var estimate = ordered(Math.Clamp((long)Math.Ceiling(count * probability * (1 - 1e-14)), 1, count));
        var low = lower < 1 ? double.NegativeInfinity : ordered(lower);
        var high = upper > count ? double.PositiveInfinity : ordered(upper);
        return new ConfidenceInterval(estimate, (high - low) / 2 / Quantiles.NormalTwoSided(outside), low, high, confidence, count, outages, ConfidenceInterval.TrustOf(outages));
    }

    /// <summary>The ranks of the two ends; 0 below and <paramref name="count"/> + 1 above where the sample is too small.</summary>
    internal static (long Lower, long Upper) Ranks(long count, double probability, double confidence, double independent)
    {
        var tail = ConfidenceLevel.Outside(confidence) / 2;
        var n = independent >= count ? count : (long)Math.Floor(independent);
        // The greatest l with P(B <= l - 1) <= tail, and the least u with P(B <= u - 1) >= 1 - tail; u = n + 1 always has it.
        var lower = Greatest(n, k => AtMost(k - 1, n, probability) <= tail);
        var upper = 1 + Greatest(n, k => AtLeast(k, n, probability) > tail);
        if (n == count) return (lower, upper);
        var spread = (double)count / n;
        return (lower == 0 ? 0 : (long)Math.Floor((lower - 1) * spread) + 1, upper > n ? count + 1 : Math.Min(count, (long)Math.Ceiling(upper * spread)));
    }

    // The greatest k in 0..n that a falling condition holds for; it is taken to hold for 0.
    private static long Greatest(long n, Func<long, bool> holds)
    {
        var (low, high) = (0L, n + 1);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (holds(middle)) low = middle;
            else high = middle;
        }

        return low;
    }

    // P(B <= k) and P(B >= k) of a binomial number by the incomplete beta function.
    private static double AtMost(long k, long n, double p) => k < 0 ? 0 : k >= n ? 1 : SpecialFunctions.BetaRegularized(n - k, k + 1, 1 - p);

    private static double AtLeast(long k, long n, double p) => k <= 0 ? 1 : k > n ? 0 : SpecialFunctions.BetaRegularized(k, n - k + 1, p);
}
