using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

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
            for (var k = s - 1; k >= 0; k--)
            {
                var row = factors.AsSpan(read + (k * size), size);
                var sum = y[first + k] + Dot(row[(k + 1)..s], y.Slice(first + k + 1, s - k - 1));
                for (var i = 0; i < r; i++) sum += row[s + i] * y[rows[i]];
                y[first + k] = sum / totals[first + k];
                if (Math.Abs(y[first + k]) >= Large) scale *= ScaleDown(y);
            }
        }

        for (var k = 0; k < b.Length; k++) b[plan.Order[k]] = scale == 1 ? y[k] : y[k] / scale;
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
        for (var f = 0; f < fronts.Count; f++)
        {
            var (first, s, r) = (fronts.FirstPivots[f], fronts.Pivots(f), fronts.Later(f));
            var size = s + r;
            var rows = fronts.Rows.AsSpan(fronts.RowStarts[f], r);
            for (var k = 0; k < s; k++)
            {
                if (y[first + k] == 0 || first + k >= eliminated) continue;
                var z = y[first + k] /= totals[first + k];
                if (Math.Abs(z) >= Large)
                {
                    scale *= ScaleDown(y);
                    z = y[first + k];
                }

                var row = factors.AsSpan(read + (k * size), size);
                for (var j = k + 1; j < s; j++) y[first + j] += z * row[j];
                for (var i = 0; i < r; i++) y[rows[i]] += z * row[s + i];
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
        ArrayPool<double>.Shared.Return(rented);
        return scale;
    }

    private static double ScaleDown(Span<double> y)
    {
        foreach (ref var value in y) value /= Large;
        return 1 / Large;
    }

    // The order of addition must not depend on the machine: four running sums whatever its width.
    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        var i = 0;
        for (; i + 4 <= x.Length; i += 4)
        {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }

        for (; i < x.Length; i++) s0 += x[i] * y[i];
        return s0 + s1 + (s2 + s3);
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
