using Reliability.Markov.Chains;

namespace Reliability.Markov.Lumping;

/// <summary>The chain over the blocks of a lumpable partition, read off one state of each. Sums are exact and rounded once, so that any other state would give the same.</summary>
internal static class QuotientBuilder
{
    private const int CheckEvery = 4096;

    public static MarkovChain Build(MarkovChain chain, int[] blockOf, int[] representatives, bool countsJumps, CancellationToken cancellation)
    {
        var rates = new SparseRatesBuilder();
        var causes = chain.Causes.Length > 1 ? new List<ushort>() : null;
        var loops = countsJumps ? new double[representatives.Length] : null;
        var sums = LumpingRefinement.Sums(chain, 1);
        var arcs = new List<(int Block, int Cause, double Rate)>();
        for (var b = 0; b < representatives.Length; b++)
        {
            if (b % CheckEvery == 0) cancellation.ThrowIfCancellationRequested();
            arcs.Clear();
            foreach (var t in chain.Row(representatives[b])) arcs.Add((blockOf[t.Target], t.Cause, t.Rate));
            if (loops is not null) loops[b] = Loop(arcs, b, chain.SelfLoopRate(representatives[b]), sums);
            arcs.Sort();
            for (var k = 0; k < arcs.Count;)
            {
                var (block, cause, _) = arcs[k];
                for (; k < arcs.Count && arcs[k].Block == block && arcs[k].Cause == cause; k++) sums.Add(0, arcs[k].Rate);
                if (block != b)
                {
                    rates.Add(block, sums.Rounded(0));
                    causes?.Add((ushort)cause);
                }

                sums.Clear(0);
            }

            rates.EndRow();
        }

        return new MarkovChain(rates.Build(), causes?.ToArray(), chain.Causes, loops);
    }

    private static double Loop(List<(int Block, int Cause, double Rate)> arcs, int block, double loop, ExactSums sums)
    {
        if (loop > 0) sums.Add(0, loop);
        foreach (var arc in arcs)
        {
            if (arc.Block == block) sums.Add(0, arc.Rate);
        }

        var sum = sums.Rounded(0);
        sums.Clear(0);
        return sum;
    }
}
