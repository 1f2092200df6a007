namespace Reliability.Markov.StateSpaces;

/// <summary>Numbers states in the order in which they are first seen.</summary>
internal sealed class StateTable
{
    private readonly Dictionary<int[], int> index = new(new ByValue());

    public List<int[]> States { get; } = [];

    /// <summary>The number of a state; a copy of the vector is kept when it is new.</summary>
    public int NumberOf(int[] state)
    {
        if (index.TryGetValue(state, out var number)) return number;
        var copy = (int[])state.Clone();
        number = States.Count;
        States.Add(copy);
        index.Add(copy, number);
        return number;
    }

    private sealed class ByValue : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] state)
        {
            var hash = 14695981039346656037UL;
            foreach (var value in state) hash = (hash ^ (uint)value) * 1099511628211UL;
            return (int)(hash ^ (hash >> 32));
        }
    }
}
