using System.Runtime.InteropServices;

namespace Reliability.Modeling.Models;

/// <summary>Compares states, which are arrays of the values of variables, by what they hold.</summary>
public sealed class StateComparer : IEqualityComparer<int[]>
{
    private StateComparer()
    {
    }

    /// <summary>The comparer.</summary>
    public static StateComparer Instance { get; } = new();

    /// <summary>Whether two states have the same values. O(n).</summary>
    /// <param name="x">A state; <c>null</c> equals <c>null</c> only.</param>
    /// <param name="y">Another.</param>
    public bool Equals(int[]? x, int[]? y) => x is null || y is null ? ReferenceEquals(x, y) : x.AsSpan().SequenceEqual(y);

    /// <summary>The hash code of the values of a state. O(n).</summary>
    /// <param name="obj">The state.</param>
    public int GetHashCode(int[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }
}
