using Reliability.Markov.Chains;

namespace Reliability.Markov.Tests.LongRun;

/// <summary>A model whose states are packed into 64 bits.</summary>
internal interface IPackedModel
{
    ulong Initial { get; }

    void Expand(ulong state, PackedExplorer sink);
}

/// <summary>Breadth-first exploration of a packed model; parallel arcs are joined and self-loops dropped.</summary>
internal sealed class PackedExplorer
{
    private readonly List<ulong> states = [];
    private int[] slots = new int[1 << 16];
    private int[] targets = new int[64];
    private double[] rates = new double[64];
    private int count;
    private int current;

    /// <summary>The states in the order found.</summary>
    public IReadOnlyList<ulong> States => states;

    public static (SparseRates Rates, IReadOnlyList<ulong> States) Explore(IPackedModel model)
    {
        var explorer = new PackedExplorer();
        var builder = new SparseRatesBuilder();
        explorer.NumberOf(model.Initial);
        for (explorer.current = 0; explorer.current < explorer.states.Count; explorer.current++)
        {
            explorer.count = 0;
            model.Expand(explorer.states[explorer.current], explorer);
            for (var k = 0; k < explorer.count; k++) builder.Add(explorer.targets[k], explorer.rates[k]);
            builder.EndRow();
        }

        return (builder.Build(), explorer.states);
    }

    /// <summary>Called by the model for every arc.</summary>
    public void Arc(ulong target, double rate)
    {
        var number = NumberOf(target);
        if (number == current) return;
        for (var k = 0; k < count; k++)
        {
            if (targets[k] != number) continue;
            rates[k] += rate;
            return;
        }

        if (count == targets.Length)
        {
            Array.Resize(ref targets, 2 * count);
            Array.Resize(ref rates, 2 * count);
        }

        (targets[count], rates[count]) = (number, rate);
        count++;
    }

    private int NumberOf(ulong state)
    {
        var mask = slots.Length - 1;
        var at = (int)((state * 0x9E3779B97F4A7C15UL) >> 20) & mask;
        for (; slots[at] != 0; at = (at + 1) & mask)
        {
            if (states[slots[at] - 1] == state) return slots[at] - 1;
        }

        states.Add(state);
        slots[at] = states.Count;
        if (2 * states.Count > slots.Length) Grow();
        return states.Count - 1;
    }

    private void Grow()
    {
        slots = new int[2 * slots.Length];
        var mask = slots.Length - 1;
        for (var i = 0; i < states.Count; i++)
        {
            var at = (int)((states[i] * 0x9E3779B97F4A7C15UL) >> 20) & mask;
            while (slots[at] != 0) at = (at + 1) & mask;
            slots[at] = i + 1;
        }
    }
}
