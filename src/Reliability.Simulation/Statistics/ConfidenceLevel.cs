namespace Reliability.Simulation.Statistics;

/// <summary>
/// Checks that the intervals of this folder share.
/// </summary>
internal static class ConfidenceLevel
{
    /// <summary>
    /// The probability that an interval leaves outside.
    /// </summary>
    /// <param name="confidence">The confidence, in (0, 1).</param>
    /// <returns>One minus the confidence.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static double Outside(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0 and 1.");
        return 1 - confidence;
    }
}
