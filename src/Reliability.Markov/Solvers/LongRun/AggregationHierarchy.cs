using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// Multilevel aggregation (Horton and Leutenegger, SIGMETRICS 1994; the two-level form is that of Koury, McAllister and Stewart, SIAM Journal on Algebraic and
/// Discrete Methods 5, 1984, and Takahashi 1975): a sweep, the chain between groups under the present probabilities within them, solved by the same method or,
/// when small, by elimination without subtraction, and a sweep back. For balance the correction multiplies the probabilities of each group; for the adjoint
/// equation it adds to the values of each group.
/// </summary>
internal sealed class AggregationHierarchy
{
    private const int Smallest = 40;
    private const int LargestEliminated = 300;
    private const int MaximumLevels = 40;

    private readonly ChainOperator finest;
    private readonly List<AggregationLevel> levels = [];
    private readonly List<double[]> scratches = [];
    private readonly bool transposed;
    private int reference;

    private AggregationHierarchy(ChainOperator finest, bool transposed) => (this.finest, this.transposed) = (finest, transposed);

    /// <summary>Finds the groups of all levels.</summary>
    /// <param name="finest">Balance or adjoint operator.</param>
    /// <param name="x">Present probabilities.</param>
    /// <param name="transposed">True for balance, where rows are targets.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static AggregationHierarchy Create(ChainOperator finest, double[] x, bool transposed, CancellationToken cancellation)
    {
        var hierarchy = new AggregationHierarchy(finest, transposed);
        var present = finest;
        var weights = x;
        while (present.Count > Smallest && hierarchy.levels.Count < MaximumLevels)
        {
            cancellation.ThrowIfCancellationRequested();
            var (group, count) = Aggregates.Find(present.Matrix, transposed ? present.Diagonal : null, cancellation);
            if (count > 0.8 * present.Count) break;
            var level = new AggregationLevel(present.Matrix, group, count, transposed, cancellation);
            level.Refresh(weights);
            hierarchy.levels.Add(level);
            present = level.Coarse;
            weights = level.Sums;
        }

        hierarchy.reference = Likeliest(weights);
        return hierarchy;
    }

    /// <summary>True when states could be grouped, or are few enough to be eliminated at once.</summary>
    public bool IsUseful => levels.Count > 0 || finest.Count <= LargestEliminated;

    /// <summary>Number of levels, the finest one included.</summary>
    public int LevelCount => levels.Count + 1;

    /// <summary>One cycle for balance: x positive, in place.</summary>
    public double Balance(double[] x, CancellationToken cancellation) => Balance(0, finest, x, cancellation);

    /// <summary>One cycle for the adjoint equation (D - M) h = b with Σ x_i b_i = 0, in place. The numbers of all levels are those of the x last refreshed.</summary>
    public double Adjoint(double[] h, double[] b, double[] scratch, CancellationToken cancellation) => Adjoint(0, finest, h, b, scratch, cancellation);

    /// <summary>Brings the numbers of all levels up to date with the probabilities.</summary>
    public void Refresh(double[] x)
    {
        foreach (var level in levels)
        {
            level.Refresh(x);
            x = level.Sums;
        }

        reference = Likeliest(x);
    }

    private double Balance(int depth, ChainOperator op, double[] x, CancellationToken cancellation)
    {
        if (depth == levels.Count) return Coarsest(op, x, [], cancellation);
        op.Sweep(x, default, ascending: true, cancellation);
        var level = levels[depth];
        level.Refresh(x);
        level.Sums.CopyTo(level.Vector, 0);
        Balance(depth + 1, level.Coarse, level.Vector, cancellation);
        if (Twice(depth)) Balance(depth + 1, level.Coarse, level.Vector, cancellation);
        var (before, after) = (0.0, 0.0);
        for (var g = 0; g < level.Sums.Length; g++)
        {
            before += level.Sums[g];
            after += level.Vector[g];
        }

        var factor = level.Vector;
        for (var g = 0; g < factor.Length; g++) factor[g] = level.Sums[g] > 0 ? factor[g] / level.Sums[g] * (before / after) : 1;
        for (var i = 0; i < x.Length; i++) x[i] *= factor[level.GroupOf[i]];
        return op.Sweep(x, default, ascending: false, cancellation);
    }

    private double Adjoint(int depth, ChainOperator op, double[] h, double[] b, double[] scratch, CancellationToken cancellation)
    {
        if (depth == levels.Count) return Coarsest(op, h, b, cancellation);
        op.Sweep(h, b, ascending: true, cancellation);
        var level = levels[depth];
        op.ApplyGenerator(h, scratch, cancellation);
        Array.Clear(level.RightSide);
        for (var i = 0; i < h.Length; i++) level.RightSide[level.GroupOf[i]] += level.Share[i] * (b[i] + scratch[i]);
        Array.Clear(level.Vector);
        Adjoint(depth + 1, level.Coarse, level.Vector, level.RightSide, ScratchOf(depth + 1), cancellation);
        if (Twice(depth)) Adjoint(depth + 1, level.Coarse, level.Vector, level.RightSide, ScratchOf(depth + 1), cancellation);
        for (var i = 0; i < h.Length; i++) h[i] += level.Vector[level.GroupOf[i]];
        return op.Sweep(h, b, ascending: false, cancellation);
    }

    private static int Likeliest(double[] x)
    {
        var best = 0;
        for (var i = 1; i < x.Length; i++)
        {
            if (x[i] > x[best]) best = i;
        }

        return best;
    }

    // Two coarse cycles for one fine one, where that costs less than the fine sweeps.
    private bool Twice(int depth)
    {
        var fine = depth == 0 ? finest : levels[depth - 1].Coarse;
        return levels[depth].Coarse.Matrix.EntryCount * 2.5 < fine.Matrix.EntryCount;
    }

    private double[] ScratchOf(int depth)
    {
        while (scratches.Count <= depth) scratches.Add(new double[scratches.Count == 0 ? 0 : levels[scratches.Count - 1].Coarse.Count]);
        return scratches[depth];
    }

    private double Coarsest(ChainOperator op, double[] x, double[] b, CancellationToken cancellation)
    {
        var n = op.Count;
        if (n > LargestEliminated)
        {
            var change = 0.0;
            for (var k = 0; k < 4; k++)
            {
                op.Sweep(x, b, ascending: true, cancellation);
                change = op.Sweep(x, b, ascending: false, cancellation);
            }

            return change;
        }

        if (n == 1)
        {
            x[0] = b.Length == 0 ? 1 : 0;
            return 0;
        }

        var system = DenseSystem.From(op, transposed, reference);
        if (b.Length == 0) system?.Balance(x);
        else system?.Adjoint(x, b);
        return 0;
    }
}
