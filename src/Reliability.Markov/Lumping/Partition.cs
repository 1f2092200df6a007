namespace Reliability.Markov.Lumping;

/// <summary>
/// A partition of states that is only ever refined: the states of a block stand together in one array, marked ones first (Valmari and Lehtinen 2008). Splitting
/// costs no more than the states that were marked. Not thread-safe.
/// </summary>
internal sealed class Partition
{
    private readonly int[] states;
    private readonly int[] placeOf;
    private readonly int[] blockOf;
    private readonly int[] first;
    private readonly int[] end;
    private readonly int[] marked;

    /// <summary>One block for every key.</summary>
    public Partition(ReadOnlySpan<int> keys)
    {
        var n = keys.Length;
        (states, placeOf, blockOf, first, end, marked) = (new int[n], new int[n], new int[n], new int[n], new int[n], new int[n]);
        var numbers = new Dictionary<int, int>();
        for (var s = 0; s < n; s++)
        {
            if (!numbers.TryGetValue(keys[s], out var block)) numbers.Add(keys[s], block = numbers.Count);
            blockOf[s] = block;
            end[block]++;
        }

        Count = numbers.Count;
        for (var b = 1; b < Count; b++) (first[b], end[b]) = (end[b - 1], end[b - 1] + end[b]);
        var next = (int[])first.Clone();
        for (var s = 0; s < n; s++) states[placeOf[s] = next[blockOf[s]]++] = s;
    }

    /// <summary>Number of blocks.</summary>
    public int Count { get; private set; }

    /// <summary>The block of every state.</summary>
    public int[] BlockOf => blockOf;

    /// <summary>The states of a block; marking and cutting move them.</summary>
    public ReadOnlySpan<int> StatesOf(int block) => states.AsSpan(first[block], end[block] - first[block]);

    /// <summary>The marked states of a block, which may be put into another order.</summary>
    public Span<int> MarkedOf(int block) => states.AsSpan(first[block], marked[block]);

    /// <summary>Number of states of a block.</summary>
    public int Size(int block) => end[block] - first[block];

    /// <summary>Marks a state that is not marked; true for the first of its block.</summary>
    public bool Mark(int state)
    {
        var block = blockOf[state];
        var (to, from) = (first[block] + marked[block]++, placeOf[state]);
        var other = states[to];
        (states[to], states[from]) = (state, other);
        (placeOf[state], placeOf[other]) = (to, from);
        return marked[block] == 1;
    }

    /// <summary>
    /// Cuts a block into runs of its marked states and, when any are left, those that are not marked, and takes the marks away. The rest, or else the first
    /// run, keeps the number of the block; the others are given the next numbers.
    /// </summary>
    /// <param name="block">The block.</param>
    /// <param name="lengths">The lengths of the runs.</param>
    public void Cut(int block, ReadOnlySpan<int> lengths)
    {
        var (at, all) = (first[block], end[block]);
        var rest = all - at - marked[block];
        for (var k = at; k < at + marked[block]; k++) placeOf[states[k]] = k;
        first[block] += marked[block];
        marked[block] = 0;
        for (var r = 0; r < lengths.Length; r++)
        {
            var stop = at + lengths[r];
            if (rest == 0 && r == 0) (first[block], end[block]) = (at, stop);
            else
            {
                (first[Count], end[Count]) = (at, stop);
                for (var k = at; k < stop; k++) blockOf[states[k]] = Count;
                Count++;
            }

            at = stop;
        }
    }
}
