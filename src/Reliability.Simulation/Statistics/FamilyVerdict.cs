namespace Reliability.Simulation.Statistics;

/// <summary>
/// What many comparisons say together.
/// </summary>
/// <param name="Comparisons">How many comparisons there were.</param>
/// <param name="FamilyAlarm">The probability of at least one false alarm among them all, in (0, 1).</param>
/// <param name="CriticalValue">The size of a z-score beyond which a single comparison is an alarm, in standard errors.</param>
/// <param name="LargestIndex">The index of the z-score that is largest in size, the first of equals.</param>
/// <param name="LargestScore">That z-score, with its sign.</param>
/// <param name="Alarms">How many z-scores lie beyond the critical value or are not numbers.</param>
public readonly record struct FamilyVerdict(
    int Comparisons, double FamilyAlarm, double CriticalValue, int LargestIndex, double LargestScore, int Alarms)
{
    /// <summary>
    /// Whether no comparison is an alarm.
    /// </summary>
    public bool Agrees => Alarms == 0;
}
