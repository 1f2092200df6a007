using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// Elimination of the first states of a dense front, without subtraction, in panels: the rest of the front is updated by a product of two positive matrices that
/// stays in registers and cache. The diagonal is never read.
/// </summary>
internal static class DenseFront
{
    private const int Panel = 48;
    private const int Tile = 256;

    // Below this a set of states is left so rarely that products leave the range of numbers.
    private const double LeastTotal = 1e-290;

    /// <summary>Eliminates.</summary>
    /// <param name="front">By rows of <paramref name="size"/> + 1 numbers: rates between the states of the front, last the rate out of the set. Afterwards rows of pivots
    /// hold rates to later states, columns of pivots hold shares: which part of the flow through the pivot comes to it from the row, per unit of its total.</param>
    /// <param name="size">States in the front.</param>
    /// <param name="pivots">How many of them are eliminated.</param>
    /// <param name="totals">Receives the total rate out of each pivot towards later states.</param>
    /// <returns>The first pivot that is never left, or -1.</returns>
    public static int Eliminate(Span<double> front, int size, int pivots, Span<double> totals)
    {
        var width = size + 1;
        for (var from = 0; from < pivots; from += Panel)
        {
            var to = Math.Min(from + Panel, pivots);
            for (var k = from; k < to; k++)
            {
                var pivotRow = front.Slice(k * width, width);
                var total = CompensatedSum(pivotRow[(k + 1)..]);
                if (!(total > LeastTotal)) return k;
                totals[k] = total;
                for (var i = k + 1; i < size; i++)
                {
                    var at = i * width;
                    if (front[at + k] == 0) continue;
                    var share = front[at + k] / total;
                    front[at + k] = share;
                    // Rows of the panel are needed whole at once; of the others only the columns of the panel.
                    var end = i < to ? width : to;
                    if (end > k + 1) AddMultiple(front.Slice(at + k + 1, end - k - 1), share, pivotRow[(k + 1)..end]);
                }
            }

            if (to < size) AddProduct(front, size, from, to);
        }

        return -1;
    }

    /// <summary>The sum with the error of every addition carried along (Neumaier 1974): two roundings in all, for positive numbers.</summary>
    public static double CompensatedSum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        var error = 0.0;
        foreach (var value in values)
        {
            var next = sum + value;
            error += sum >= value ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + error;
    }

    private static void AddMultiple(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        var j = 0;
        if (target.Length >= Vector<double>.Count)
        {
            var wide = new Vector<double>(factor);
            ref var t = ref MemoryMarshal.GetReference(target);
            ref var s = ref MemoryMarshal.GetReference(source);
            for (; j <= target.Length - Vector<double>.Count; j += Vector<double>.Count)
            {
                Vector.FusedMultiplyAdd(wide, Vector.LoadUnsafe(ref s, (nuint)j), Vector.LoadUnsafe(ref t, (nuint)j)).StoreUnsafe(ref t, (nuint)j);
            }
        }

        for (; j < target.Length; j++) target[j] = Math.FusedMultiplyAdd(factor, source[j], target[j]);
    }

    // F[i, j] += Σ_k F[i, k] F[k, j] for all i, j from the end of the panel, k over the panel; for each i, j in the order of k, whatever the blocks.
    private static void AddProduct(Span<double> front, int size, int from, int to)
    {
        var width = size + 1;
        ref var f = ref MemoryMarshal.GetReference(front);
        for (var left = to; left < width; left += Tile)
        {
            var right = Math.Min(left + Tile, width);
            var i = to;
            for (; i + 4 <= size; i += 4) FourRows(ref f, width, i, from, to, left, right);
            for (; i < size; i++)
            {
                for (var k = from; k < to; k++)
                {
                    var share = front[(i * width) + k];
                    if (share != 0) AddMultiple(front[((i * width) + left)..((i * width) + right)], share, front[((k * width) + left)..((k * width) + right)]);
                }
            }
        }
    }

    private static void FourRows(ref double f, int width, int i, int from, int to, int left, int right)
    {
        var lanes = Vector<double>.Count;
        nuint a0 = (nuint)i * (nuint)width, a1 = a0 + (nuint)width, a2 = a1 + (nuint)width, a3 = a2 + (nuint)width;
        var j = left;
        for (; j + (2 * lanes) <= right; j += 2 * lanes)
        {
            nuint c = (nuint)j, d = (nuint)(j + lanes);
            var (x0, x1, x2, x3) = (Vector.LoadUnsafe(ref f, a0 + c), Vector.LoadUnsafe(ref f, a1 + c), Vector.LoadUnsafe(ref f, a2 + c), Vector.LoadUnsafe(ref f, a3 + c));
            var (y0, y1, y2, y3) = (Vector.LoadUnsafe(ref f, a0 + d), Vector.LoadUnsafe(ref f, a1 + d), Vector.LoadUnsafe(ref f, a2 + d), Vector.LoadUnsafe(ref f, a3 + d));
            for (var k = (nuint)from; k < (nuint)to; k++)
            {
                var u = Vector.LoadUnsafe(ref f, (k * (nuint)width) + c);
                var v = Vector.LoadUnsafe(ref f, (k * (nuint)width) + d);
                var s = new Vector<double>(Unsafe.Add(ref f, a0 + k));
                x0 = Vector.FusedMultiplyAdd(s, u, x0);
                y0 = Vector.FusedMultiplyAdd(s, v, y0);
                s = new Vector<double>(Unsafe.Add(ref f, a1 + k));
                x1 = Vector.FusedMultiplyAdd(s, u, x1);
                y1 = Vector.FusedMultiplyAdd(s, v, y1);
                s = new Vector<double>(Unsafe.Add(ref f, a2 + k));
                x2 = Vector.FusedMultiplyAdd(s, u, x2);
                y2 = Vector.FusedMultiplyAdd(s, v, y2);
                s = new Vector<double>(Unsafe.Add(ref f, a3 + k));
                x3 = Vector.FusedMultiplyAdd(s, u, x3);
                y3 = Vector.FusedMultiplyAdd(s, v, y3);
            }

            x0.StoreUnsafe(ref f, a0 + c);
            x1.StoreUnsafe(ref f, a1 + c);
            x2.StoreUnsafe(ref f, a2 + c);
            x3.StoreUnsafe(ref f, a3 + c);
            y0.StoreUnsafe(ref f, a0 + d);
            y1.StoreUnsafe(ref f, a1 + d);
            y2.StoreUnsafe(ref f, a2 + d);
            y3.StoreUnsafe(ref f, a3 + d);
        }

        for (; j < right; j++)
        {
            for (nuint row = a0, r = 0; r < 4; r++, row += (nuint)width)
            {
                ref var target = ref Unsafe.Add(ref f, row + (nuint)j);
                var sum = target;
                for (var k = (nuint)from; k < (nuint)to; k++)
                {
                    sum = Math.FusedMultiplyAdd(Unsafe.Add(ref f, row + k), Unsafe.Add(ref f, (k * (nuint)width) + (nuint)j), sum);
                }

                target = sum;
            }
        }
    }
}
