namespace Reliability.Markov.Chains;

/// <summary>The transitions out of one state, read from a chain without copying. Enumerable by <c>foreach</c>.</summary>
public readonly ref struct TransitionRow
{
    private readonly MarkovChain chain;
    private readonly int start;

    internal TransitionRow(MarkovChain chain, int start, int end) => (this.chain, this.start, Length) = (chain, start, end - start);

    /// <summary>Number of transitions.</summary>
    public int Length { get; }

    /// <summary>A transition, from 0.</summary>
    public Transition this[int place] => (uint)place < (uint)Length ? chain.TransitionAt(start + place) : throw new ArgumentOutOfRangeException(nameof(place));

    /// <summary>Enumerates the transitions.</summary>
    public Enumerator GetEnumerator() => new(chain, start - 1, start + Length);

    /// <summary>The transitions as an array.</summary>
    public Transition[] ToArray()
    {
        var all = new Transition[Length];
        for (var k = 0; k < all.Length; k++) all[k] = chain.TransitionAt(start + k);
        return all;
    }

    /// <summary>Goes through the transitions of a state.</summary>
    public ref struct Enumerator
    {
        private readonly MarkovChain chain;
        private readonly int end;
        private int at;

        internal Enumerator(MarkovChain chain, int before, int end) => (this.chain, at, this.end) = (chain, before, end);

        /// <summary>The present transition.</summary>
        public readonly Transition Current => chain.TransitionAt(at);

        /// <summary>Goes on to the next; <c>false</c> at the end.</summary>
        public bool MoveNext() => ++at < end;
    }
}
