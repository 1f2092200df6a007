namespace Reliability.Simulation.Statistics;

/// <summary>
/// Judges many z-scores at once with a stated probability of any false alarm among them.
/// </summary>
public static class MultipleComparisons
{
    /// <summary>
    /// The probability of a false alarm left to each single comparison.
    /// </summary>
    /// <param name="comparisons">How many comparisons there are, at least 1.</param>
    /// <param name="familyAlarm">The probability of at least one false alarm, in (0, 1).</param>
    /// <param name="correction">How it is shared.</param>
    /// <returns>A probability of at most <paramref name="familyAlarm"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double AlarmEach(
        int comparisons, double familyAlarm, MultiplicityCorrection correction = MultiplicityCorrection.Sidak)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(comparisons, 1);
        if (!(familyAlarm > 0 && familyAlarm < 1))
            throw new ArgumentOutOfRangeException(nameof(familyAlarm), familyAlarm, "The probability must lie between 0 and 1.");
        return correction switch
        {
            MultiplicityCorrection.Sidak => Quantiles.EachOf(comparisons, familyAlarm),
            MultiplicityCorrection.Bonferroni => familyAlarm / comparisons,
            _ => throw new ArgumentOutOfRangeException(nameof(correction), correction, "There is no such correction."),
        };
    }

    /// <summary>
    /// The size that a z-score of one comparison must exceed to be an alarm: the two-sided normal quantile of <see cref="AlarmEach"/>,
    /// with a relative error below 1e-13 for tails down to 1e-300.
    /// </summary>
    /// <param name="comparisons">How many comparisons there are, at least 1.</param>
    /// <param name="familyAlarm">The probability of at least one false alarm, in (0, 1).</param>
    /// <param name="correction">How it is shared.</param>
    /// <returns>A number of standard errors, greater than zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double CriticalValue(
        int comparisons, double familyAlarm, MultiplicityCorrection correction = MultiplicityCorrection.Sidak) =>
        Quantiles.NormalTwoSided(AlarmEach(comparisons, familyAlarm, correction));

    /// <summary>
    /// Holds z-scores against the critical value of their family. A score that is not a number counts as an alarm.
    /// </summary>
    /// <param name="scores">The z-scores, at least one.</param>
    /// <param name="familyAlarm">The probability of at least one false alarm, in (0, 1).</param>
    /// <param name="correction">How it is shared.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no score, or an argument is out of range.</exception>
    public static FamilyVerdict Judge(
        ReadOnlySpan<double> scores, double familyAlarm, MultiplicityCorrection correction = MultiplicityCorrection.Sidak)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scores.Length, 1, nameof(scores));
        var critical = CriticalValue(scores.Length, familyAlarm, correction);
        var largest = 0;
        var alarms = 0;
        for (var index = 0; index < scores.Length; index++)
        {
            if (!(Math.Abs(scores[index]) <= critical))
                alarms++;
            if (Math.Abs(scores[index]) > Math.Abs(scores[largest]) || (double.IsNaN(scores[index]) && !double.IsNaN(scores[largest])))
                largest = index;
        }

        return new FamilyVerdict(scores.Length, familyAlarm, critical, largest, scores[largest], alarms);
    }
}
