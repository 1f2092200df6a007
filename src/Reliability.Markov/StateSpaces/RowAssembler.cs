using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Modeling.Models;

namespace Reliability.Markov.StateSpaces;

/// <summary>
/// Joins the jumps out of each state into a row of the chain: arcs to the same target and of the same cause are added up in the order in which they came,
/// columns ascend, self-loops are kept apart. Not thread-safe.
/// </summary>
internal sealed class RowAssembler(ImmutableArray<Cause> causes)
{
    private const int LongRow = 48;

    private readonly SparseRatesBuilder rates = new();
    private readonly List<ushort>? causeOf = causes.Length > 1 ? [] : null;
    private readonly List<(int State, double Rate)> selfLoops = [];
    private long[] keys = new long[64];
    private double[] sums = new double[64];
    private int count;
    private double selfLoop;

    /// <summary>States without a way out, not even to themselves.</summary>
    public List<int> Deadlocks { get; } = [];

    /// <summary>Number of transitions so far.</summary>
    public int TransitionCount => rates.EntryCount;

    /// <summary>Adds a jump to the row of a state.</summary>
    public void Add(int state, int target, double rate, int cause)
    {
        if (target == state)
        {
            selfLoop += rate;
            return;
        }

        var key = ((long)target << 16) | (uint)cause;
        if (count >= LongRow)
        {
            Append(key, rate);
            return;
        }

        var at = count;
        while (at > 0 && keys[at - 1] >= key) at--;
        if (at < count && keys[at] == key)
        {
            sums[at] += rate;
            return;
        }

        for (var k = count; k > at; k--) (keys[k], sums[k]) = (keys[k - 1], sums[k - 1]);
        (keys[at], sums[at]) = (key, rate);
        count++;
    }

    /// <summary>Ends the row of a state; <c>false</c> when there is no room for it.</summary>
    public bool EndRow(int state)
    {
        if (count > LongRow) SortLongRow();
        for (var k = 0; k < count; k++)
        {
            if (!rates.Add((int)(keys[k] >> 16), sums[k])) return false;
            causeOf?.Add((ushort)keys[k]);
        }

        if (selfLoop > 0) selfLoops.Add((state, selfLoop));
        else if (count == 0) Deadlocks.Add(state);
        count = 0;
        selfLoop = 0;
        rates.EndRow();
        return true;
    }

    /// <summary>The chain over the rows written.</summary>
    public MarkovChain Build(int states)
    {
        double[]? loops = null;
        if (selfLoops.Count > 0)
        {
            loops = new double[states];
            foreach (var (state, rate) in selfLoops) loops[state] = rate;
        }

        return new MarkovChain(rates.Build(), causeOf?.ToArray(), causes, loops);
    }

    private void Append(long key, double rate)
    {
        if (count == keys.Length)
        {
            Array.Resize(ref keys, count * 2);
            Array.Resize(ref sums, count * 2);
        }

        (keys[count], sums[count]) = (key, rate);
        count++;
    }

    private void SortLongRow()
    {
        // A stable order keeps the sums the same on every machine.
        var order = Enumerable.Range(0, count).OrderBy(k => keys[k]).ToArray();
        var sortedKeys = new List<long>(count);
        var sortedSums = new List<double>(count);
        foreach (var k in order)
        {
            if (sortedKeys.Count > 0 && sortedKeys[^1] == keys[k]) sortedSums[^1] += sums[k];
            else
            {
                sortedKeys.Add(keys[k]);
                sortedSums.Add(sums[k]);
            }
        }

        sortedKeys.CopyTo(keys);
        sortedSums.CopyTo(sums);
        count = sortedKeys.Count;
    }
}
