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
    public void Balance(double[] x)
    {
        var n = entries.Length;
        entries.CopyTo(x, 0);
        x[n] = factors.SolveLeft(x.AsSpan(0, n));
        var total = 0.0;
        foreach (var value in x) total += value;
        for (var i = 0; i <= n; i++) x[i] /= total;
        (x[reference], x[n]) = (x[n], x[reference]);
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
