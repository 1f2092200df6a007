using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reliability.Simulation.Engine;

/// <summary>
/// The times at which delays end, and which comes first; of equal times the one of the lowest index. Few are searched through, four at once; many stand in groups of eight, whose least times stand
/// in groups of eight again, and so on: O(log n) a change, mostly less, as a group's least time seldom changes. Allocates nothing after it is made. Not thread-safe.
/// </summary>
internal sealed class EventQueue
{
    private const int Width = 8;
    private const int MostSearched = 96;

    // Times in level 0, the least of each group of a level in the next; padded with infinities. One array, so that a level is an offset.
    private readonly double[] times;
    private readonly int[] starts;

    public EventQueue(int count)
    {
        Count = count;
        var sizes = new List<int> { Padded(Math.Max(count, 1)) };
        if (count > MostSearched)
        {
            while (sizes[^1] > Width) sizes.Add(Padded(sizes[^1] / Width));
        }

        starts = new int[sizes.Count + 1];
        for (var level = 0; level < sizes.Count; level++) starts[level + 1] = starts[level] + sizes[level];
        times = new double[starts[^1]];
        Clear();
    }

    /// <summary>How many delays there are.</summary>
    public int Count { get; }

    /// <summary>When a delay ends; infinite while it does not run. Never NaN.</summary>
    public double this[int index]
    {
        get => times[index];
        set
        {
            times[index] = value;
            if (starts.Length > 2) Raise(index);
        }
    }

    /// <summary>True while a delay runs.</summary>
    public bool Runs(int index) => times[index] < double.PositiveInfinity;

    /// <summary>Ends all.</summary>
    public void Clear() => Array.Fill(times, double.PositiveInfinity);

    /// <summary>The delay that ends first, if before a limit, which then becomes its time; -1 when none does.</summary>
    public int First(ref double limit)
    {
        var top = starts.Length - 2;
        var all = times.AsSpan(starts[top]);
        var least = Least(all);
        if (!(least < limit)) return -1;
        limit = least;
        var at = Position(all, least);
        for (var level = top - 1; level >= 0; level--) at = (at * Width) + Position(times.AsSpan(starts[level] + (at * Width), Width), least);
        return at;
    }

    /// <summary>True when no delay runs, or none that ends at a time that can be told.</summary>
    public bool IsIdle() => Least(times.AsSpan(starts[^2])) >= double.MaxValue;

    private static int Padded(int n) => (n + Width - 1) / Width * Width;

    private static double Least(ReadOnlySpan<double> some)
    {
        ref var first = ref MemoryMarshal.GetReference(some);
        var low = Vector256.LoadUnsafe(ref first);
        var high = Vector256.LoadUnsafe(ref first, 4);
        for (var k = Width; k < some.Length; k += Width)
        {
            low = Vector256.MinNative(low, Vector256.LoadUnsafe(ref first, (nuint)k));
            high = Vector256.MinNative(high, Vector256.LoadUnsafe(ref first, (nuint)k + 4));
        }

        low = Vector256.MinNative(low, high);
        var half = Vector128.MinNative(low.GetLower(), low.GetUpper());
        return double.MinNative(half.GetElement(0), half.GetElement(1));
    }

    // Where a number first stands; it does.
    private static int Position(ReadOnlySpan<double> some, double number)
    {
        ref var first = ref MemoryMarshal.GetReference(some);
        var wanted = Vector256.Create(number);
        for (var k = 0; ; k += Width)
        {
            var low = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)k), wanted).ExtractMostSignificantBits();
            var high = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)k + 4), wanted).ExtractMostSignificantBits();
            if ((low | (high << 4)) is var found and not 0) return k + BitOperations.TrailingZeroCount(found);
        }
    }

    // A number at a time: four would wait for the one that was written a moment ago.
    private void Raise(int index)
    {
        for (var level = 0; level < starts.Length - 2; level++)
        {
            index /= Width;
            var group = times.AsSpan(starts[level] + (index * Width), Width);
            var (a, b) = (double.MinNative(group[0], group[1]), double.MinNative(group[2], group[3]));
            var (c, d) = (double.MinNative(group[4], group[5]), double.MinNative(group[6], group[7]));
            var least = double.MinNative(double.MinNative(a, b), double.MinNative(c, d));
            ref var known = ref times[starts[level + 1] + index];
            if (known == least) return;
            known = least;
        }
    }
}
