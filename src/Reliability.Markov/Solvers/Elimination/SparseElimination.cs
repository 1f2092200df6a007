using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// The subtraction-free LU factorization of A = -Q_DD + diag(extra) for a sparse chain, D being a set of states each of which can be left in the end. Eliminating a state
/// hands its flow on to its successors: rate(i→j) grows by rate(i→k) rate(k→j) / total(k). Only positive numbers are added, multiplied and divided, so every component of
/// every solution with a right side that is not negative keeps its relative accuracy, however stiff the rates (Grassmann, Taksar and Heyman 1985; O'Cinneide
/// 1993). Multifrontal, in dense blocks. Immutable, thread-safe.
/// </summary>
public sealed class SparseElimination
{
    private readonly EliminationPlan plan;
    private readonly double[] blocks;
    private readonly double[] diagonal;

    private SparseElimination(EliminationPlan plan, double[] blocks, double[] diagonal) => (this.plan, this.blocks, this.diagonal) = (plan, blocks, diagonal);

    /// <summary>Number of states in D.</summary>
    public int Count => diagonal.Length;

    /// <summary>The plan.</summary>
    public EliminationPlan Plan => plan;

    /// <summary>Factorizes.</summary>
    /// <param name="rates">The rates, on the pattern of the plan. Rates out of the set of states count as exits.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="extraExits">A further rate out of the set for each state, in the order in which the states were given; not negative.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The factors, or <c>null</c> when some states are never left, or more rarely than numbers can tell (1e-290 per unit of time).</returns>
    public static SparseElimination? Factor(SparseRates rates, EliminationPlan plan, double[]? extraExits = null, CancellationToken cancellation = default) =>
        Factor(rates, plan, extraExits, plan.Count, out _, cancellation);

    /// <summary>Factorizes the first states of the order only; with all but the last, the last is where the others are left to.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="extraExits">Further exits.</param>
    /// <param name="steps">Number of states, or all but one.</param>
    /// <param name="stuck">The place among the states of the one that is never left, when there are no factors.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static SparseElimination? Factor(SparseRates rates, EliminationPlan plan, double[]? extraExits, int steps, out int stuck, CancellationToken cancellation)
    {
        var fronts = plan.Fronts;
        var (firstChild, sibling) = FrontTree.Children(fronts.Parents);
        var factors = GC.AllocateUninitializedArray<double>((int)plan.FactorEntries);
        var totals = new double[plan.Count];
        var front = new double[plan.LargestFront];
        var stack = GC.AllocateUninitializedArray<double>((int)plan.StackEntries);
        var local = new int[plan.Count];
        var (top, write) = (0, 0);
        for (var f = 0; f < fronts.Count; f++)
        {
            if ((f & 0xFF) == 0 || front.Length > 100_000) cancellation.ThrowIfCancellationRequested();
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            var width = size + 1;
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            for (var k = 0; k < s; k++) local[first + k] = k;
            for (var k = 0; k < r; k++) local[rows[k]] = s + k;
            Array.Clear(front, 0, size * width);
            AddArcs(rates, plan, extraExits, first, s, width, local, front);
            for (var child = firstChild[f]; child >= 0; child = sibling[child])
            {
                var childRows = fronts.Rows.AsSpan(fronts.RowStarts[child], fronts.Later(child));
                top -= childRows.Length * (childRows.Length + 1);
                AddBlock(stack.AsSpan(top), childRows, local, front, width);
            }

            var pivots = Math.Min(s, steps - first);
            var failed = DenseFront.Eliminate(front, size, pivots, totals.AsSpan(first, pivots));
            if (failed >= 0)
            {
                stuck = plan.Order[first + failed];
                return null;
            }

            for (var i = 0; i < s; i++, write += size) front.AsSpan(i * width, size).CopyTo(factors.AsSpan(write));
            for (var i = s; i < size; i++, write += s) front.AsSpan(i * width, s).CopyTo(factors.AsSpan(write));
            for (var i = s; i < size; i++, top += r + 1) front.AsSpan((i * width) + s, r + 1).CopyTo(stack.AsSpan(top));
        }

        stuck = -1;
        return new SparseElimination(plan, factors, totals);
    }

    /// <summary>
    /// Solves A x = b: x_i is the expected total of b earned per unit of time until D is left from i. In place, in the order in which the states were given; b is not
    /// negative. A component beyond the range of numbers is infinite.
    /// </summary>
    public void SolveRight(Span<double> b) => new EliminationSolve(plan, blocks, diagonal).Right(b);

    /// <summary>
    /// Solves x A = s b: x_i / s is the expected time spent in i before D is left, when b is what enters. In place; b is not negative. The scale s is 1 unless
    /// numbers would leave the range of doubles, as where a state is 1e300 times as likely as another.
    /// </summary>
    /// <returns>The scale s.</returns>
    public double SolveLeft(Span<double> b) => new EliminationSolve(plan, blocks, diagonal).Left(b, null);

    /// <summary>Solves A x = b for b of any sign: the error of each component is relative to that of the solution for |b|.</summary>
    public void SolveRightSigned(Span<double> b) => SolveRight(b);

    /// <summary>Solves x A = s b for b of any sign: the error of each component is relative to that of the solution for |b|.</summary>
    /// <returns>The scale s.</returns>
    public double SolveLeftSigned(Span<double> b) => SolveLeft(b);

    /// <summary>The relative weights of all states in the long run, when all but the last state of the order were eliminated. In place of whatever is given.</summary>
    internal void Stationary(Span<double> x)
    {
        x.Clear();
        new EliminationSolve(plan, blocks, diagonal).Left(x, 1);
    }

    /// <summary>Solves x A = s b as <see cref="SolveLeft"/> does, A being over all but the last state of the order, which was not eliminated and is zero in x.</summary>
    /// <returns>The scale s.</returns>
    internal double SolveLeftToLast(Span<double> b) => new EliminationSolve(plan, blocks, diagonal).Left(b, 0);

    private static void AddArcs(SparseRates rates, EliminationPlan plan, double[]? extraExits, int first, int count, int width, int[] local, double[] front)
    {
        var arcs = plan.Arcs;
        for (var k = 0; k < count; k++)
        {
            var step = first + k;
            for (var t = arcs.Starts[step]; t < arcs.Starts[step + 1]; t++)
            {
                var other = arcs.Others[t];
                var at = other >= 0 ? (k * width) + local[other] : (local[~other] * width) + k;
                front[at] += rates[arcs.Entries[t]];
            }

            var exit = extraExits is null ? 0 : extraExits[plan.Order[step]];
            var error = 0.0;
            for (var t = arcs.ExitStarts[step]; t < arcs.ExitStarts[step + 1]; t++)
            {
                var rate = rates[arcs.Exits[t]];
                var next = exit + rate;
                error += exit >= rate ? exit - next + rate : rate - next + exit;
                exit = next;
            }

            front[(k * width) + width - 1] += exit + error;
        }
    }

    private static void AddBlock(ReadOnlySpan<double> block, ReadOnlySpan<int> rows, int[] local, double[] front, int width)
    {
        var read = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = front.AsSpan(local[rows[i]] * width, width);
            foreach (var j in rows) row[local[j]] += block[read++];
            row[width - 1] += block[read++];
        }
    }
}
