using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// What becomes of a chain while a clock of length X runs beside it: Fire = E[e^{QX}], where it is when the clock fires, and Occupancy = E[∫₀ˣ e^{Qt} dt], the
/// hours spent in each state before. The chain has one state more than the set, the last, in which it is once it left. By rows.
/// </summary>
internal sealed record FiringKernel(int Count, double[] Fire, double[] Occupancy)
{
    private const double MaximumOperations = 3e11;

    /// <summary>Finds the kernel; <c>null</c> when it would take too long.</summary>
    /// <param name="rates">Rates inside the set, dense; not changed.</param>
    /// <param name="exits">Rates out of the set.</param>
    /// <param name="law">The law of the clock.</param>
    /// <param name="order">Points of a panel where the law has a density.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FiringKernel? Create(double[][] rates, double[] exits, DelayLaw law, int order, CancellationToken cancellation)
    {
        var n = exits.Length;
        if (n == 1 && exits[0] == 0) return new FiringKernel(1, [1, 0, 0, 1], [law.Mean, 0, 0, 0]);
        if (law is DelayLaw.Staged staged)
        {
            return Math.Pow(n + 1, 3) * (2 + (3 * Math.Log2(staged.Stages))) > MaximumOperations ? null : StagedKernel.Compute(rates, exits, staged, cancellation);
        }

        var chain = Padded(rates, exits);
        var doublings = (double length) => 2 * Math.Max(1, Math.Log2(Math.Max(1, chain.MaximumExitRate * length / 0.25)));
        if (law is DelayLaw.Fixed f)
        {
            if (Math.Pow(n + 1, 3) * (24 + doublings(f.Length)) > MaximumOperations) return null;
            var whole = TransitionMatrix.Compute(chain, f.Length);
            return new FiringKernel(n, whole.E, whole.S);
        }

        var smooth = (DelayLaw.Smooth)law;
        var rule = DelayPanels.Create(smooth, chain.MaximumExitRate, order);
        return rule.Products(doublings) * Math.Pow(n + 1, 3) > MaximumOperations ? null : SmoothKernel.Compute(chain, smooth, rule, cancellation);
    }

    private static MarkovChain Padded(double[][] rates, double[] exits)
    {
        var n = exits.Length;
        var rows = new List<IReadOnlyList<Transition>>();
        for (var i = 0; i <= n; i++)
        {
            var row = new List<Transition>();
            for (var j = 0; i < n && j < n; j++)
            {
                if (j != i && rates[i][j] > 0) row.Add(new Transition(j, rates[i][j], 0));
            }

            if (i < n && exits[i] > 0) row.Add(new Transition(n, exits[i], 0));
            rows.Add(row);
        }

        return new MarkovChain(rows, []);
    }
}
