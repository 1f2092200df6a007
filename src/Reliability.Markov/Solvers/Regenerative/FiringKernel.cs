using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// What becomes of a chain while a clock of length X runs beside it, from any of its states: E[e^{QX}], where it is when the clock fires, and E[∫₀ˣ e^{Qt} dt],
/// the hours spent in each state before.
/// </summary>
internal abstract class FiringKernel
{
    private const double Cheap = 2e9;
    private const double MaximumOperations = 1e11;

    /// <summary>How wrong an entry may be as a share of itself, as far as the method knows.</summary>
    public virtual double RelativeError => 0;

    /// <summary>A row: entries beyond the number of states belong to what was left.</summary>
    /// <param name="start">The state in which the clock starts.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The probabilities at the firing and the hours before; empty when that would take too long.</returns>
    public abstract (ArraySegment<double> Fire, ArraySegment<double> Hours) Row(int start, CancellationToken cancellation);

    /// <summary>Chooses by cost between all rows at once by dense matrices and single rows by sparse vectors; <c>null</c> when both would take too long.</summary>
    /// <param name="rates">Rates inside the set, by rows.</param>
    /// <param name="exits">Rates out of the set.</param>
    /// <param name="law">The law of the clock.</param>
    /// <param name="rows">How many rows will be asked for at most.</param>
    /// <param name="order">Points of a panel where the law has a density.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FiringKernel? Create(Dictionary<int, double>[] rates, double[] exits, DelayLaw law, int rows, int order, CancellationToken cancellation)
    {
        if (exits.Length == 1 && exits[0] == 0) return new DenseKernel(1, [1, 0, 0, 1], [law.Mean, 0, 0, 0]);
        if (law is DelayLaw.Mixed mixed)
        {
            var parts = mixed.Parts.Select(p => (p.Probability, Create(rates, exits, p.Law, rows, order, cancellation))).ToArray();
            return parts.All(p => p.Item2 is not null) ? new MixedKernel(exits.Length, parts!) : null;
        }

        var chain = Padded(rates, exits);
        var cost = DenseKernel.Operations(chain, law, order);
        var sparse = cost > Cheap ? SparseCost(chain, law, rows) : double.PositiveInfinity;
        // Transients of a fixed length have a method for stiff horizons, whose cost is not known beforehand.
        if (sparse < Math.Min(cost, MaximumOperations) || (law is DelayLaw.Fixed && cost > MaximumOperations))
        {
            return law is DelayLaw.Fixed f ? new FixedRows(chain, f.Length) : PoissonMixture.Of(law, MixedRows.Rate(chain), order, cancellation) is { } mixture ? new MixedRows(chain, mixture) : null;
        }

        return cost <= MaximumOperations ? DenseKernel.Create(chain, rates, exits, law, order, cancellation) : null;
    }

    /// <summary>The chain with one state more, the last, in which it is once it left.</summary>
    internal static MarkovChain Padded(Dictionary<int, double>[] rates, double[] exits)
    {
        var n = exits.Length;
        var rows = new List<IReadOnlyList<Transition>>();
        for (var i = 0; i < n; i++)
        {
            var row = rates[i].OrderBy(r => r.Key).Select(r => new Transition(r.Key, r.Value, 0)).ToList();
            if (exits[i] > 0) row.Add(new Transition(n, exits[i], 0));
            rows.Add(row);
        }

        rows.Add([]);
        return new MarkovChain(rows, []);
    }

    // Steps of the uniformized chain times what a step costs.
    private static double SparseCost(MarkovChain chain, DelayLaw law, int rows)
    {
        var mean = chain.MaximumExitRate * PoissonMixture.Horizon(law);
        if (law is not DelayLaw.Fixed && mean > PoissonMixture.MostTerms) return double.PositiveInfinity;
        return (mean + (10 * Math.Sqrt(mean)) + 50) * (chain.TransitionCount + (3.0 * chain.StateCount)) * rows;
    }
}
