using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// The long run of a chain of any size: the sets of states that are never left, the probability to end in each, and the distribution within each, by elimination
/// without subtraction or by iteration, as <see cref="ClassSolver"/> chooses. Deterministic.
/// </summary>
public static class LongRunSolver
{
    /// <summary>Solves.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="initial">The distribution at time zero; decides which states are reachable.</param>
    /// <param name="options">What is asked; <see cref="LongRunOptions.Default"/> when left out.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LongRunSolution Solve(MarkovChain chain, ReadOnlySpan<double> initial, LongRunOptions? options = null, CancellationToken cancellation = default) =>
        Solve(chain.Rates, initial, options, cancellation);

    /// <summary>Solves.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="initial">The distribution at time zero; decides which states are reachable.</param>
    /// <param name="options">What is asked; <see cref="LongRunOptions.Default"/> when left out.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LongRunSolution Solve(SparseRates rates, ReadOnlySpan<double> initial, LongRunOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= LongRunOptions.Default;
        var found = RecurrentSets.Find(rates, initial, cancellation);
        using var limit = TimeBudget.Start(options.TimeLimit, cancellation);
        var classes = new LongRunClass[found.Sets.Count];
        double[] reach, errors;
        TransientSystem? transients;
        try
        {
            (reach, errors, transients) = Reach(rates, found, initial, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            var late = $"the time limit of {options.TimeLimit} was over before it was known where the chain ends";
            for (var c = 0; c < classes.Length; c++) classes[c] = new LongRunClass(found.Sets[c], double.NaN, double.PositiveInfinity, null, late);
            return new LongRunSolution(rates, found, classes, null, options);
        }

        var place = new int[found.Sets.Count == 1 && found.Sets[0].Length == rates.Count ? 0 : rates.Count];
        for (var c = 0; c < classes.Length; c++)
        {
            var states = found.Sets[c];
            if (states.Length == 1)
            {
                classes[c] = new LongRunClass(states, reach[c], errors[c], null, null);
                continue;
            }

            var (solution, problem) = SolveClass(rates.Restricted(states, place), Start(states, initial), options, limit);
            classes[c] = new LongRunClass(states, reach[c], errors[c], solution, problem);
        }

        return new LongRunSolution(rates, found, classes, transients, options);
    }

    private static (ClassSolution? Solution, string? Problem) SolveClass(SparseRates rates, int start, LongRunOptions options, TimeBudget limit)
    {
        try
        {
            return ClassSolver.Solve(rates, start, options, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            return (null, $"the time limit of {options.TimeLimit} was over before the probabilities of {rates.Count} states had settled");
        }
    }

    private static int Start(int[] states, ReadOnlySpan<double> initial)
    {
        var best = 0;
        for (var k = 1; k < states.Length; k++)
        {
            if (initial[states[k]] > initial[states[best]]) best = k;
        }

        return best;
    }

    // Expected times in the states that are left for good, forward from the start, and what flows from them into each set.
    private static (double[] Reach, double[] RelativeErrors, TransientSystem? Transients) Reach(SparseRates rates, RecurrentSets found, ReadOnlySpan<double> initial, CancellationToken cancellation)
    {
        var reach = new double[found.Sets.Count];
        var errors = new double[reach.Length];
        var inside = new bool[rates.Count];
        var any = false;
        for (var i = 0; i < inside.Length; i++) any |= inside[i] = found.SetOf[i] == -1;
        var transients = any ? new TransientSystem(rates, inside, AbsorptionOptions.Default, cancellation) : null;
        if (reach.Length == 1)
        {
            reach[0] = 1;
            return (reach, errors, transients);
        }

        for (var i = 0; i < inside.Length; i++)
        {
            if (found.SetOf[i] >= 0) reach[found.SetOf[i]] += initial[i];
        }

        if (transients is null) return (reach, errors, null);
        var times = new double[inside.Length];
        for (var i = 0; i < times.Length; i++) times[i] = inside[i] ? initial[i] : 0;
        var bounds = transients.Left(times, cancellation);
        for (var i = 0; i < times.Length; i++)
        {
            if (!inside[i] || times[i] == 0) continue;
            for (var e = rates.RowStarts[i]; e < rates.RowStarts[i + 1]; e++)
            {
                var set = found.SetOf[rates.Columns[e]];
                if (set < 0) continue;
                reach[set] += times[i] * rates[e];
                errors[set] = Math.Max(errors[set], bounds[i] + (8 * AdjointCheck.Unit));
            }
        }

        return (reach, errors, transients);
    }
}
