using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// The singular matrix D - M of an irreducible chain, M ≥ 0 by rows without diagonal and D the exit rates. With M the transposed rates, (D - M) x = 0 is balance
/// (x the long-run distribution); with M the rates themselves, (D - M) h = f - η is the adjoint equation (h the relative value of a state under f, η the mean).
/// </summary>
/// <param name="matrix">M.</param>
/// <param name="diagonal">D.</param>
/// <param name="roundings">How many roundings the entries of M carry already.</param>
internal abstract class ChainOperator(SparseRates matrix, double[] diagonal, int roundings)
{
    /// <summary>Numbers below this are taken for zero, so that no loop runs on denormal numbers.</summary>
    public const double Least = 1e-290;

    /// <summary>Rows between two looks at the cancellation token.</summary>
    protected const int RowsPerCheck = 1 << 18;

    /// <summary>M.</summary>
    public SparseRates Matrix { get; } = matrix;

    /// <summary>D.</summary>
    public double[] Diagonal { get; } = diagonal;

    /// <summary>How many roundings the entries of M carry already; 0 for rates as the model gives them.</summary>
    public int Roundings { get; } = roundings;

    /// <summary>Number of rows.</summary>
    public int Count => Diagonal.Length;

    /// <summary>The operator with loops made for the way the matrix keeps its rates.</summary>
    public static ChainOperator Create(SparseRates matrix, double[] diagonal, int roundings = 0) => matrix.Run<Maker, ChainOperator>(new Maker(matrix, diagonal, roundings));

    /// <summary>
    /// One Gauss-Seidel sweep x_i = (b_i + Σ_j m_ij x_j) / d_i, rows ascending or descending. Without b nothing is subtracted, so positive x stay positive.
    /// </summary>
    /// <returns>Σ d_i |change of x_i|: the residual met on the way, in the sum of absolute values.</returns>
    public abstract double Sweep(double[] x, ReadOnlySpan<double> b, bool ascending, CancellationToken cancellation);

    /// <summary>
    /// y_i = Σ_j m_ij (x_j - x_i) for M the rates: the generator applied to x. Formed from differences, so its rounding is relative to how much x varies along
    /// arcs, not to x.
    /// </summary>
    public abstract void ApplyGenerator(double[] x, double[] y, CancellationToken cancellation);

    /// <summary>Σ_j m_ij |x_j - x_i|, what the rounding of y_i of <see cref="ApplyGenerator"/> is relative to: the sum over i with weights w, and the greatest.</summary>
    public abstract (double Weighted, double Greatest) Variation(double[] x, double[] w, CancellationToken cancellation);

    private readonly struct Maker(SparseRates matrix, double[] diagonal, int roundings) : IRateLoop<ChainOperator>
    {
        public ChainOperator Run<TRates>(TRates rates)
            where TRates : struct, IRates => new ChainOperator<TRates>(matrix, diagonal, roundings, rates);
    }
}

/// <inheritdoc cref="ChainOperator"/>
internal sealed class ChainOperator<TRates>(SparseRates matrix, double[] diagonal, int roundings, TRates rates) : ChainOperator(matrix, diagonal, roundings)
    where TRates : struct, IRates
{
    public override double Sweep(double[] x, ReadOnlySpan<double> b, bool ascending, CancellationToken cancellation)
    {
        var n = Count;
        var total = 0.0;
        for (var done = 0; done < n; done += RowsPerCheck)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = Math.Min(RowsPerCheck, n - done);
            total += (b.IsEmpty, ascending) switch
            {
                (true, true) => Ascend(x, done, done + rows),
                (true, false) => Descend(x, n - done - rows, n - done),
                (false, true) => Ascend(x, b, done, done + rows),
                _ => Descend(x, b, n - done - rows, n - done),
            };
        }

        return total;
    }

    public override void ApplyGenerator(double[] x, double[] y, CancellationToken cancellation)
    {
        var m = rates;
        var starts = Matrix.RowStarts;
        var columns = Matrix.Columns;
        for (var i = 0; i < y.Length; i++)
        {
            if ((i & (RowsPerCheck - 1)) == 0) cancellation.ThrowIfCancellationRequested();
            var sum = 0.0;
            var own = x[i];
            var end = starts[i + 1];
            for (var k = starts[i]; k < end; k++) sum += m[k] * (x[columns[k]] - own);
            y[i] = sum;
        }
    }

    public override (double Weighted, double Greatest) Variation(double[] x, double[] w, CancellationToken cancellation)
    {
        var m = rates;
        var starts = Matrix.RowStarts;
        var columns = Matrix.Columns;
        var (total, greatest) = (0.0, 0.0);
        for (var i = 0; i < w.Length; i++)
        {
            if ((i & (RowsPerCheck - 1)) == 0) cancellation.ThrowIfCancellationRequested();
            var sum = 0.0;
            var own = x[i];
            var end = starts[i + 1];
            for (var k = starts[i]; k < end; k++) sum += m[k] * Math.Abs(x[columns[k]] - own);
            total += w[i] * sum;
            greatest = Math.Max(greatest, sum);
        }

        return (total, greatest);
    }

    private double Ascend(double[] x, int from, int to)
    {
        var m = rates;
        var starts = Matrix.RowStarts;
        var columns = Matrix.Columns;
        var d = Diagonal;
        var total = 0.0;
        for (var i = from; i < to; i++)
        {
            var sum = 0.0;
            var end = starts[i + 1];
            for (var k = starts[i]; k < end; k++) sum += m[k] * x[columns[k]];
            total += Math.Abs(sum - (d[i] * x[i]));
            sum /= d[i];
            x[i] = sum < Least ? 0 : sum;
        }

        return total;
    }

    private double Descend(double[] x, int from, int to)
    {
        var m = rates;
        var starts = Matrix.RowStarts;
        var columns = Matrix.Columns;
        var d = Diagonal;
        var total = 0.0;
        for (var i = to - 1; i >= from; i--)
        {
            var sum = 0.0;
            var end = starts[i + 1];
            for (var k = starts[i]; k < end; k++) sum += m[k] * x[columns[k]];
            total += Math.Abs(sum - (d[i] * x[i]));
            sum /= d[i];
            x[i] = sum < Least ? 0 : sum;
        }

        return total;
    }

    private double Ascend(double[] x, ReadOnlySpan<double> b, int from, int to)
    {
        var m = rates;
        var starts = Matrix.RowStarts;
        var columns = Matrix.Columns;
        var d = Diagonal;
        var total = 0.0;
        for (var i = from; i < to; i++)
        {
            var sum = b[i];
            var end = starts[i + 1];
            for (var k = starts[i]; k < end; k++) sum += m[k] * x[columns[k]];
            total += Math.Abs(sum - (d[i] * x[i]));
            x[i] = sum / d[i];
        }

        return total;
    }

    private double Descend(double[] x, ReadOnlySpan<double> b, int from, int to)
    {
        var m = rates;
        var starts = Matrix.RowStarts;
        var columns = Matrix.Columns;
        var d = Diagonal;
        var total = 0.0;
        for (var i = to - 1; i >= from; i--)
        {
            var sum = b[i];
            var end = starts[i + 1];
            for (var k = starts[i]; k < end; k++) sum += m[k] * x[columns[k]];
            total += Math.Abs(sum - (d[i] * x[i]));
            x[i] = sum / d[i];
        }

        return total;
    }
}
