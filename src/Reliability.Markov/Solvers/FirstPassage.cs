namespace Reliability.Markov.Solvers;

/// <summary>
/// Expected totals until a set of states is left: A x = b with A = -Q_DD. Up to <see cref="DenseLimit"/> states by subtraction-free elimination, beyond by
/// Gauss-Seidel sweeps, which approach the solution from below through sums of positive terms; the sweeps stop when no component grows by more than 1e-16 of itself.
/// </summary>
public static class FirstPassage
{
    /// <summary>Number of states up to which elimination is used.</summary>
    public const int DenseLimit = 600;

    private const int MaximumSweeps = 200_000;

    /// <summary>Solves A x = b.</summary>
    /// <param name="rows">For each state of D, the rates to other states of D.</param>
    /// <param name="exits">For each state of D, its rate out of D.</param>
    /// <param name="b">What is earned per hour in each state, not negative.</param>
    /// <param name="cancellation">Stops the sweeps.</param>
    /// <returns>The solution, or <c>null</c> when D can never be left from some state, or the sweeps did not converge.</returns>
    public static double[]? Solve(IReadOnlyList<IReadOnlyList<(int Target, double Rate)>> rows, double[] exits, double[] b, CancellationToken cancellation = default)
    {
        var n = exits.Length;
        if (n <= DenseLimit)
        {
            var dense = new double[n][];
            for (var i = 0; i < n; i++)
            {
                dense[i] = new double[n];
                foreach (var (target, rate) in rows[i]) dense[i][target] += rate;
            }

            if (GthFactorization.Create(dense, (double[])exits.Clone()) is not { } factors) return null;
            var solution = (double[])b.Clone();
            factors.SolveRight(solution);
            return solution;
        }

        return Sweep(rows, exits, b, cancellation);
    }

    private static double[]? Sweep(IReadOnlyList<IReadOnlyList<(int Target, double Rate)>> rows, double[] exits, double[] b, CancellationToken cancellation)
    {
        var n = exits.Length;
        var totals = new double[n];
        for (var i = 0; i < n; i++) totals[i] = exits[i] + rows[i].Sum(r => r.Rate);
        var x = new double[n];
        for (var sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            var growth = 0.0;
            for (var step = 0; step < n; step++)
            {
                var i = (sweep & 1) == 0 ? step : n - 1 - step;
                if (!(totals[i] > 0)) return null;
                var sum = b[i];
                foreach (var (target, rate) in rows[i]) sum += rate * x[target];
                var value = sum / totals[i];
                growth = Math.Max(growth, Math.Abs(value - x[i]) / Math.Max(value, double.Epsilon));
                x[i] = value;
            }

            if (growth <= 2e-16) return x;
        }

        return null;
    }
}
