using Reliability.Markov.Chains;

namespace Reliability.Markov.Tests.LongRun;

/// <summary>Chains written arc by arc, and random ones from a small linear congruential generator.</summary>
internal sealed class Lcg(ulong seed)
{
    private ulong state = (seed * 0x9E3779B97F4A7C15UL) + 1;

    public double Next()
    {
        state = (state * 6364136223846793005UL) + 1442695040888963407UL;
        return (state >> 11) * (1.0 / (1UL << 53));
    }

    public int Next(int below) => (int)(Next() * below);
}

internal static class Chains
{
    public static SparseRates From(int count, IEnumerable<(int From, int To, double Rate)> arcs)
    {
        var builder = new SparseRatesBuilder();
        var byRow = arcs.ToLookup(a => a.From);
        for (var i = 0; i < count; i++)
        {
            foreach (var group in byRow[i].GroupBy(a => a.To).OrderBy(g => g.Key)) builder.Add(group.Key, group.Sum(a => a.Rate));
            builder.EndRow();
        }

        return builder.Build();
    }

    public static double[] StartIn(int count, int state = 0)
    {
        var initial = new double[count];
        initial[state] = 1;
        return initial;
    }

    /// <summary>A ring with random further arcs; rates log-uniform over some orders of magnitude.</summary>
    public static SparseRates Random(int count, double orders, ulong seed, int degree = 3)
    {
        var random = new Lcg(seed);
        var arcs = new List<(int, int, double)>();
        for (var i = 0; i < count; i++)
        {
            arcs.Add((i, (i + 1) % count, Rate()));
            for (var k = 0; k < degree; k++)
            {
                var to = random.Next(count);
                if (to != i) arcs.Add((i, to, Rate()));
            }
        }

        return From(count, arcs);

        double Rate() => Math.Pow(10, (random.Next() - 0.5) * orders);
    }

    /// <summary>Blocks with rates around one inside and a ring of couplings between blocks, each block coupled in both directions by a state of its own.</summary>
    public static SparseRates NearlyDecomposable(int blocks, int size, double coupling, ulong seed)
    {
        var random = new Lcg(seed);
        var arcs = new List<(int, int, double)>();
        for (var b = 0; b < blocks; b++)
        {
            for (var k = 0; k < size; k++)
            {
                arcs.Add(((b * size) + k, (b * size) + ((k + 1) % size), 0.5 + random.Next()));
                for (var d = 0; d < 2; d++)
                {
                    var to = random.Next(size);
                    if (to != k) arcs.Add(((b * size) + k, (b * size) + to, 0.1 + random.Next()));
                }
            }

            arcs.Add(((b * size) + random.Next(size), (((b + 1) % blocks) * size) + random.Next(size), coupling * (0.5 + random.Next())));
            arcs.Add(((b * size) + random.Next(size), (((b + blocks - 1) % blocks) * size) + random.Next(size), coupling * (0.5 + random.Next())));
        }

        return From(blocks * size, arcs);
    }

    public static SparseRates Relabelled(SparseRates rates, int[] newLabel) =>
        From(rates.Count, Arcs(rates).Select(a => (newLabel[a.From], newLabel[a.To], a.Rate)));

    public static SparseRates Scaled(SparseRates rates, double factor) => From(rates.Count, Arcs(rates).Select(a => (a.From, a.To, a.Rate * factor)));

    public static IEnumerable<(int From, int To, double Rate)> Arcs(SparseRates rates)
    {
        for (var i = 0; i < rates.Count; i++)
        {
            foreach (var arc in Arcs(rates, i)) yield return arc;
        }
    }

    public static IEnumerable<(int From, int To, double Rate)> Arcs(SparseRates rates, int row)
    {
        for (var e = rates.RowStarts[row]; e < rates.RowStarts[row + 1]; e++) yield return (row, rates.Columns[e], rates[e]);
    }

    public static int[] Shuffle(int count, ulong seed)
    {
        var random = new Lcg(seed);
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
