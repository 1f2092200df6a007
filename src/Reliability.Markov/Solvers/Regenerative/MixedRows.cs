using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// Single rows by uniformization with the Poisson weights integrated over the law: with a_k the probability of k jumps while the clock runs,
/// E[e^{QX}] = Σ a_k P^k and E[∫₀ˣ e^{Qt} dt] = (1/q) Σ_k (Σ_{j &gt; k} a_j) P^k (Jensen 1953; German 2000). All terms are positive.
/// </summary>
internal sealed class MixedRows(MarkovChain chain, double[] mixture) : FiringKernel
{
    private const int CheckEvery = 256;

    private readonly double[] tails = Tails(mixture);

    /// <summary>The rate of the Poisson process: a little above the fastest, so that no chain is periodic under it.</summary>
    public static double Rate(MarkovChain chain) => chain.MaximumExitRate > 0 ? 1.02 * chain.MaximumExitRate : 1;

    public override (ArraySegment<double> Fire, ArraySegment<double> Hours) Row(int start, CancellationToken cancellation)
    {
        var (n, q) = (chain.StateCount, Rate(chain));
        var (x, y) = (new double[n], new double[n]);
        var (fire, hours) = (new double[n], new double[n]);
        x[start] = 1;
        for (var k = 0; k < mixture.Length; k++)
        {
            if (k % CheckEvery == 0) cancellation.ThrowIfCancellationRequested();
            var (a, t) = (mixture[k], tails[k] / q);
            var total = 0.0;
            for (var i = 0; i < n; i++)
            {
                fire[i] += a * x[i];
                hours[i] += t * x[i];
                total += x[i];
            }

            // The total is known to be one; rounding of many steps does not add up.
            for (var i = 0; i < n; i++) x[i] /= total;
            chain.StepForward(x, y, q);
            (x, y) = (y, x);
        }

        return (new(fire, 0, n - 1), new(hours, 0, n - 1));
    }

    private static double[] Tails(double[] weights)
    {
        var sums = new double[weights.Length];
        for (var k = weights.Length - 2; k >= 0; k--) sums[k] = sums[k + 1] + weights[k + 1];
        return sums;
    }
}
