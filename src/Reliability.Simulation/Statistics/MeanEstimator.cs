namespace Reliability.Simulation.Statistics;

/// <summary>
/// Estimates the mean of a quantity from one value for each independent replication, with the interval of Student t.
/// </summary>
public static class MeanEstimator
{
    /// <summary>
    /// The interval for the mean of one replication. When the values are all zero and no outage was seen, the estimate is 0 and the upper
    /// end is the one-sided bound -ln(1 - confidence) / count on outages per replication, times the size of one outage.
    /// </summary>
    /// <param name="moments">The values, one a replication: at least two, or at least one when no outage was seen.</param>
    /// <param name="confidence">The confidence, in (0, 1).</param>
    /// <param name="outagesSeen">How many outages all replications contained together, not negative.</param>
    /// <param name="outageSize">What one outage adds to the value, greater than zero, used only when none was seen: 1 where the value
    /// counts outages; where it adds up hours or energy, an upper guess of what an outage would bring; infinite where nothing is
    /// known.</param>
    /// <returns>The interval, in the unit of the values; its lower end is cut at zero where no value was negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <exception cref="InvalidOperationException">There are too few replications.</exception>
    public static ConfidenceInterval Interval(RunningMoments moments, double confidence, long outagesSeen, double outageSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outagesSeen);
        StudentInterval.Check(outageSize);
        if (moments.Count == 0)
            throw new InvalidOperationException("There is no replication to estimate from.");
        return outagesSeen == 0 && moments.Minimum == 0 && moments.Maximum == 0
            ? StudentInterval.WithoutOutage(moments.Count, outageSize, confidence, moments.Count)
            : StudentInterval.Around(
                moments.Mean, moments.StandardError, confidence, moments.Count, outagesSeen, neverNegative: moments.Minimum >= 0);
    }
}
