using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers;

/// <summary>
/// Moves a distribution forward in time: x e^{Qt} = Σ_k Poisson(k; qt) x (I + Q/q)^k (Jensen 1953). All terms are non-negative, so small
/// probabilities keep their relative accuracy. The Poisson weights are built outward from their mode and normalised, which neither under- nor overflows.
/// Costs about qt + 8 sqrt(qt) sparse products.
/// </summary>
public sealed class Uniformization
{
    private const double Negligible = 1e-20;

    private readonly MarkovChain chain;
    private readonly double q;
    private double[] power;
    private double[] scratch;

    /// <summary>Prepares for a chain.</summary>
    public Uniformization(MarkovChain chain)
    {
        this.chain = chain;
        q = chain.MaximumExitRate * 1.02;
        power = new double[chain.StateCount];
        scratch = new double[chain.StateCount];
    }

    /// <summary>Replaces x by x e^{Qt}; t in hours, not negative.</summary>
    public void Advance(Span<double> x, double t)
    {
        var mean = q * t;
        if (mean == 0) return;
        var (first, weights) = PoissonWeights.Compute(mean, Negligible);
        x.CopyTo(power);
        var before = Sum(x);
        x.Clear();
        for (var k = 0; k < first + weights.Length; k++)
        {
            if (k >= first)
            {
                var w = weights[k - first];
                for (var i = 0; i < x.Length; i++) x[i] += w * power[i];
            }

            chain.StepForward(power, scratch, q);
            (power, scratch) = (scratch, power);
        }

        // Rounding takes or gives the likeliest state a little at every step; the total is known, so that is put right.
        var after = Sum(x);
        for (var i = 0; i < x.Length; i++) x[i] *= before / after;
    }

    private static double Sum(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var value in x) sum += value;
        return sum;
    }
}
