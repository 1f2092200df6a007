namespace Reliability.Simulation.Engine;

/// <summary>
/// Numbers not below zero under sums of eight, sums of those under sums of eight, and so on: one that changes costs O(log n) additions, the total is always that of sums
/// formed anew, so no rounding builds up, and the number at a point of the total is found in O(log n). Allocates nothing after it is made. Not thread-safe.
/// </summary>
internal sealed class SumTree
{
    private const int Width = 8;

    private readonly double[][] levels;
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
        levels = [.. sizes.Select(s => new double[s])];
        stale = [.. levels.Skip(1).Select(l => new int[l.Length])];
        staleCount = new int[stale.Length];
    }

    /// <summary>The sum of all numbers as of the last <see cref="Update"/>.</summary>
    public double Total { get; private set; }

    /// <summary>A number.</summary>
    public double this[int index] => levels[0][index];

    /// <summary>Sets all to zero.</summary>
    public void Clear()
    {
        foreach (var level in levels) Array.Clear(level);
        Array.Clear(staleCount);
        Total = 0;
    }

    /// <summary>Sets a number. Numbers are set in ascending order between two updates.</summary>
    public void Set(int index, double value)
    {
        levels[0][index] = value;
        if (stale.Length > 0) Mark(0, index / Width);
    }

    /// <summary>Forms the sums of what was set anew.</summary>
    public void Update()
    {
        for (var level = 0; level < stale.Length; level++)
        {
            for (var k = 0; k < staleCount[level]; k++)
            {
                var at = stale[level][k];
                levels[level + 1][at] = Sum(levels[level].AsSpan(at * Width, Width));
                if (level + 1 < stale.Length) Mark(level + 1, at / Width);
            }

            staleCount[level] = 0;
        }

        Total = Sum(levels[^1]);
    }

    /// <summary>The index of the number in which a point in [0, total) lies when all are laid end to end; one above zero, whatever rounding does.</summary>
    public int Find(double point)
    {
        var at = 0;
        for (var level = levels.Length - 1; level >= 0; level--)
        {
            var parts = levels[level].AsSpan(at, Width);
            var k = 0;
            while (k < Width - 1 && point >= parts[k]) point -= parts[k++];
            // By rounding the point may fall behind the last that is above zero.
            while (k > 0 && parts[k] == 0) k--;
            while (k < Width - 1 && parts[k] == 0) k++;
            at = (at + k) * (level > 0 ? Width : 1);
        }

        return at;
    }

    /// <summary>True when all numbers are zero.</summary>
    public bool IsZero()
    {
        foreach (var value in levels[0].AsSpan(0, count))
        {
            if (value != 0) return false;
        }

        return true;
    }

    private static int Padded(int n) => (n + Width - 1) / Width * Width;

    private static double Sum(ReadOnlySpan<double> p) => p[0] + p[1] + (p[2] + p[3]) + (p[4] + p[5] + (p[6] + p[7]));

    private void Mark(int level, int at)
    {
        var marks = stale[level];
        ref var known = ref staleCount[level];
        if (known == 0 || marks[known - 1] != at) marks[known++] = at;
    }
}
