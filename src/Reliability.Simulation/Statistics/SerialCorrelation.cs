namespace Reliability.Simulation.Statistics;

/// <summary>
/// Whether neighbours in a sequence depend on each other: the ratio of von Neumann, as used on means of batches whose size is doubled until it is silent. Sources: J. von Neumann, Annals of
/// Mathematical Statistics 12 (1941) 367; G. S. Fishman, Management Science 24 (1978) 510; the rule of doubling also A. M. Law and J. S. Carson, Operations Research 27 (1979) 1011.
/// </summary>
internal static class SerialCorrelation
{
    // The normal quantile of 90 %: a larger level makes larger batches, which is the safe side.
    private const double Critical = 1.2815515655446004;

    /// <summary>True where neighbours are alike beyond chance, one-sided at 10 %; false for values that are all equal. O(n).</summary>
    /// <param name="values">The values in the order of time, at least three.</param>
    public static bool IsPositive(IReadOnlyList<double> values) => Score(values) > Critical;

    /// <summary>The score, which is standard normal for independent normal values and positive where neighbours are alike.</summary>
    public static double Score(IReadOnlyList<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 3, nameof(values));
        var moments = default(RunningMoments);
        foreach (var value in values) moments.Add(value);
        double k = values.Count;
        var squares = moments.Variance * (k - 1);
        if (!(squares > 0)) return 0;
        var steps = 0.0;
        for (var i = 1; i < values.Count; i++) steps += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
        return (1 - (steps / (2 * squares))) * Math.Sqrt(((k * k) - 1) / (k - 2));
    }
}
