namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// Reduced rank extrapolation of a linear iteration (Eddy, in Information Linkage between Applied Mathematics and Industry, 1979; Mešina 1977): of the combinations
/// Σ γ_k x_k with Σ γ_k = 1 the one whose step Σ γ_k (x_{k+1} - x_k) is shortest. It yields what restarted GMRES preconditioned by the iteration would (Sidi,
/// Journal of Computational and Applied Mathematics 22, 1988), from the vectors the iteration makes anyway. Keeps <see cref="Steps"/> + 1 vectors.
/// </summary>
internal sealed class Extrapolation(int count)
{
    /// <summary>Steps of the iteration before each extrapolation.</summary>
    public const int Steps = 6;

    // Below this a step says nothing new; a ridge keeps a system solvable where all of them say the same.
    private const double LeastPivot = 1e-13;
    private const double Ridge = 1e-14;

    private readonly double[][] kept = [.. Enumerable.Range(0, Steps).Select(_ => GC.AllocateUninitializedArray<double>(count))];
    private int filled;

    /// <summary>Forgets the vectors kept, as after the iteration was disturbed.</summary>
    public void Restart() => filled = 0;

    /// <summary>Keeps a vector before a step.</summary>
    public void Keep(double[] x) => x.CopyTo(kept[filled++], 0);

    /// <summary>True when some vectors are kept.</summary>
    public bool IsStarted => filled > 0;

    /// <summary>True when enough vectors are kept.</summary>
    public bool IsDue => filled == Steps;

    /// <summary>The vector before the last extrapolation; valid until as many vectors are kept again.</summary>
    public double[] Before => kept[^1];

    /// <summary>Puts the extrapolated vector into <paramref name="x"/> and the vector as it was into <see cref="Before"/>.</summary>
    /// <param name="x">The vector after the last step.</param>
    /// <param name="weights">The weight of each component of a step; empty for the reciprocal of the component of x, which measures relative change.</param>
    /// <param name="positive">Keep components positive: at least a tenth of what they were.</param>
    /// <returns><c>false</c> when nothing was changed, the steps being dependent.</returns>
    public bool Extrapolate(double[] x, ReadOnlySpan<double> weights, bool positive)
    {
        filled = 0;
        var gram = Gram(x, weights);
        // Where one mode is left, all but the last steps say the same: fewer of them are used.
        double[]? gamma = null;
        for (var skip = 0; skip < Steps - 1 && gamma is null; skip++) gamma = Combination(gram, skip, 0);
        gamma ??= Combination(gram, 0, Ridge);
        if (gamma is null) return false;
        var c = gamma.AsSpan();
        var (k0, k1, k2, k3, k4, k5) = (kept[0], kept[1], kept[2], kept[3], kept[4], kept[5]);
        for (var i = 0; i < x.Length; i++)
        {
            // Σ γ_k x_{k+1}, from the last vector and what is added to it.
            var own = x[i];
            var value = own + (c[0] * (k1[i] - own)) + (c[1] * (k2[i] - own)) + (c[2] * (k3[i] - own)) + (c[3] * (k4[i] - own)) + (c[4] * (k5[i] - own));
            k5[i] = own;
            x[i] = positive && !(value > 0.1 * own) ? 0.1 * own : value;
        }

        return true;
    }

    private double[,] Gram(double[] x, ReadOnlySpan<double> weights)
    {
        var gram = new double[Steps, Steps];
        Span<double> sums = stackalloc double[Steps * Steps];
        Span<double> u = stackalloc double[Steps];
        sums.Clear();
        for (var i = 0; i < x.Length; i++)
        {
            var weight = weights.IsEmpty ? (x[i] > ChainOperator.Least ? 1 / x[i] : 0) : weights[i];
            if (weight == 0) continue;
            var before = kept[0][i];
            for (var a = 0; a < Steps; a++)
            {
                var after = a + 1 < Steps ? kept[a + 1][i] : x[i];
                u[a] = after - before;
                before = after;
            }

            for (var a = 0; a < Steps; a++)
            {
                var scaled = u[a] * weight;
                for (var b = a; b < Steps; b++) sums[(a * Steps) + b] += scaled * u[b];
            }
        }

        for (var a = 0; a < Steps; a++)
        {
            for (var b = a; b < Steps; b++) gram[a, b] = gram[b, a] = sums[(a * Steps) + b];
        }

        return gram;
    }

    // Minimises γᵀ G γ over Σ γ = 1: G c = 1, γ = c / Σ c. Steps are scaled to length one first, as they shrink from one to the next.
    private static double[]? Combination(double[,] gram, int skip, double ridge)
    {
        var scale = new double[Steps];
        for (var a = skip; a < Steps; a++)
        {
            if (!(gram[a, a] > 0) || !double.IsFinite(gram[a, a])) return null;
            scale[a] = 1 / Math.Sqrt(gram[a, a]);
        }

        var m = new double[Steps, Steps + 1];
        for (var a = skip; a < Steps; a++)
        {
            for (var b = skip; b < Steps; b++) m[a, b] = gram[a, b] * scale[a] * scale[b];
            m[a, a] += ridge;
            m[a, Steps] = scale[a] / scale[Steps - 1];
        }

        for (var p = skip; p < Steps; p++)
        {
            if (!(m[p, p] > (ridge > 0 ? 0 : LeastPivot))) return null;
            for (var a = p + 1; a < Steps; a++)
            {
                var f = m[a, p] / m[p, p];
                for (var b = p; b <= Steps; b++) m[a, b] -= f * m[p, b];
            }
        }

        var c = new double[Steps];
        var sum = 0.0;
        for (var a = Steps - 1; a >= skip; a--)
        {
            var s = m[a, Steps];
            for (var b = a + 1; b < Steps; b++) s -= m[a, b] * c[b];
            c[a] = s / m[a, a];
        }

        for (var a = skip; a < Steps; a++) sum += c[a] *= scale[a];
        for (var a = skip; a < Steps; a++)
        {
            c[a] /= sum;
            if (!double.IsFinite(c[a]) || Math.Abs(c[a]) > 1e6) return null;
        }

        return c;
    }
}
