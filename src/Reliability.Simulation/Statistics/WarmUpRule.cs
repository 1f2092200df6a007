namespace Reliability.Simulation.Statistics;

/// <summary>
/// How much of the beginning of a run to leave out: MSER-5, which takes the truncation after which the standard error of the mean of what is left, from means of five, is least. Sources:
/// K. P. White, Simulation 69 (1997) 323; K. P. White, M. J. Cobb and S. C. Spratt, Proceedings of the Winter Simulation Conference 2000, 755.
/// </summary>
internal static class WarmUpRule
{
    private const int Five = 5;

    /// <summary>How many values to leave out, a multiple of five and at most half of them; <c>null</c> where the least is at that half, which says that the run is too short. O(n).</summary>
    /// <param name="values">The values in the order of time.</param>
    public static int? Mser5(IReadOnlyList<double> values)
    {
        var n = values.Count / Five;
        if (n < 4) return null;
        var (sum, best, at) = (0.0, double.PositiveInfinity, 0);
        var moments = default(RunningMoments);
        // From behind: the sums of squares of all tails in one pass.
        for (var d = n - 1; d >= 0; d--)
        {
            sum = 0;
            for (var i = 0; i < Five; i++) sum += values[(d * Five) + i];
            moments.Add(sum / Five);
            if (d > n / 2) continue;
            var left = (double)(n - d);
            var statistic = moments.Count < 2 ? 0 : moments.Variance * (moments.Count - 1) / (left * left);
            // Of equal ones the shortest warm-up.
            if (statistic > best) continue;
            (best, at) = (statistic, d);
        }

        return at == n / 2 && best > 0 ? null : at * Five;
    }
}
