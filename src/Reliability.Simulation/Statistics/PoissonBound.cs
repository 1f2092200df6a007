using MathNet.Numerics;

namespace Reliability.Simulation.Statistics;

/// <summary>
/// Exact one-sided bounds on the rate of events that were counted over an exposure. Source: F. Garwood, "Fiducial limits for the Poisson
/// distribution", Biometrika 28 (1936) 437: half a chi-squared quantile, here the equal quantile of the gamma distribution.
/// </summary>
public static class PoissonBound
{
    /// <summary>
    /// The rate that the true one exceeds with at most the remaining probability; for no event at all -ln(1 - confidence) / exposure.
    /// </summary>
    /// <param name="count">How many events were counted, not negative.</param>
    /// <param name="exposure">Over how much time they were counted, finite and greater than zero.</param>
    /// <param name="confidence">The one-sided confidence, in (0, 1).</param>
    /// <returns>The bound in events per unit of exposure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double Upper(long count, double exposure, double confidence)
    {
        var tail = Check(count, exposure, confidence);
        return count == 0 ? -SpecialFunctions.Log1p(-confidence) / exposure : Quantiles.PoissonUpper(count, tail) / exposure;
    }

    /// <summary>
    /// The rate below which the true one lies with at most the remaining probability; for no event at all 0.
    /// </summary>
    /// <param name="count">How many events were counted, not negative.</param>
    /// <param name="exposure">Over how much time they were counted, finite and greater than zero.</param>
    /// <param name="confidence">The one-sided confidence, in (0, 1).</param>
    /// <returns>The bound in events per unit of exposure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double Lower(long count, double exposure, double confidence)
    {
        var tail = Check(count, exposure, confidence);
        return count == 0 ? 0 : Quantiles.PoissonLower(count, tail) / exposure;
    }

    private static double Check(long count, double exposure, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!(exposure > 0) || !double.IsFinite(exposure))
            throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "The exposure must be finite and greater than zero.");
        return ConfidenceLevel.Outside(confidence);
    }
}
