namespace Reliability.Markov.Solvers.LongRun;

/// <summary>A small irreducible chain by elimination without subtraction; its last state is the reference towards which the others are left.</summary>
internal sealed class DenseSystem
{
    private readonly GthFactorization factors;
    private readonly double[] entries;

    private DenseSystem(GthFactorization factors, double[] entries) => (this.factors, this.entries) = (factors, entries);

    /// <summary>Factorizes an operator; <c>null</c> when the chain is not irreducible.</summary>
    public static DenseSystem? From(ChainOperator op, bool transposed)
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
                var (from, to) = transposed ? (columns[k], row) : (row, columns[k]);
                if (from == n) inflow[to] += op.Matrix[k];
                else if (to == n) exits[from] += op.Matrix[k];
                else rates[from][to] += op.Matrix[k];
            }
        }

        return GthFactorization.Create(rates, exits) is { } factors ? new DenseSystem(factors, inflow) : null;
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
    }

    /// <summary>The solution of (D - M) h = b that is zero in the reference; replaces h.</summary>
    public void Adjoint(double[] h, double[] b)
    {
        b.CopyTo(h, 0);
        factors.SolveRight(h.AsSpan(0, entries.Length));
        h[^1] = 0;
    }
}
