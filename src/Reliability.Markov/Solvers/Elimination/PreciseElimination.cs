using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// The elimination of <see cref="SparseElimination"/> with 31 digits, some twenty times as dear: for chains where one state is so much less likely than another, or left
/// so much more rarely, that a residual tells nothing (see <see cref="ResidualCorrection"/>). Where a product leaves the range of numbers it gives up. Not thread-safe.
/// </summary>
internal sealed class PreciseElimination
{
    /// <summary>Multiply-adds up to which it is worth while: seconds.</summary>
    public const double MaximumOperations = 5e8;

    private const double MaximumEntries = 5e7;

    // Products of numbers that are not zero must stay above: their errors would be lost at the end of the range.
    private const double Least = 1e-270;

    private readonly EliminationPlan plan;
    private readonly DoubleDouble[] factors;
    private readonly DoubleDouble[] totals;
    private bool lost;

    private PreciseElimination(EliminationPlan plan) =>
        (this.plan, factors, totals) = (plan, new DoubleDouble[plan.FactorEntries], new DoubleDouble[plan.Count]);

    /// <summary>
    /// A bound on the relative error of every component of every solution, rounded to a double: as that of the plan, by the units of rounding; totals are summed
    /// without compensation here.
    /// </summary>
    public static double RelativeErrorOf(EliminationPlan plan) =>
        (plan.RelativeErrorBound * plan.Count * (DoubleDouble.Unit / Absorption.Rounding.Unit)) + (2 * Absorption.Rounding.Unit);

    /// <summary>Factorizes the first states of the order.</summary>
    /// <param name="rates">The rates, on the pattern of the plan.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="steps">Number of states, or all but one.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The factors, or <c>null</c> where that costs too much or leaves the range of numbers.</returns>
    public static PreciseElimination? Factor(SparseRates rates, EliminationPlan plan, int steps, CancellationToken cancellation)
    {
        if (plan.Operations > MaximumOperations || plan.Entries > MaximumEntries) return null;
        var result = new PreciseElimination(plan);
        return result.Factor(rates, steps, cancellation) ? result : null;
    }

    /// <summary>A x = b, b not negative, in place; false, and b is spoilt, where numbers leave their range.</summary>
    public bool SolveRight(Span<double> b)
    {
        var y = Ordered(b);
        var fronts = plan.Fronts;
        lost = false;
        var read = 0;
        for (var f = 0; f < fronts.Count; f++)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            for (var k = 1; k < s; k++) AddProducts(ref y[first + k], read + (k * (s + r)), y.AsSpan(first, k));
            read += s * (s + r);
            for (var i = 0; i < r; i++, read += s) AddProducts(ref y[rows[i]], read, y.AsSpan(first, s));
        }

