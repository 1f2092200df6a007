using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// A small irreducible chain by elimination without subtraction. All states but a reference are eliminated; a likely one keeps adjoint solutions within the range
/// of numbers, as it is reached soon.
/// </summary>
internal sealed class DenseSystem
{
    private readonly GthFactorization factors;
    private readonly double[] entries;

    private readonly int reference;

    private DenseSystem(GthFactorization factors, double[] entries, int reference) => (this.factors, this.entries, this.reference) = (factors, entries, reference);

    /// <summary>Factorizes an operator; <c>null</c> when the chain is not irreducible.</summary>
    public static DenseSystem? From(ChainOperator op, bool transposed, int reference)
    {
        var n = op.Count - 1;
        var rates = new double[n][];
        for (var i = 0; i < n; i++) rates[i] = new double[n];
        var exits = new double[n];
        var inflow = new double[n];
        var starts = op.Matrix.RowStarts;
        var columns = op.Matrix.Columns;
        for (var row = 0; row <= n; row++)
        {
            for (var k = starts[row]; k < starts[row + 1]; k++)
            {
                var (from, to) = transposed ? (Place(columns[k]), Place(row)) : (Place(row), Place(columns[k]));
                if (from == n) inflow[to] += op.Matrix[k];
                else if (to == n) exits[from] += op.Matrix[k];
                else rates[from][to] += op.Matrix[k];
            }
        }

        return GthFactorization.Create(rates, exits) is { } factors ? new DenseSystem(factors, inflow, reference) : null;

        // The reference and the last state change places.
        int Place(int state) => state == reference ? n : state == n ? reference : state;
    }

    /// <summary>The long-run distribution; replaces x.</summary>
    /// <param name="x">Receives it.</param>
    /// <param name="rates">The rates by rows that were factorized.</param>
    /// <param name="wanted">The error that suffices; beyond, the residual is used to sharpen the bound known beforehand.</param>
    /// <returns>A bound on the relative error of every probability.</returns>
    public double Balance(double[] x, SparseRates rates, double wanted)
    {
        // O'Cinneide (1993): every component within 2 n³ units of rounding.
        var error = 2.0 * x.Length * x.Length * x.Length * AdjointCheck.Unit;
        Weights(x);
        if (error > wanted) StationaryCorrection.Apply(rates, [.. Enumerable.Range(0, x.Length)], reference, x, SolveLeft, ref error);
        Normalise(x);
        return error;
    }

    /// <summary>The long-run distribution; replaces x.</summary>
    public void Balance(double[] x)
    {
        Weights(x);
        Normalise(x);
    }

    private void Weights(double[] x)
    {
        var n = entries.Length;
        entries.CopyTo(x, 0);
        x[n] = factors.SolveLeft(x.AsSpan(0, n));
        (x[reference], x[n]) = (x[n], x[reference]);
    }

    private static void Normalise(double[] x)
    {
        var total = default(CompensatedSum);
        foreach (var value in x) total.Add(value);
        for (var i = 0; i < x.Length; i++) x[i] /= total.Total;
    }

    private double SolveLeft(double[] b)
    {
        var n = entries.Length;
        (b[reference], b[n]) = (b[n], b[reference]);
        var scale = factors.SolveLeft(b.AsSpan(0, n));
        (b[reference], b[n]) = (b[n], b[reference]);
        return scale;
    }

    /// <summary>The solution of (D - M) h = b that is zero in the reference; replaces h.</summary>
    public void Adjoint(double[] h, double[] b)
    {
        b.CopyTo(h, 0);
        h[reference] = b[^1];
        factors.SolveRight(h.AsSpan(0, entries.Length));
        h[^1] = 0;
        (h[reference], h[^1]) = (h[^1], h[reference]);
    }
}
