using System.Numerics;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Models;

namespace Reliability.Modeling.Symmetry;

/// <summary>
/// The proven symmetry of one model: groups of interchangeable blocks of variables, any two of them without a common variable or one inside a block of the
/// other, inner ones first. States that differ by exchanges only form an orbit. Holds for the model that it was found for, and no other. Immutable, thread-safe.
/// </summary>
public sealed record SymmetryGroups
{
    internal SymmetryGroups(EquatableArray<SymmetryGroup> groups) => Groups = groups;

    /// <summary>No symmetry.</summary>
    public static SymmetryGroups Empty { get; } = new(groups: []);

    /// <summary>The groups, inner ones before those around them.</summary>
    public EquatableArray<SymmetryGroup> Groups { get; }

    /// <summary>True when there is nothing to exchange.</summary>
    public bool IsEmpty => Groups.Count == 0;

    /// <summary>True when a model has the variables of all groups, and those that correspond have one range: what can be seen without proving the symmetry again.</summary>
    public bool Fits(StochasticModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Groups.All(g => g.Blocks.All(b => b.Count == g.BlockSize && Enumerable.Range(0, b.Count).All(p => Like(b[p], g.Blocks[0][p]))));

        bool Like(int v, int first) => v < model.Variables.Count && first < model.Variables.Count
            && (model.Variables[v].Minimum, model.Variables[v].Maximum) == (model.Variables[first].Minimum, model.Variables[first].Maximum);
    }

    /// <summary>Replaces a state by the one of its orbit whose blocks ascend in every group, value by value.</summary>
    /// <param name="state">The values of the variables.</param>
    public void Canonicalize(Span<int> state)
    {
        foreach (var group in Groups)
        {
            var blocks = new int[group.BlockCount][];
            for (var b = 0; b < blocks.Length; b++)
            {
                blocks[b] = new int[group.BlockSize];
                for (var p = 0; p < group.BlockSize; p++) blocks[b][p] = state[group.Blocks[b][p]];
            }

            Array.Sort(blocks, static (x, y) => x.AsSpan().SequenceCompareTo(y));
            for (var b = 0; b < blocks.Length; b++)
            {
                for (var p = 0; p < group.BlockSize; p++) state[group.Blocks[b][p]] = blocks[b][p];
            }
        }
    }

    /// <summary>The number of states in the orbit of a state: for every group, in how many orders its blocks can stand.</summary>
    /// <param name="state">The values of the variables.</param>
    public BigInteger OrbitSize(ReadOnlySpan<int> state)
    {
        int[] canonical = [.. state];
        Canonicalize(canonical);
        var size = BigInteger.One;
        foreach (var group in Groups)
        {
            var alike = 1;
            for (var b = 1; b < group.BlockCount; b++)
            {
                alike = IsEqual(group.Blocks[b - 1], group.Blocks[b], canonical) ? alike + 1 : 1;
                // One factor of n! and one of the factorial of those alike at a time: every step is a whole number.
                size = size * (b + 1) / alike;
            }
        }

        return size;
    }

    private static bool IsEqual(EquatableArray<int> left, EquatableArray<int> right, int[] state)
    {
        for (var p = 0; p < left.Count; p++)
        {
            if (state[left[p]] != state[right[p]]) return false;
        }

        return true;
    }
}
