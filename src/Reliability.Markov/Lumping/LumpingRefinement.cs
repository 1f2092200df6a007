using System.Runtime.InteropServices;
using Reliability.Markov.Chains;

namespace Reliability.Markov.Lumping;

/// <summary>
/// The coarsest partition finer than a given one on which a chain is ordinarily lumpable: blocks are split by their exact rates into a splitter until nothing
/// splits, and of the parts of a block all but the largest become splitters (Derisavi, Hermanns and Sanders, Information Processing Letters 87, 2003; Valmari
/// and Franceschinis, TACAS 2010, whose majority candidate keeps sorting within O(m log n)). Causes are taken one after the other, on a copy of the splitter.
/// </summary>
internal sealed class LumpingRefinement
{
    private readonly MarkovChain chain;
    private readonly bool jumps;
    private readonly SparseRates outward;
    private readonly SparseRates inward;
    private readonly ushort[]? inwardCauses;
    private readonly Partition partition;
    private readonly ExactSums sums;
    private readonly bool[] touched;
    private readonly int[] touchedStates;
    private readonly Stack<int> splitters = new();
    private readonly bool[] waiting;
    private readonly List<int> touchedBlocks = [];
    private readonly List<int> runs = [];
    private readonly Comparison<int> bySum;
    private readonly int[] causeStarts;
    private int[] copiedSources = [];
    private double[] copiedRates = [];
    private int touchedCount;

    private LumpingRefinement(MarkovChain chain, ReadOnlySpan<int> keys, bool jumps)
    {
        (this.chain, this.jumps) = (chain, jumps);
        outward = chain.Rates;
        inward = outward.Transposed();
        inwardCauses = chain.Causes.Length > 1 ? TransposedCauses() : null;
        causeStarts = new int[chain.Causes.Length + 2];
        partition = new Partition(keys);
        sums = Sums(chain, chain.StateCount);
        (touched, touchedStates, waiting) = (new bool[keys.Length], new int[keys.Length], new bool[keys.Length]);
        bySum = sums.Compare;
    }

    /// <summary>The block of every state.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="keys">The partition to refine, a key a state.</param>
    /// <param name="jumps">True to count jumps inside a block and to the same state too.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static int[] Refine(MarkovChain chain, ReadOnlySpan<int> keys, bool jumps, CancellationToken cancellation)
    {
        var refinement = new LumpingRefinement(chain, keys, jumps);
        refinement.Run(cancellation);
        return refinement.partition.BlockOf;
    }

    /// <summary>Exact sums that can hold all rates out of a state.</summary>
    public static ExactSums Sums(MarkovChain chain, int count)
    {
        var longest = 0;
        for (var s = 0; s < chain.StateCount; s++) longest = Math.Max(longest, chain.Row(s).Length);
        var loops = chain.SelfLoopCount == 0 ? [] : Enumerable.Range(0, chain.StateCount).Select(chain.SelfLoopRate).ToArray();
        return new ExactSums(count, chain.Rates, loops, longest + 1);
    }

    private void Run(CancellationToken cancellation)
    {
        // Rates out of a state and minus their sum add up to zero, so that the largest block need not split when jumps do not count.
        var largest = -1;
        for (var b = 0; b < partition.Count && !jumps; b++) largest = largest < 0 || partition.Size(b) > partition.Size(largest) ? b : largest;
        for (var b = partition.Count - 1; b >= 0; b--)
        {
            if (b != largest) Push(b);
        }

        while (splitters.TryPop(out var splitter))
        {
            cancellation.ThrowIfCancellationRequested();
            waiting[splitter] = false;
            if (inwardCauses is null && !(jumps && chain.SelfLoopCount > 0))
            {
                ForEachRate(splitter, new Accumulate(this));
                Split();
                continue;
            }

            Copy(splitter);
            for (var c = 0; c < causeStarts.Length - 1; c++)
            {
                for (var k = causeStarts[c]; k < causeStarts[c + 1]; k++) Touch(copiedSources[k], copiedRates[k]);
                if (touchedCount > 0) Split();
            }
        }
    }

