using System.Collections;

namespace Reliability.Formats.Explicit;

/// <summary>Entries of a file in ascending order: 16 bytes each.</summary>
/// <param name="keys">Source and target in one number, or the state.</param>
/// <param name="values">The number of each.</param>
/// <param name="count">Number of entries, at most the length of both.</param>
/// <param name="states">Number of states that the file speaks of.</param>
/// <param name="name">The name that its comments give it, or <c>null</c>.</param>
internal sealed class EntryTable(long[] keys, double[] values, int count, int states, string? name) : IReadOnlyList<ExplicitTransition>
{
    public int States => states;

    public string? Name => name;

    public int Count => count;

    public ExplicitTransition this[int index] => index < count ? new((int)(keys[index] >> 32), (int)keys[index], values[index]) : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<ExplicitTransition> GetEnumerator()
    {
        for (var k = 0; k < count; k++) yield return this[k];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
