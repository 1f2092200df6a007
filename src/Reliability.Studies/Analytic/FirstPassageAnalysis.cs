using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;

namespace Reliability.Studies.Analytic;

/// <summary>First entries into a set of states, from the initial state, without a calendar.</summary>
internal static class FirstPassageAnalysis
{
    private const int MaximumStates = 2500;
    private const int MaximumMatrix = 400;

    /// <summary>Mean time to the first state in which <paramref name="bad"/> holds; <c>null</c> when there are too many states or it may never come.</summary>
    public static double? MeanTime(StateSpace space, bool[] bad)
    {
        var good = Enumerable.Range(0, space.Count).Where(s => !bad[s]).ToArray();
        if (good.Length > MaximumStates) return null;
        var place = new int[space.Count];
        Array.Fill(place, -1);
        for (var k = 0; k < good.Length; k++) place[good[k]] = k;
        var rates = new double[good.Length][];
        var exits = new double[good.Length];
        for (var k = 0; k < good.Length; k++)
        {
            rates[k] = new double[good.Length];
            foreach (var t in space.Chain.Row(good[k]))
            {
                if (place[t.Target] < 0) exits[k] += t.Rate;
                else rates[k][place[t.Target]] += t.Rate;
            }
        }

        // Eliminating the initial state last keeps states out of the way that it cannot reach, and lets absorbing leftovers show as a refusal.
        if (GthFactorization.Create(rates, exits) is not { } factors) return null;
        var times = new double[good.Length];
        Array.Fill(times, 1);
        factors.SolveRight(times);
        return Enumerable.Range(0, space.Count).Sum(s => space.Initial[s] * (place[s] < 0 ? 0 : times[place[s]]));
    }

    /// <summary>Probability that a state in which <paramref name="bad"/> holds was visited before a time, in hours; small values keep their relative accuracy.</summary>
    public static double? Probability(StateSpace space, bool[] bad, double hours)
    {
        if (space.Count > MaximumMatrix) return null;
        if (hours <= 0) return Enumerable.Range(0, space.Count).Where(s => bad[s]).Sum(s => space.Initial[s]);
        var rows = new List<IReadOnlyList<Transition>>();
        for (var s = 0; s < space.Count; s++) rows.Add(bad[s] ? [] : space.Chain.Row(s).ToArray());
        var chain = new MarkovChain(rows, space.Chain.Causes);
        if (chain.MaximumExitRate == 0) return Enumerable.Range(0, space.Count).Where(s => bad[s]).Sum(s => space.Initial[s]);
        var y = new double[space.Count];
        TransitionMatrix.Compute(chain, hours).Advance(space.Initial.AsSpan(), y);
        return Enumerable.Range(0, space.Count).Where(s => bad[s]).Sum(s => y[s]);
    }
}