    // Calls back with every rate into a splitter. For its own states it is the rates out of it: minus those, they are what its diagonal makes of them.
    private void ForEachRate<TVisit>(int splitter, TVisit visit)
        where TVisit : struct, IVisit
    {
        var blockOf = partition.BlockOf;
        foreach (var target in partition.StatesOf(splitter))
        {
            for (var k = inward.RowStarts[target]; k < inward.RowStarts[target + 1]; k++)
            {
                var source = inward.Columns[k];
                if (jumps || blockOf[source] != splitter) visit.Rate(source, inward[k], inwardCauses is null ? 0 : inwardCauses[k]);
            }

            if (jumps)
            {
                if (chain.SelfLoopRate(target) is > 0 and var loop) visit.Rate(target, loop, chain.Causes.Length);
                continue;
            }

            for (var k = outward.RowStarts[target]; k < outward.RowStarts[target + 1]; k++)
            {
                if (blockOf[outward.Columns[k]] != splitter) visit.Rate(target, outward[k], inwardCauses is null ? 0 : chain.TransitionAt(k).Cause);
            }
        }
    }

    private void Copy(int splitter)
    {
        Array.Clear(causeStarts);
        ForEachRate(splitter, new CountCauses(causeStarts));
        for (var c = 1; c < causeStarts.Length; c++) causeStarts[c] += causeStarts[c - 1];
        var total = causeStarts[^1];
        if (copiedSources.Length < total) (copiedSources, copiedRates) = (new int[total], new double[total]);
        // Every start is moved forward to the start of the next while its entries are written, and back again.
        ForEachRate(splitter, new CopyRates(causeStarts, copiedSources, copiedRates));
        for (var c = causeStarts.Length - 1; c > 0; c--) causeStarts[c] = causeStarts[c - 1];
        causeStarts[0] = 0;
    }

    private void Touch(int state, double rate)
    {
        if (!touched[state])
        {
            touched[state] = true;
            touchedStates[touchedCount++] = state;
        }

        sums.Add(state, rate);
    }

    private void Split()
    {
        touchedBlocks.Clear();
        for (var k = 0; k < touchedCount; k++)
        {
            if (partition.Mark(touchedStates[k])) touchedBlocks.Add(partition.BlockOf[touchedStates[k]]);
        }

        foreach (var block in touchedBlocks) Split(block);
        for (var k = 0; k < touchedCount; k++)
        {
            touched[touchedStates[k]] = false;
            sums.Clear(touchedStates[k]);
        }

        touchedCount = 0;
    }

    private void Split(int block)
    {
        var before = partition.Count;
        runs.Clear();
        Group(partition.MarkedOf(block));
        partition.Cut(block, CollectionsMarshal.AsSpan(runs));
        if (partition.Count == before) return;
        var kept = -1;
        if (!waiting[block])
        {
            kept = block;
            for (var b = before; b < partition.Count; b++) kept = partition.Size(b) > partition.Size(kept) ? b : kept;
            if (kept != block) Push(block);
        }

        for (var b = before; b < partition.Count; b++)
        {
            if (b != kept) Push(b);
        }
    }

    // Puts states of equal sums side by side: first those that have the majority if any do, the others sorted.
    private void Group(Span<int> states)
    {
        var (candidate, votes) = (states[0], 1);
        for (var k = 1; k < states.Length; k++)
        {
            if (votes == 0) (candidate, votes) = (states[k], 1);
            else votes += sums.AreEqual(candidate, states[k]) ? 1 : -1;
        }

        var equal = 0;
        for (var k = 0; k < states.Length; k++)
        {
            if (sums.AreEqual(candidate, states[k])) (states[equal], states[k], equal) = (states[k], states[equal], equal + 1);
        }

        runs.Add(equal);
        var others = states[equal..];
        others.Sort(bySum);
        for (var (start, k) = (0, 1); start < others.Length; k++)
        {
            if (k < others.Length && sums.AreEqual(others[start], others[k])) continue;
            runs.Add(k - start);
            start = k;
        }
    }

    private void Push(int block)
    {
        waiting[block] = true;
        splitters.Push(block);
    }

    private ushort[] TransposedCauses()
    {
        var next = inward.RowStarts.ToArray();
        var causes = new ushort[outward.EntryCount];
        for (var k = 0; k < causes.Length; k++)
        {
            var t = chain.TransitionAt(k);
            causes[next[t.Target]++] = (ushort)t.Cause;
        }

        return causes;
    }

    private interface IVisit
    {
        void Rate(int source, double rate, int cause);
    }

    private readonly struct Accumulate(LumpingRefinement refinement) : IVisit
    {
        public void Rate(int source, double rate, int cause) => refinement.Touch(source, rate);
    }

    private readonly struct CountCauses(int[] counts) : IVisit
    {
        public void Rate(int source, double rate, int cause) => counts[cause + 1]++;
    }

    private readonly struct CopyRates(int[] next, int[] sources, double[] rates) : IVisit
    {
        public void Rate(int source, double rate, int cause)
        {
            var at = next[cause]++;
            (sources[at], rates[at]) = (source, rate);
        }
    }
}
