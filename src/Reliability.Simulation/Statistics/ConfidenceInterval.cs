namespace Reliability.Simulation.Statistics;

/// <summary>
/// An estimate with the interval in which the true value lies with the stated confidence, and how far to believe it.
/// </summary>
/// <param name="Estimate">The estimate, in the unit of what was estimated; 0 where no outage was seen.</param>
/// <param name="StandardError">Its standard error, in the same unit; 0 where no outage was seen.</param>
/// <param name="Lower">The lower end, in the same unit.</param>
/// <param name="Upper">The upper end, in the same unit; where no outage was seen, the one-sided bound with the whole confidence.</param>
/// <param name="Confidence">The confidence, in (0, 1).</param>
/// <param name="SampleCount">How many replications or trials the estimate rests on.</param>
/// <param name="OutagesSeen">How many outages they contained.</param>
/// <param name="Trust">Whether that many outages support the interval.</param>
public readonly record struct ConfidenceInterval(
    double Estimate,
    double StandardError,
    double Lower,
    double Upper,
    double Confidence,
    long SampleCount,
    long OutagesSeen,
    IntervalTrust Trust)
{
    /// <summary>
    /// How many outages must be seen before an interval is trusted.
    /// </summary>
    public const long OutagesNeeded = 100;

    /// <summary>
    /// Half the distance between the ends, in the unit of the estimate.
    /// </summary>
    public double HalfWidth => (Upper - Lower) / 2;

    /// <summary>
    /// Half the distance between the ends as a share of the estimate; infinite where the estimate is zero.
    /// </summary>
    public double RelativeHalfWidth => Estimate == 0 ? double.PositiveInfinity : HalfWidth / Math.Abs(Estimate);

    /// <summary>
    /// The trust that a number of outages earns: none, few below <see cref="OutagesNeeded"/>, enough from there on.
    /// </summary>
    /// <param name="outagesSeen">How many outages were seen, not negative.</param>
    /// <returns>The trust.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static IntervalTrust TrustOf(long outagesSeen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outagesSeen);
        return outagesSeen switch
        {
            0 => IntervalTrust.NoneSeen,
            < OutagesNeeded => IntervalTrust.FewOutages,
            _ => IntervalTrust.Trusted,
        };
    }

    /// <summary>
    /// Whether a value lies between the ends, both included.
    /// </summary>
    /// <param name="value">The value, in the unit of the estimate.</param>
    /// <returns>True if it does.</returns>
    public bool Contains(double value) => Lower <= value && value <= Upper;
}
