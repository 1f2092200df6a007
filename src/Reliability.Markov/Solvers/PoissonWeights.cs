namespace Reliability.Markov.Solvers;

/// <summary>The probabilities of a Poisson law where they matter.</summary>
public static class PoissonWeights
{
    /// <summary>The weights from the first to the last that is not negligible beside the greatest, normalised to sum to one.</summary>
    /// <param name="mean">The mean, not negative.</param>
    /// <param name="negligible">Weights below this share of the greatest are left out.</param>
    /// <returns>The index of the first weight, and the weights.</returns>
    public static (int First, double[] Weights) Compute(double mean, double negligible)
    {
        // Ratios w_{k+1} / w_k = mean / (k+1) from the mode outward: no factorial, no exponential.
        var mode = (int)mean;
        var up = new List<double> { 1 };
        for (var k = mode; up[^1] > negligible; k++) up.Add(up[^1] * (mean / (k + 1)));
        var down = new List<double>();
        var w = 1.0;
        for (var k = mode; k > 0 && w > negligible; k--) down.Add(w *= k / mean);
        down.Reverse();
        double[] weights = [.. down, .. up];
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
        return (mode - down.Count, weights);
    }
}
