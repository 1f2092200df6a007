using System.Collections.Immutable;
using System.Numerics;

namespace Reliability.FaultTrees;

/// <summary>A family of sets in zero-suppressed form, renumbered so that entry 0 is no set, 1 the empty set, and children come first.</summary>
internal sealed class CutSetFamily
{
    public CutSetFamily(NodeTable table, int root)
    {
        var wanted = new bool[root + 1];
        wanted[root] = true;
        int count = 2;
        for (int node = root; node > 1; node--)
        {
            if (!wanted[node]) continue;
            wanted[table.Low(node)] = true;
            wanted[table.High(node)] = true;
            count++;
        }

        Level = new int[count];
        Low = new int[count];
        High = new int[count];
        Level[0] = Level[1] = NodeTable.TerminalLevel;
        var renumbered = new int[root + 1];
        if (root > 0) renumbered[1] = 1;
        int next = 2;
        for (int node = 2; node <= root; node++)
        {
            if (!wanted[node]) continue;
            Level[next] = table.Level(node);
            Low[next] = renumbered[table.Low(node)];
            High[next] = renumbered[table.High(node)];
            renumbered[node] = next++;
        }

        Root = renumbered[root];
    }

    public int Root { get; }

    public int[] Level { get; }

    public int[] Low { get; }

    public int[] High { get; }

    public int Count => Level.Length;

    /// <summary>Counts the sets of each size, from 0 up to the largest present.</summary>
    public ImmutableArray<BigInteger> CountBySize()
    {
        var counts = new SizeCounts[Count];
        counts[0] = new SizeCounts(0, []);
        counts[1] = new SizeCounts(0, [BigInteger.One]);
        for (int i = 2; i < Count; i++) counts[i] = SizeCounts.Join(counts[Low[i]], counts[High[i]]);
        SizeCounts all = counts[Root];
        return [.. Enumerable.Repeat(BigInteger.Zero, all.Counts.Length == 0 ? 0 : all.Smallest), .. all.Counts];
    }

    /// <summary>Sums, over all sets, the product of the weights of their members.</summary>
    public double SumOfProducts(ReadOnlySpan<double> weights)
    {
        var sums = new double[Count];
        sums[1] = 1;
        for (int i = 2; i < Count; i++) sums[i] = sums[Low[i]] + (weights[Level[i]] * sums[High[i]]);
        return sums[Root];
    }

    /// <summary>Finds the largest product of weights over all sets; 0 when there is none.</summary>
    public double LargestProduct(ReadOnlySpan<double> weights)
    {
        var largest = new double[Count];
        largest[1] = 1;
        for (int i = 2; i < Count; i++) largest[i] = Math.Max(largest[Low[i]], weights[Level[i]] * largest[High[i]]);
        return largest[Root];
    }
}
