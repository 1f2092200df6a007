using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers;

/// <summary>
/// x e^{Qt} for a small chain and as many times as one likes: the matrices e^{Qh}, e^{2Qh}, e^{4Qh}, … are found once, by squaring, and a time is a sum of
/// such steps. Nothing is subtracted; rows are kept at sum one. O(n³ log(qt)) once, then O(n² log(qt)) a time; O(n² log(qt)) memory. Not thread-safe.
/// </summary>
public sealed class ExponentialLadder
{
    private const double StepMean = 0.25;
    private const int Terms = 24;

    private readonly MarkovChain chain;
    private readonly double q;
    private readonly double step;
    private readonly List<double[]> rungs = [];

    /// <summary>Prepares for a chain; absorbing states are fine.</summary>
    public ExponentialLadder(MarkovChain chain)
    {
        this.chain = chain;
        q = chain.MaximumExitRate;
        step = StepMean / q;
    }

    /// <summary>The distribution after a time in hours, not negative, from that before.</summary>
    public double[] Advance(ReadOnlySpan<double> x, double hours)
    {
        var now = x.ToArray();
        if (q == 0 || hours <= 0) return now;
        var count = Math.Floor(hours / step);
        if (count >= long.MaxValue / 2) throw new ArgumentOutOfRangeException(nameof(hours), hours, "The time is more than 2^61 steps of the fastest rate.");
        now = ShortStep(now, hours - (count * step));
        var next = new double[now.Length];
        var bits = (long)count;
        for (var k = 0; bits != 0; k++, bits >>= 1)
        {
            if ((bits & 1) == 0) continue;
            TransitionMatrix.Times(now, Rung(k), next);
            (now, next) = (next, now);
        }

        return now;
    }

    private double[] Rung(int k)
    {
        var n = chain.StateCount;
        if (rungs.Count == 0)
        {
            var first = new double[n * n];
            var unit = new double[n];
            for (var i = 0; i < n; i++)
            {
                unit[i] = 1;
                ShortStep(unit, step).CopyTo(first, i * n);
                unit[i] = 0;
            }

            TransitionMatrix.NormaliseRows(first, n);
            rungs.Add(first);
        }

        while (rungs.Count <= k)
        {
            var square = new double[n * n];
            TransitionMatrix.Multiply(rungs[^1], rungs[^1], square, n);
            TransitionMatrix.NormaliseRows(square, n);
            rungs.Add(square);
        }

        return rungs[k];
    }

    // x Σ_k Poisson(k; qt) (I + Q/q)^k with qt ≤ 0.25: the terms left out are below 1e-38.
    private double[] ShortStep(double[] x, double hours)
    {
        if (hours <= 0) return (double[])x.Clone();
        var weight = Math.Exp(-q * hours);
        var power = (double[])x.Clone();
        var next = new double[x.Length];
        var sum = new double[x.Length];
        for (var k = 0; k <= Terms; k++)
        {
            for (var i = 0; i < x.Length; i++) sum[i] += weight * power[i];
            weight *= q * hours / (k + 1);
            chain.StepForward(power, next, q);
            (power, next) = (next, power);
        }

        return sum;
    }
}
