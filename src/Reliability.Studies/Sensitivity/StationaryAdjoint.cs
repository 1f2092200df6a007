using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;

namespace Reliability.Studies.Sensitivity;

/// <summary>
/// The first-order change of a long-run mean πf by a change dQ of the rates: π dQ g, where Q g = (πf) 1 - f. One solution g serves all parameters
/// (Schweitzer 1968). Both right sides, f and 1, are solved by elimination without subtraction from the states other than the likeliest, where g is 0; f counts from its
/// least value. O(n³) time at worst, O(n²) memory, once for each part.
/// </summary>
internal sealed class StationaryAdjoint
{
    private readonly StateSpace space;
    private readonly double[] law;
    private readonly double[] potential;

    private StationaryAdjoint(StateSpace space, double[] law, double[] potential) => (this.space, this.law, this.potential) = (space, law, potential);

    /// <summary>Solves for the potential g.</summary>
    /// <param name="space">The part, with one recurrent class.</param>
    /// <param name="law">Its long-run law.</param>
    /// <param name="earned">What each state counts: f.</param>
    /// <returns>The adjoint, or <c>null</c> when the likeliest state is not reached from everywhere.</returns>
    public static StationaryAdjoint? Solve(StateSpace space, double[] law, double[] earned)
    {
        var n = space.Count;
        var reference = Array.IndexOf(law, law.Max());
        var place = new int[n];
        for (var s = 0; s < n; s++) place[s] = s < reference ? s : s == reference ? -1 : s - 1;
        var rates = new double[n - 1][];
        var exits = new double[n - 1];
        for (var s = 0; s < n; s++)
        {
            if (s == reference) continue;
            var row = rates[place[s]] = new double[n - 1];
            foreach (var t in space.Chain.Row(s))
            {
                if (t.Target == reference) exits[place[s]] += t.Rate;
                else row[place[t.Target]] += t.Rate;
            }
        }

        if (GthFactorization.Create(rates, exits) is not { } factors) return null;
        var least = earned.Min();
        var mean = 0.0;
        for (var s = 0; s < n; s++) mean += law[s] * (earned[s] - least);
        var total = new double[n - 1];
        var time = new double[n - 1];
        for (var s = 0; s < n; s++)
        {
            if (s == reference) continue;
            total[place[s]] = earned[s] - least;
            time[place[s]] = 1;
        }

        factors.SolveRight(total);
        factors.SolveRight(time);
        // The likeliest state earns too while it is occupied; relative to it each state earns its total less the mean over the time until it is reached.
        var g = new double[n];
        for (var s = 0; s < n; s++) g[s] = s == reference ? 0 : total[place[s]] - (mean * time[place[s]]);
        return new StationaryAdjoint(space, law, g);
    }

    /// <summary>The first-order change of the mean when the rates change to those of a space of the same structure, and the size of the terms that were added up.</summary>
    public (double Change, double Size) Change(StateSpace to)
    {
        var (sum, size) = (0.0, 0.0);
        if (ReferenceEquals(to, space)) return (0, 0);
        var (before, after) = (space.Chain.Rates, to.Chain.Rates);
        for (var s = 0; s < law.Length; s++)
        {
            if (law[s] == 0) continue;
            for (var k = before.RowStarts[s]; k < before.RowStarts[s + 1]; k++)
            {
                var change = after[k] - before[k];
                if (change == 0) continue;
                var term = law[s] * (potential[before.Columns[k]] - potential[s]);
                sum += change * term;
                size += Math.Abs(before[k] * term);
            }
        }

        return (sum, size);
    }
}
