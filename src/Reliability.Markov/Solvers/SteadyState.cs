using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers;

/// <summary>The long-run distribution of a chain, by GTH elimination: every probability has full relative accuracy, however small.</summary>
public static class SteadyState
{
    /// <summary>Number of states beyond which dense elimination is refused.</summary>
    public const int MaximumStates = 4000;

    /// <summary>Solves for the long-run distribution.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="initial">The distribution at time zero; decides which states are reachable.</param>
    public static SteadyStateResult Solve(MarkovChain chain, ReadOnlySpan<double> initial)
    {
        var start = new List<int>();
        for (var i = 0; i < initial.Length; i++)
        {
            if (initial[i] > 0) start.Add(i);
        }

        var classes = RecurrentClasses.Find(chain.StateCount, i => [.. chain.Row(i).ToArray().Select(t => t.Target)], start);
        if (classes.Count > 1) return new SteadyStateResult(null, SteadyStateProblem.SeveralClasses, classes[1][0]);
        var states = classes[0];
        if (states.Length == 1 && chain.StateCount > 1) return new SteadyStateResult(null, SteadyStateProblem.Absorbing, states[0]);
        return states.Length > MaximumStates
            ? new SteadyStateResult(null, SteadyStateProblem.TooLarge, states.Length)
            : new SteadyStateResult(Solve(chain.StateCount, states, (i, add) =>
            {
                foreach (var t in chain.Row(i)) add(t.Target, t.Rate);
            }), SteadyStateProblem.None, 0);
    }

    /// <summary>The stationary vector over one recurrent class of any process given by its flows (rates or probabilities); zero elsewhere.</summary>
    /// <param name="count">Number of states of the process.</param>
    /// <param name="states">The recurrent class.</param>
    /// <param name="flows">Calls back with every target and flow of a state; flows to itself are ignored.</param>
    public static double[] Solve(int count, int[] states, Action<int, Action<int, double>> flows)
    {
        var place = new int[count];
        Array.Fill(place, -1);
        for (var k = 0; k < states.Length; k++) place[states[k]] = k;
        // The last state of the class is the reference: the others are what is left towards it.
        var n = states.Length - 1;
        var rates = new double[n][];
        var exits = new double[n];
        var entries = new double[n + 1];
        for (var k = 0; k <= n; k++)
        {
            var row = k < n ? rates[k] = new double[n] : null;
            flows(states[k], (target, flow) =>
            {
                var j = place[target];
                if (j < 0 || j == k) return;
                if (row is null) entries[j] += flow;
                else if (j == n) exits[k] += flow;
                else row[j] += flow;
            });
        }

        var factors = GthFactorization.Create(rates, exits) ?? throw new InvalidOperationException("A recurrent class is left with probability one from every proper subset.");
        var solution = entries.AsSpan(0, n);
        var reference = factors.SolveLeft(solution);
        var total = reference;
        foreach (var x in solution) total += x;
        var distribution = new double[count];
        for (var k = 0; k < n; k++) distribution[states[k]] = solution[k] / total;
        distribution[states[n]] = reference / total;
        return distribution;
    }
}
