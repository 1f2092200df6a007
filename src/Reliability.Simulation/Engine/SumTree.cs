using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reliability.Simulation.Engine;

/// <summary>
/// Numbers not below zero in groups of eight under running sums, the sums of groups in groups of eight again, and so on: one that changes costs O(log n) additions, sums are always
/// formed anew, so no rounding builds up, and the number at a point of the total is found in O(log n) comparisons of eight at once. Allocates nothing after it is made. Not
/// thread-safe.
/// </summary>
internal sealed class SumTree
{
    private const int Width = 8;

    private readonly double[][] values;
    private readonly double[][] running;
    private readonly int[][] stale;
    private readonly int[] staleCount;
    private readonly int count;

    public SumTree(int count)
    {
        this.count = count;
        var sizes = new List<int>();
        var size = Padded(Math.Max(count, 1));
        sizes.Add(size);
        while (size > Width) sizes.Add(size = Padded(size / Width));
        values = [.. sizes.Select(s => new double[s])];
        running = [.. sizes.Select(s => new double[s])];
        stale = [.. sizes.Select(s => new int[s / Width])];
        staleCount = new int[stale.Length];
    }

    /// <summary>The sum of all numbers as of the last <see cref="Update"/>.</summary>
    public double Total => running[^1][Width - 1];

    /// <summary>A number.</summary>
    public double this[int index] => values[0][index];

    /// <summary>Sets all to zero.</summary>
    public void Clear()
    {
        foreach (var level in values) Array.Clear(level);
        foreach (var level in running) Array.Clear(level);
        Array.Clear(staleCount);
    }

    /// <summary>Sets a number. Numbers are set in ascending order between two updates.</summary>
    public void Set(int index, double value)
    {
        values[0][index] = value;
        Mark(0, index / Width);
    }

    /// <summary>Forms the sums of what was set anew.</summary>
    public void Update()
    {
        for (var level = 0; level < values.Length; level++)
        {
            var marks = stale[level];
            for (var k = 0; k < staleCount[level]; k++)
            {
                var at = marks[k];
                var sum = Accumulate(values[level].AsSpan(at * Width, Width), running[level].AsSpan(at * Width, Width));
                if (level + 1 == values.Length) continue;
                values[level + 1][at] = sum;
                Mark(level + 1, at / Width);
            }

            staleCount[level] = 0;
        }
    }

    /// <summary>The index of the number in which a point in [0, total) lies when all are laid end to end; one above zero, whatever rounding does.</summary>
    public int Find(double point)
    {
        var at = 0;
        for (var level = values.Length - 1; ; level--)
        {
            var sums = running[level].AsSpan(at, Width);
            var k = NotAbove(sums, point);
            // By rounding the point may fall behind the last, or on a number that is zero.
            if (k == Width || values[level][at + k] == 0) k = AboveZero(values[level].AsSpan(at, Width), Math.Min(k, Width - 1));
            if (level == 0) return at + k;
            if (k > 0) point -= sums[k - 1];
            at = (at + k) * Width;
        }
    }

    /// <summary>True when all numbers are zero.</summary>
    public bool IsZero()
    {
        foreach (var value in values[0].AsSpan(0, count))
        {
            if (value != 0) return false;
        }

        return true;
    }

    private static int Padded(int n) => (n + Width - 1) / Width * Width;

    // In three steps, as the processor can add while it waits; rounding may leave neighbours out of order by a unit in the last place.
    private static double Accumulate(ReadOnlySpan<double> a, Span<double> sums)
    {
        var (a01, a23, a45, a67) = (a[0] + a[1], a[2] + a[3], a[4] + a[5], a[6] + a[7]);
        var a03 = a01 + a23;
        sums[7] = a03 + (a45 + a67);
        sums[6] = a03 + (a45 + a[6]);
        sums[5] = a03 + a45;
        sums[4] = a03 + a[4];
        sums[3] = a03;
        sums[2] = a01 + a[2];
        sums[1] = a01;
        sums[0] = a[0];
        return sums[7];
    }

    // How many running sums are not above the point.
    private static int NotAbove(ReadOnlySpan<double> sums, double point)
    {
        ref var first = ref MemoryMarshal.GetReference(sums);
        var wide = Vector256.Create(point);
        var low = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first), wide).ExtractMostSignificantBits();
        var high = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, 4), wide).ExtractMostSignificantBits();
        return BitOperations.PopCount(low) + BitOperations.PopCount(high);
    }

    private static int AboveZero(ReadOnlySpan<double> group, int near)
    {
        for (var k = near; k >= 0; k--)
        {
            if (group[k] > 0) return k;
        }

        for (var k = near; k < Width; k++)
        {
            if (group[k] > 0) return k;
        }

        return near;
    }

    private void Mark(int level, int at)
    {
        ref var known = ref staleCount[level];
        if (known == 0 || stale[level][known - 1] != at) stale[level][known++] = at;
    }
}
