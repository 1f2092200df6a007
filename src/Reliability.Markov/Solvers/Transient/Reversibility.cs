namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// How far the spectrum of a generator may lie off the negative axis. A reversible generator (detailed balance holds; Kolmogorov's criterion) has a
/// real spectrum. That of any with n states lies in the sector |arg(-λ)| ≤ π/2 - π/n (Dmitriev and Dynkin 1946): a mode of frequency ω decays at least at
/// the rate ω tan(π/n).
/// </summary>
internal static class Reversibility
{
    private const double Tolerance = 1e-9;

    /// <summary>True when weights exist with which all flows balance arc by arc; found along a spanning forest. O(entries).</summary>
    public static bool Holds(SubGenerator generator)
    {
        if (Pairs(generator) is not var (starts, columns, logRatios)) return false;
        var logWeights = new double[generator.Count];
        Array.Fill(logWeights, double.NaN);
        var stack = new Stack<int>();
        for (var root = 0; root < logWeights.Length; root++)
        {
            if (!double.IsNaN(logWeights[root])) continue;
            logWeights[root] = 0;
            stack.Push(root);
            while (stack.TryPop(out var i))
            {
                for (var k = starts[i]; k < starts[i + 1]; k++)
                {
                    var j = columns[k];
                    var weight = logWeights[i] + logRatios[k];
                    if (double.IsNaN(logWeights[j]))
                    {
                        logWeights[j] = weight;
                        stack.Push(j);
                    }
                    else if (!(Math.Abs(logWeights[j] - weight) <= Tolerance))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    // For each state its neighbours with ln(rate there / rate back); nothing when some arc has none back. Parallel arcs are joined.
    private static (int[] Starts, int[] Columns, double[] LogRatios)? Pairs(SubGenerator generator)
    {
        var back = generator.Transposed;
        var there = back.Transposed();
        var starts = new int[generator.Count + 1];
        var columns = new List<int>(there.EntryCount);
        var logRatios = new List<double>(there.EntryCount);
        for (var i = 0; i < generator.Count; i++)
        {
            var (k, end, b, bEnd) = (there.RowStarts[i], there.RowStarts[i + 1], back.RowStarts[i], back.RowStarts[i + 1]);
            while (k < end || b < bEnd)
            {
                if (k == end || b == bEnd || there.Columns[k] != back.Columns[b]) return null;
                var column = there.Columns[k];
                var (forth, reverse) = (0.0, 0.0);
                for (; k < end && there.Columns[k] == column; k++) forth += there[k];
                for (; b < bEnd && back.Columns[b] == column; b++) reverse += back[b];
                columns.Add(column);
                logRatios.Add(Math.Log(forth) - Math.Log(reverse));
            }

            starts[i + 1] = columns.Count;
        }

        return (starts, [.. columns], [.. logRatios]);
    }
}
