namespace Reliability.Markov.Lumping;

/// <summary>
/// A key a state, equal for two states where everything added so far is equal there: the partition that a lumping starts from, so that conditions and rewards
/// have one value on every block. Keys count from 0 in the order of their first states. Not thread-safe.
/// </summary>
public sealed class StateKeys
{
    private readonly int[] keys;

    /// <summary>One key for all states.</summary>
    /// <param name="states">Number of states.</param>
    public StateKeys(int states)
        : this(new int[states])
    {
    }

    internal StateKeys(int[] keys) => (this.keys, Count) = (keys, keys.Distinct().Count());

    /// <summary>The key of every state.</summary>
    public ReadOnlySpan<int> Keys => keys;

    /// <summary>Number of different keys.</summary>
    public int Count { get; private set; }

    /// <summary>Tells states apart where a condition holds from those where it does not.</summary>
    public StateKeys Add(ReadOnlySpan<bool> condition)
    {
        Check(condition.Length);
        var numbers = new Dictionary<(int, long), int>();
        for (var s = 0; s < keys.Length; s++) Refine(numbers, s, condition[s] ? 1 : 0);
        Count = numbers.Count;
        return this;
    }

    /// <summary>Tells states of different values apart; nothing is rounded, only the two zeros are one.</summary>
    public StateKeys Add(ReadOnlySpan<double> values)
    {
        Check(values.Length);
        var numbers = new Dictionary<(int, long), int>();
        for (var s = 0; s < keys.Length; s++) Refine(numbers, s, BitConverter.DoubleToInt64Bits(values[s] == 0 ? 0 : values[s]));
        Count = numbers.Count;
        return this;
    }

    private void Refine(Dictionary<(int, long), int> numbers, int state, long value)
    {
        var pair = (keys[state], value);
        if (!numbers.TryGetValue(pair, out var number)) numbers.Add(pair, number = numbers.Count);
        keys[state] = number;
    }

    private void Check(int length)
    {
        if (length != keys.Length) throw new ArgumentException($"There are {keys.Length} states, but {length} values.");
    }
}
