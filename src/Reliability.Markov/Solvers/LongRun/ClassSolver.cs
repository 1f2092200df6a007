using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// Solves one set of states that is never left. Up to <see cref="DenseLimit"/> states by dense elimination; by sparse elimination where its plan, whose cost is known
/// beforehand, is no dearer than a hundred or two sweeps; else by sweeps with extrapolation. When these turn out slow, sparse elimination is given a larger
/// allowance, and then aggregation cycles have their turn. Before sweeps, states that must be equally likely are merged where there are many.
/// </summary>
internal static class ClassSolver
{
    /// <summary>Number of states up to which elimination is dense.</summary>
    public const int DenseLimit = 500;

    private const int LargestDense = 6000;
    private const int LargestPlanned = 300_000;
    private const double CheapOperationsPerEntry = 400;
    private const int StepsPerLook = 60;
    private const int MaximumSteps = 20_000;

    // Errors known beforehand that are so far below the precision are not sharpened.
    private const double Reserve = 100;

    // Residuals are relative flows; measures gain the rest from the adjoint solution.
    private const double ResidualPerPrecision = 0.1;

    /// <summary>Solves.</summary>
    /// <param name="rates">The rates within the set.</param>
    /// <param name="start">The state where sweeps start.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The solution, or <c>null</c> and why the method that was asked for cannot give one.</returns>
    public static (ClassSolution? Solution, string? Problem) Solve(SparseRates rates, int start, LongRunOptions options, CancellationToken cancellation)
    {
        var n = rates.Count;
        var adjoint = ChainOperator.Create(rates, rates.RowSums());
        var method = options.Method;
        if (method == LongRunMethod.Gth || (method == LongRunMethod.Automatic && n <= DenseLimit))
        {
            if (n > LargestDense) return (null, $"gth is dense: {n} states would take {8.0 * n * n / (1 << 30):F0} GiB; use sparse-gth, krylov or aggregation");
            return Dense(adjoint, options, cancellation) is { } dense ? (dense, null) : (null, "the states are left too rarely for the range of numbers");
        }

        if (method == LongRunMethod.SparseGth)
        {
            return Sparse(adjoint, new EliminationLimits(250_000_000, double.MaxValue), options, cancellation) is { } sparse
                ? (sparse, null)
                : (null, "sparse-gth would need more than 2 GiB for its factors; use krylov or aggregation");
        }

        if (method == LongRunMethod.Automatic && n <= LargestPlanned)
        {
            var limits = new EliminationLimits(Math.Min(150_000_000, 50L * rates.EntryCount), CheapOperationsPerEntry * rates.EntryCount);
            if (Sparse(adjoint, limits, options, cancellation) is { } sparse) return (sparse, null);
        }

        var balance = ChainOperator.Create(rates.Transposed(), adjoint.Diagonal);
        if (method == LongRunMethod.Automatic && !options.RequireBound && EqualStates.Find(rates, balance.Matrix, cancellation) is { } equal)
            return Merged(balance.Matrix, equal, start, options, cancellation);
        return Iterate(adjoint, balance, start, options, cancellation);
    }

    private static (ClassSolution? Solution, string? Problem) Merged(SparseRates incoming, EqualStates equal, int start, LongRunOptions options, CancellationToken cancellation)
    {
        var rates = equal.Quotient(incoming, out var roundings).Transposed();
        var adjoint = ChainOperator.Create(rates, rates.RowSums(), roundings);
        if (adjoint.Count <= DenseLimit && Dense(adjoint, options, cancellation) is { } dense) return (dense.Over(equal), null);
        var balance = ChainOperator.Create(rates.Transposed(), adjoint.Diagonal, roundings);
        var (solution, problem) = Iterate(adjoint, balance, equal.ClassOf[start], options, cancellation);
        return (solution?.Over(equal), problem);
    }

    private static (ClassSolution? Solution, string? Problem) Iterate(ChainOperator adjoint, ChainOperator balance, int start, LongRunOptions options, CancellationToken cancellation)
    {
        var target = options.Precision * ResidualPerPrecision;
        var forced = options.Method != LongRunMethod.Automatic;
        var iteration = new BalanceIteration(balance, start, forced && options.Method == LongRunMethod.GaussSeidel ? LongRunMethod.GaussSeidel : LongRunMethod.Krylov, cancellation);
        if (options.Method == LongRunMethod.Aggregation && !iteration.UseAggregation(cancellation)) return (null, "no groups of strongly coupled states were found for aggregation");
        var tried = forced;
        while (iteration.Steps < MaximumSteps)
        {
            var before = iteration.Residual;
            if (iteration.Run(target, StepsPerLook, cancellation, pause: true)) return (ClassSolution.Iterated(adjoint, iteration), null);
            if (!double.IsFinite(iteration.Residual)) return (null, $"{LongRunOptions.NameOf(iteration.Method)} left the range of numbers");
            // How many more looks the present pace needs.
            var pace = Math.Log(before / iteration.Residual);
            if (!double.IsFinite(before) || pace * 6 > Math.Log(iteration.Residual / target)) continue;
            if (!tried)
            {
                tried = true;
                if (adjoint.Count <= 10 * LargestPlanned && Sparse(adjoint, new EliminationLimits(150_000_000, 1e11), options, cancellation) is { } sparse) return (sparse, null);
            }

            if (!forced) iteration.UseAggregation(cancellation);
        }

        return (null, $"{LongRunOptions.NameOf(iteration.Method)} did not converge in {MaximumSteps} steps (residual {iteration.Residual:E1})");
    }

    private static ClassSolution? Dense(ChainOperator adjoint, LongRunOptions options, CancellationToken cancellation)
    {
        var n = adjoint.Count;
        if (DenseSystem.From(adjoint, transposed: false, reference: n - 1) is not { } system) return null;
        var x = new double[n];
        var error = system.Balance(x, adjoint.Matrix, options.Precision / Reserve);
        // With 31 digits only fronts are eliminated.
        return error > options.Precision && Sparse(adjoint, new EliminationLimits(), options, cancellation) is { } sparse && sparse.Doubt.Share < error
            ? ClassSolution.Eliminated(adjoint, LongRunMethod.Gth, sparse.X, sparse.Doubt.Share)
            : ClassSolution.Eliminated(adjoint, LongRunMethod.Gth, x, error);
    }

    private static ClassSolution? Sparse(ChainOperator adjoint, EliminationLimits limits, LongRunOptions options, CancellationToken cancellation)
    {
        int[] states = [.. Enumerable.Range(0, adjoint.Count)];
        if (EliminationPlan.Create(adjoint.Matrix, states, limits, cancellation) is not { } plan) return null;
        return EliminationSteadyState.Solve(adjoint.Matrix, states, plan, options.Precision / Reserve, options.Precision, out var error, cancellation) is { } x
            ? ClassSolution.Eliminated(adjoint, LongRunMethod.SparseGth, x, error)
            : null;
    }
}
