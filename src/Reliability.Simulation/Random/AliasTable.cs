namespace Reliability.Simulation.Random;

/// <summary>Chooses among n items of given weights in constant time, for one word of the stream. Immutable.</summary>
internal sealed class AliasTable
{
    private readonly AliasSlot[] slots;

    /// <summary>A table of weights, not negative and not all zero.</summary>
    public AliasTable(ReadOnlySpan<double> weights)
    {
        slots = new AliasSlot[weights.Length];
        AliasSlot.Fill(weights, [.. Enumerable.Range(0, weights.Length)], slots);
    }

    /// <summary>The index of an item, each with a probability proportional to its weight.</summary>
    public int Next(ref Xoshiro256PlusPlus stream) => AliasSlot.Choose(ref slots[0], slots.Length, stream.NextUInt64());
}