        for (var f = fronts.Count - 1; f >= 0; f--)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            read -= s * (size + r);
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            for (var k = s - 1; k >= 0; k--)
            {
                ref var sum = ref y[first + k];
                var row = read + (k * size);
                AddProducts(ref sum, row + k + 1, y.AsSpan(first + k + 1, s - k - 1));
                for (var i = 0; i < r; i++) AddProduct(ref sum, factors[row + s + i], y[rows[i]]);
                Divide(ref sum, totals[first + k]);
            }
        }

        return Rounded(y, b);
    }

    /// <summary>x A = b, b not negative, in place; or, with a value for the last state, which was not eliminated, what the others are then. False where numbers leave their range.</summary>
    public bool SolveLeft(Span<double> b, double? last)
    {
        var y = Ordered(b);
        var fronts = plan.Fronts;
        lost = false;
        var read = 0;
        var eliminated = last is null ? y.Length : y.Length - 1;
        for (var f = 0; f < fronts.Count; f++)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            for (var k = 0; k < s && first + k < eliminated; k++)
            {
                if (y[first + k].Value == 0) continue;
                Divide(ref y[first + k], totals[first + k]);
                var (z, row) = (y[first + k], read + (k * size));
                for (var j = k + 1; j < s; j++) AddProduct(ref y[first + j], z, factors[row + j]);
                for (var i = 0; i < r; i++) AddProduct(ref y[rows[i]], z, factors[row + s + i]);
            }

            read += s * (size + r);
        }

        if (last is { } value) y[^1] = value;
        for (var f = fronts.Count - 1; f >= 0; f--)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            read -= s * (size + r);
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            for (var i = 0; i < r; i++)
            {
                for (var k = 0; k < s; k++) AddProduct(ref y[first + k], y[rows[i]], factors[read + (s * size) + (i * s) + k]);
            }

            for (var k = s - 1; k > 0; k--)
            {
                for (var j = 0; j < k; j++) AddProduct(ref y[first + j], y[first + k], factors[read + (k * size) + j]);
            }
        }

        return Rounded(y, b);
    }

    private bool Factor(SparseRates rates, int steps, CancellationToken cancellation)
    {
        var fronts = plan.Fronts;
        var (firstChild, sibling) = FrontTree.Children(fronts.Parents);
        var front = new DoubleDouble[plan.LargestFront];
        var stack = new DoubleDouble[plan.StackEntries];
        var local = new int[plan.Count];
        var (top, write) = (0, 0);
        for (var f = 0; f < fronts.Count; f++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            var width = size + 1;
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            for (var k = 0; k < s; k++) local[first + k] = k;
            for (var k = 0; k < r; k++) local[rows[k]] = s + k;
            Array.Clear(front, 0, size * width);
            AddArcs(rates, first, s, width, local, front);
            for (var child = firstChild[f]; child >= 0; child = sibling[child])
            {
                var childRows = fronts.Rows.AsSpan(fronts.RowStarts[child], fronts.Later(child));
                var read = top -= childRows.Length * (childRows.Length + 1);
                foreach (var i in childRows)
                {
                    var row = local[i] * width;
                    foreach (var j in childRows) front[row + local[j]] += stack[read++];
                    front[row + width - 1] += stack[read++];
                }
            }

            if (!Eliminate(front, size, first, Math.Min(s, steps - first), cancellation)) return false;
            for (var i = 0; i < s; i++, write += size) front.AsSpan(i * width, size).CopyTo(factors.AsSpan(write));
            for (var i = s; i < size; i++, write += s) front.AsSpan(i * width, s).CopyTo(factors.AsSpan(write));
            for (var i = s; i < size; i++, top += r + 1) front.AsSpan((i * width) + s, r + 1).CopyTo(stack.AsSpan(top));
        }

        return true;
    }

    private bool Eliminate(DoubleDouble[] front, int size, int first, int pivots, CancellationToken cancellation)
    {
        var width = size + 1;
        for (var k = 0; k < pivots; k++)
        {
            if ((k & 15) == 0) cancellation.ThrowIfCancellationRequested();
            DoubleDouble total = 0;
            var pivotRow = front.AsSpan(k * width, width);
            foreach (var rate in pivotRow[(k + 1)..]) total += rate;
            if (!(total.Value > Least)) return false;
            totals[first + k] = total;
            for (var i = k + 1; i < size; i++)
            {
                // The diagonal is never read.
                var row = front.AsSpan(i * width, width);
                if (row[k].Value == 0) continue;
                Divide(ref row[k], total);
                var share = row[k];
                for (var j = k + 1; j < width; j++) AddProduct(ref row[j], share, pivotRow[j]);
            }
        }

        return !lost;
    }

    private void AddArcs(SparseRates rates, int first, int count, int width, int[] local, DoubleDouble[] front)
    {
        var arcs = plan.Arcs;
        for (var k = 0; k < count; k++)
        {
            for (var t = arcs.Starts[first + k]; t < arcs.Starts[first + k + 1]; t++)
            {
                var other = arcs.Others[t];
                front[other >= 0 ? (k * width) + local[other] : (local[~other] * width) + k] += rates[arcs.Entries[t]];
            }

            for (var t = arcs.ExitStarts[first + k]; t < arcs.ExitStarts[first + k + 1]; t++) front[(k * width) + width - 1] += rates[arcs.Exits[t]];
        }
    }

    private void AddProducts(ref DoubleDouble sum, int from, ReadOnlySpan<DoubleDouble> y)
    {
        for (var k = 0; k < y.Length; k++) AddProduct(ref sum, factors[from + k], y[k]);
    }

    private void AddProduct(ref DoubleDouble sum, DoubleDouble a, DoubleDouble b)
    {
        if (a.Value == 0 || b.Value == 0) return;
        var product = a * b;
        lost |= !(product.Value > Least);
        sum += product;
    }

    private void Divide(ref DoubleDouble value, DoubleDouble total)
    {
        if (value.Value == 0) return;
        value /= total;
        lost |= !(value.Value > Least);
    }

    private DoubleDouble[] Ordered(ReadOnlySpan<double> b)
    {
        var y = new DoubleDouble[b.Length];
        for (var k = 0; k < y.Length; k++) y[k] = b[plan.Order[k]];
        return y;
    }

    private bool Rounded(DoubleDouble[] y, Span<double> b)
    {
        for (var k = 0; k < y.Length; k++)
        {
            b[plan.Order[k]] = y[k].Value;
            lost |= !double.IsFinite(y[k].Value);
        }

        return !lost;
    }
}
