using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>The long-run distribution over one recurrent class of a sparse chain, by elimination without subtraction.</summary>
public static class EliminationSteadyState
{
    private const int MaximumReferences = 8;

    /// <summary>Solves.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="recurrentClass">The states of the class; they lead to one another and to no others.</param>
    /// <param name="plan">A plan for these states in this order; its last state is the reference that the others are compared with.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The probabilities, in the order of <paramref name="recurrentClass"/>; those below the range of numbers are zero. <c>null</c> when the states are no recurrent class.</returns>
    public static double[]? Solve(SparseRates rates, int[] recurrentClass, EliminationPlan plan, CancellationToken cancellation = default) =>
        Solve(rates, recurrentClass, plan, double.PositiveInfinity, double.PositiveInfinity, out _, cancellation);

    /// <summary>Solves, with a bound on the relative error of every probability.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="recurrentClass">The states of the class.</param>
    /// <param name="plan">A plan for these states.</param>
    /// <param name="wanted">Where the bound known beforehand is greater, the residual is used to sharpen it (<see cref="StationaryCorrection"/>).</param>
    /// <param name="needed">Where what results is still greater, all is done with 31 digits if that is not too dear (<see cref="PreciseElimination"/>).</param>
    /// <param name="error">Receives the bound.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static double[]? Solve(SparseRates rates, int[] recurrentClass, EliminationPlan plan, double wanted, double needed, out double error, CancellationToken cancellation)
    {
        error = plan.RelativeErrorBound;
        if (SparseElimination.Factor(rates, plan, null, plan.Count - 1, out var stuck, cancellation) is { } factors)
        {
            var x = new double[plan.Count];
            factors.Stationary(x);
            stuck = Array.FindIndex(x, value => !double.IsFinite(value));
            if (stuck < 0)
            {
                if (error > wanted) StationaryCorrection.Apply(rates, recurrentClass, plan.Order[^1], x, b => factors.SolveLeftToLast(b), ref error);
                if (error > needed && PreciseElimination.Factor(rates, plan, plan.Count - 1, cancellation) is { } precise)
                {
                    var y = new double[plan.Count];
                    // Each weight is so wrong at most, the total too, and rounded twice, the quotient once.
                    if (precise.SolveLeft(y, 1)) (x, error) = (y, (2 * PreciseElimination.RelativeErrorOf(plan)) + (4 * Rounding.Unit));
                }

                return Normalised(x);
            }
        }

        // A set of states that is left less than once in 1e290 hours holds all the weight: the reference must be inside it.
        for (var attempt = 0; attempt < MaximumReferences; attempt++)
        {
            var reference = recurrentClass[stuck];
            int[] others = [.. recurrentClass.Where(s => s != reference)];
            if (EliminationPlan.Create(rates, others, new EliminationLimits(plan.Entries * 2, plan.Operations * 4), cancellation) is not { } second) return null;
            if (SparseElimination.Factor(rates, second, null, second.Count, out var place, cancellation) is not { } solved)
            {
                stuck = Array.IndexOf(recurrentClass, others[place]);
                continue;
            }

            var entries = new double[others.Length];
            var place2 = others.Select((s, k) => (s, k)).ToDictionary(p => p.s, p => p.k);
            for (var e = rates.RowStarts[reference]; e < rates.RowStarts[reference + 1]; e++)
            {
                if (place2.TryGetValue(rates.Columns[e], out var k)) entries[k] += rates[e];
            }

            var scale = solved.SolveLeft(entries);
            var all = new double[plan.Count];
            for (var k = 0; k < all.Length; k++) all[k] = recurrentClass[k] == reference ? scale : entries[place2[recurrentClass[k]]];
            error = second.RelativeErrorBound;
            if (error > wanted)
            {
                // The reference is no state of the second plan.
                var at = stuck;
                var kept = new double[others.Length];
                double Solve(double[] b)
                {
                    for (var k = 0; k < b.Length; k++)
                    {
                        if (k != at) kept[place2[recurrentClass[k]]] = b[k];
                    }

                    var factor = solved.SolveLeft(kept);
                    for (var k = 0; k < b.Length; k++) b[k] = k == at ? 0 : kept[place2[recurrentClass[k]]];
                    return factor;
                }

                StationaryCorrection.Apply(rates, recurrentClass, at, all, Solve, ref error);
            }

            return Normalised(all);
        }

        return null;
    }

    private static double[] Normalised(double[] x)
    {
        var total = DenseFront.CompensatedSum(x);
        for (var k = 0; k < x.Length; k++) x[k] /= total;
        return x;
    }
}
