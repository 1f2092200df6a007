using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// Substitutions with the factors A = (I - L)(T - U): L the shares by which later states receive from earlier ones, T the totals, U the rates to later states.
/// Values beyond a large number are scaled down, all together.
/// </summary>
internal readonly ref struct EliminationSolve(EliminationPlan plan, double[] factors, double[] totals)
{
    private const double Large = 1e200;

    /// <summary>A x = b, in place.</summary>
    public void Right(Span<double> b)
    {
        var y = Rent(b, out var rented);
        var fronts = plan.Fronts;
        var scale = 1.0;
        var read = 0;
        var gathered = ArrayPool<double>.Shared.Rent(Math.Max(1, fronts.MostLater));
        for (var f = 0; f < fronts.Count; f++)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            for (var k = 1; k < s; k++) y[first + k] += Dot(factors.AsSpan(read + (k * size), k), y.Slice(first, k));
            read += s * size;
            var mine = y.Slice(first, s);
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            for (var i = 0; i < r; i++, read += s) y[rows[i]] += Dot(factors.AsSpan(read, s), mine);
        }

        for (var f = fronts.Count - 1; f >= 0; f--)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            read -= s * (size + r);
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            var later = gathered.AsSpan(0, r);
            for (var i = 0; i < r; i++) later[i] = y[rows[i]];
            for (var k = s - 1; k >= 0; k--)
            {
                var row = factors.AsSpan(read + (k * size), size);
                var sum = y[first + k] + Dot(row[(k + 1)..s], y.Slice(first + k + 1, s - k - 1)) + Dot(row[s..], later);
                y[first + k] = sum / totals[first + k];
                if (!(Math.Abs(y[first + k]) >= Large)) continue;
                scale *= ScaleDown(y);
                ScaleDown(later);
            }
        }

        for (var k = 0; k < b.Length; k++) b[plan.Order[k]] = scale == 1 ? y[k] : y[k] / scale;
        ArrayPool<double>.Shared.Return(gathered);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>x A = s b, in place; or, with a value for the last state, which was not eliminated, what the others are then.</summary>
    /// <returns>The scale s.</returns>
    public double Left(Span<double> b, double? last)
    {
        var y = Rent(b, out var rented);
        var fronts = plan.Fronts;
        var scale = 1.0;
        var read = 0;
        var eliminated = last is null ? y.Length : y.Length - 1;
        var gathered = ArrayPool<double>.Shared.Rent(Math.Max(1, fronts.MostLater));
        for (var f = 0; f < fronts.Count; f++)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            // Side by side while the front is dealt with, so that several are done at once.
            var later = gathered.AsSpan(0, r);
            for (var i = 0; i < r; i++) later[i] = y[rows[i]];
            for (var k = 0; k < s; k++)
            {
                if (y[first + k] == 0 || first + k >= eliminated) continue;
                var z = y[first + k] /= totals[first + k];
                if (Math.Abs(z) >= Large)
                {
                    scale *= ScaleDown(y);
                    ScaleDown(later);
                    z = y[first + k];
                }

                var row = factors.AsSpan(read + (k * size), size);
                AddMultiple(y.Slice(first + k + 1, s - k - 1), z, row[(k + 1)..s]);
                AddMultiple(later, z, row[s..]);
            }

            for (var i = 0; i < r; i++) y[rows[i]] = later[i];
            read += s * (size + r);
        }

        if (last is { } value) y[^1] = value;
        for (var f = fronts.Count - 1; f >= 0; f--)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            read -= s * (size + r);
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            var mine = y.Slice(first, s);
            var below = read + (s * size);
            for (var i = r - 1; i >= 0; i--)
            {
                var x = y[rows[i]];
                if (x != 0) AddMultiple(mine, x, factors.AsSpan(below + (i * s), s));
            }

            for (var k = s - 1; k >= 0; k--)
            {
                if (Math.Abs(mine[k]) >= Large) scale *= ScaleDown(y);
                var x = mine[k];
                if (x != 0) AddMultiple(mine[..k], x, factors.AsSpan(read + (k * size), k));
            }
        }

        for (var k = 0; k < b.Length; k++) b[plan.Order[k]] = y[k];
        ArrayPool<double>.Shared.Return(gathered);
        ArrayPool<double>.Shared.Return(rented);
        return scale;
    }

    private static double ScaleDown(Span<double> y)
    {
        foreach (ref var value in y) value /= Large;
        return 1 / Large;
    }

    // The order of addition must not depend on the machine: sixteen running sums whatever its width.
    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i + 16 <= x.Length; i += 16)
        {
            s0 += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
            s1 += Vector256.LoadUnsafe(ref a, (nuint)i + 4) * Vector256.LoadUnsafe(ref b, (nuint)i + 4);
            s2 += Vector256.LoadUnsafe(ref a, (nuint)i + 8) * Vector256.LoadUnsafe(ref b, (nuint)i + 8);
            s3 += Vector256.LoadUnsafe(ref a, (nuint)i + 12) * Vector256.LoadUnsafe(ref b, (nuint)i + 12);
        }

        var sum = 0.0;
        if (i > 0)
        {
            var all = s0 + s1 + (s2 + s3);
            sum = all[0] + all[1] + (all[2] + all[3]);
        }

        for (; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void AddMultiple(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        var j = 0;
        var wide = new Vector<double>(factor);
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var s = ref MemoryMarshal.GetReference(source);
        for (; j <= target.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            (Vector.LoadUnsafe(ref t, (nuint)j) + (wide * Vector.LoadUnsafe(ref s, (nuint)j))).StoreUnsafe(ref t, (nuint)j);
        }

        for (; j < target.Length; j++) target[j] += factor * source[j];
    }

    private Span<double> Rent(Span<double> b, out double[] rented)
    {
        rented = ArrayPool<double>.Shared.Rent(b.Length);
        var y = rented.AsSpan(0, b.Length);
        for (var k = 0; k < y.Length; k++) y[k] = b[plan.Order[k]];
        return y;
    }
}
