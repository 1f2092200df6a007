using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers;

/// <summary>
/// Expected totals until a set of states is left: A x = b with A = -Q_DD. Up to <see cref="DenseLimit"/> states by dense elimination, beyond by strongly connected
/// components (<see cref="AbsorptionSolver"/>).
/// </summary>
public static class FirstPassage
{
    /// <summary>Number of states up to which dense elimination is used.</summary>
    public const int DenseLimit = 600;

    private const double WorstError = 1e-9;

    /// <summary>Solves A x = b.</summary>
    /// <param name="rows">For each state of D, the rates to other states of D.</param>
    /// <param name="exits">For each state of D, its rate out of D.</param>
    /// <param name="b">What is earned per hour in each state, not negative.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The solution, or <c>null</c> when D can never be left from some state, or sweeps did not come to nine digits.</returns>
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

        // What is left goes to one state more.
        var builder = new SparseRatesBuilder();
        for (var i = 0; i <= n; i++)
        {
            if (i < n)
            {
                foreach (var (to, rate) in rows[i])
                {
                    if (rate > 0 && to != i) builder.Add(to, rate);
                }

                if (exits[i] > 0) builder.Add(n, exits[i]);
            }

            builder.EndRow();
        }

        var chain = new MarkovChain(builder.Build(), null, []);
        var outside = new bool[n + 1];
        outside[n] = true;
        var solver = AbsorptionSolver.Create(chain, outside, cancellation: cancellation);
        var totals = solver.ExpectedReward([.. b, 0], cancellation);
        // Bounds on rounding are far from sharp; those of sweeps are what is known.
        var worst = totals.Kind == ErrorKind.Rounding ? double.MaxValue : WorstError;
        for (var i = 0; i < n; i++)
        {
            if (!solver.IsCertain(i) || totals.RelativeError(i) > worst) return null;
        }

        return totals.Values[..n].ToArray();
    }
}
