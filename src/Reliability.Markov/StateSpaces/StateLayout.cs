using System.Collections.Immutable;
using System.Numerics;
using Reliability.Modeling.Models;
using Reliability.Modeling.Symmetry;

namespace Reliability.Markov.StateSpaces;

/// <summary>
/// Where each variable lies in a packed state: as many bits as its range needs, none across the border of two words of 64 bits. The variables of a block that has
/// its like stand together, in one word where they fit, and lie alike in all blocks of a group.
/// </summary>
internal sealed class StateLayout
{
    private readonly int[] words;
    private readonly int[] shifts;
    private readonly ulong[] masks;
    private readonly int[] minimums;
    private readonly int[] bits;

    public StateLayout(IReadOnlyList<Variable> variables, SymmetryGroups? symmetry = null)
    {
        var n = variables.Count;
        (words, shifts, masks, minimums) = (new int[n], new int[n], new ulong[n], new int[n]);
        bits = [.. variables.Select(v => 64 - BitOperations.LeadingZeroCount((ulong)((long)v.Maximum - v.Minimum)))];
        var (word, used) = (0, 0);
        foreach (var (v, together) in symmetry is null ? Enumerable.Range(0, n).Select(v => (v, bits[v])) : BlockOrder.Of(bits, symmetry))
        {
            if (used > 0 && used + together > 64) (word, used) = (word + 1, 0);
            (words[v], shifts[v], masks[v], minimums[v]) = (word, bits[v] == 0 ? 0 : used, bits[v] == 64 ? ulong.MaxValue : (1UL << bits[v]) - 1, variables[v].Minimum);
            used += bits[v];
        }

        WordCount = word + 1;
        Ranges = [.. variables.Select(v => (uint)((long)v.Maximum - v.Minimum))];
    }

    /// <summary>Number of words of a state.</summary>
    public int WordCount { get; }

    /// <summary>Greatest less least value of each variable.</summary>
    public ImmutableArray<uint> Ranges { get; }

    /// <summary>Number of bits of a variable.</summary>
    public int Bits(int variable) => bits[variable];

    /// <summary>The word, the shift within it, the mask before the shift, and the least value of a variable.</summary>
    public (int Word, int Shift, ulong Mask, int Minimum) Place(int variable) => (words[variable], shifts[variable], masks[variable], minimums[variable]);

    /// <summary>The value of a variable.</summary>
    public int Value(ReadOnlySpan<ulong> state, int variable) => unchecked((int)((state[words[variable]] >> shifts[variable]) & masks[variable]) + minimums[variable]);

    /// <summary>Unpacks all variables.</summary>
    public void Unpack(ReadOnlySpan<ulong> state, int[] values)
    {
        for (var v = 0; v < values.Length; v++) values[v] = Value(state, v);
    }

    /// <summary>Packs values, all in their ranges.</summary>
    public void Pack(int[] values, Span<ulong> state)
    {
        state.Clear();
        for (var v = 0; v < values.Length; v++) state[words[v]] |= (ulong)unchecked((uint)(values[v] - minimums[v])) << shifts[v];
    }
}
