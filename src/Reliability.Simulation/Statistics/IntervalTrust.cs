namespace Reliability.Simulation.Statistics;

/// <summary>
/// Whether an interval rests on enough outages to be believed, by the rule of <see cref="ConfidenceInterval.TrustOf"/>. The value of
/// <c>default</c> is the least believable one.
/// </summary>
public enum IntervalTrust
{
    /// <summary>
    /// No outage was seen: the estimate is zero and only the one-sided upper bound says anything.
    /// </summary>
    NoneSeen = 0,

    /// <summary>
    /// Fewer than <see cref="ConfidenceInterval.OutagesNeeded"/> outages were seen: the interval is given, but its coverage is not what
    /// its confidence says, and it must be reported as not believable.
    /// </summary>
    FewOutages = 1,

    /// <summary>
    /// Enough outages were seen for the normal approximation behind the interval.
    /// </summary>
    Trusted = 2,
}
