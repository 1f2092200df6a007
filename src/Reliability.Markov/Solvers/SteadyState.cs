using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Elimination;
using Reliability.Markov.Solvers.LongRun;

namespace Reliability.Markov.Solvers;

/// <summary>
/// The long-run distribution of a chain that ends in one set of states, whatever happens. By elimination without subtraction where that is affordable: every
/// probability has full relative accuracy, however small. Larger chains by <see cref="LongRunSolver"/>, accepted only when the error of a mean over all states is known to
/// be small. Where measures and their errors are wanted, ask <see cref="LongRunSolver"/> for them.
/// </summary>
public static class SteadyState
{
    /// <summary>Number of states up to which elimination is dense.</summary>
    public const int DenseLimit = 500;

    private const double Precision = 1e-11;
    private const int MostPlanned = 1_000_000;

    /// <summary>Solves for the long-run distribution.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="initial">The distribution at time zero; decides which states are reachable.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SteadyStateResult Solve(MarkovChain chain, ReadOnlySpan<double> initial, CancellationToken cancellation = default)
    {
        var sets = RecurrentSets.Find(chain.Rates, initial, cancellation).Sets;
        if (sets.Count > 1) return new SteadyStateResult(null, SteadyStateProblem.SeveralClasses, sets[1][0]);
        var states = sets[0];
        if (states.Length == 1 && chain.StateCount > 1) return new SteadyStateResult(null, SteadyStateProblem.Absorbing, states[0]);
        if (states.Length <= DenseLimit)
        {
            return new SteadyStateResult(Solve(chain.StateCount, states, (i, add) =>
            {
                foreach (var t in chain.Row(i)) add(t.Target, t.Rate);
            }), SteadyStateProblem.None, 0);
        }

        return Large(chain, states, initial, cancellation) is { } distribution
            ? new SteadyStateResult(distribution, SteadyStateProblem.None, 0)
            : new SteadyStateResult(null, SteadyStateProblem.TooLarge, states.Length);
    }

    private static double[]? Large(MarkovChain chain, int[] states, ReadOnlySpan<double> initial, CancellationToken cancellation)
    {
        if (states.Length <= MostPlanned && EliminationPlan.Create(chain.Rates, states, new EliminationLimits(), cancellation) is { } plan
            && EliminationSteadyState.Solve(chain.Rates, states, plan, cancellation) is { } x)
        {
            var distribution = new double[chain.StateCount];
            for (var k = 0; k < states.Length; k++) distribution[states[k]] = x[k];
            return distribution;
        }

        var solution = LongRunSolver.Solve(chain, initial, new LongRunOptions { Precision = Precision }, cancellation);
        if (!solution.Converged) return null;
        // A value a state that follows no structure: its mean is right only if the weight of every sizeable set of states is.
        var f = new double[chain.StateCount];
        var bits = 0x9E3779B97F4A7C15UL;
        for (var i = 0; i < f.Length; i++)
        {
            bits = (bits * 6364136223846793005UL) + 1442695040888963407UL;
            f[i] = 0.5 + ((bits >> 11) * (1.0 / (1UL << 53)));
        }

        return solution.Mean(f, cancellation).Converged ? solution.Distribution() : null;
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
