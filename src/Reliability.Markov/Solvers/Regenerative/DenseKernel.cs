using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// All rows at once, as dense matrices over the states and one for what was left: by doubling for a fixed length, in closed form for stages, by quadrature over
/// a density. The cost hardly grows with the length of the clock, however stiff the chain. O(n³) products.
/// </summary>
internal sealed class DenseKernel(int states, double[] fire, double[] occupancy) : FiringKernel
{
    public override (ArraySegment<double> Fire, ArraySegment<double> Hours) Row(int start, CancellationToken cancellation) =>
        (new(fire, start * (states + 1), states), new(occupancy, start * (states + 1), states));

    /// <summary>Multiplications that it takes.</summary>
    public static double Operations(MarkovChain chain, DelayLaw law, int order)
    {
        double Doublings(double length) => 2 * Math.Max(1, Math.Log2(Math.Max(1, chain.MaximumExitRate * length / 0.25)));
        var products = law switch
        {
            DelayLaw.Fixed f => 24 + Doublings(f.Length),
            DelayLaw.Staged s => 2 + (3 * Math.Log2(s.Stages)),
            _ => DelayPanels.Create((DelayLaw.Smooth)law, chain.MaximumExitRate, order).Products(Doublings),
        };
        return products * Math.Pow(chain.StateCount, 3);
    }

    /// <summary>Computes it.</summary>
    public static DenseKernel Create(MarkovChain chain, Dictionary<int, double>[] rates, double[] exits, DelayLaw law, int order, CancellationToken cancellation)
    {
        switch (law)
        {
            case DelayLaw.Fixed f:
                var whole = TransitionMatrix.Compute(chain, f.Length, cancellation);
                return new DenseKernel(exits.Length, whole.E, whole.S);
            case DelayLaw.Staged s:
                return StagedKernel.Compute(rates, exits, s, cancellation);
            default:
                return SmoothKernel.Compute(chain, (DelayLaw.Smooth)law, DelayPanels.Create((DelayLaw.Smooth)law, chain.MaximumExitRate, order), cancellation);
        }
    }
}
