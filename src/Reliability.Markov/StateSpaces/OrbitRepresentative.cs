using Reliability.Modeling.Symmetry;

namespace Reliability.Markov.StateSpaces;

/// <summary>
/// Replaces a packed state by the one of its orbit whose interchangeable blocks ascend, as numbers of their bits: inner groups first. A block of at most 64 bits
/// lies in one word and is compared as one number; a longer one begins a word. Blocks that ascend already cost their reading only. Not thread-safe.
/// </summary>
internal sealed class OrbitRepresentative
{
    private readonly List<Group> groups = [];

    public OrbitRepresentative(StateLayout layout, SymmetryGroups symmetry)
    {
        foreach (var group in symmetry.Groups)
        {
            var size = group.Blocks[0].Sum(layout.Bits);
            if (size > 0) groups.Add(new Group(layout, group));
        }
    }

    /// <summary>Replaces a state.</summary>
    public void Apply(Span<ulong> state)
    {
        foreach (var group in groups) group.Sort(state);
    }

    private sealed class Group
    {
        private readonly int[] words;
        private readonly int[] shifts;
        private readonly ulong[] masks;
        private readonly ulong[] keys;
        private readonly ulong[] moving;

        public Group(StateLayout layout, SymmetryGroup group)
        {
            var count = group.BlockCount;
            (words, shifts) = (new int[count], new int[count]);
            for (var b = 0; b < count; b++)
            {
                var places = group.Blocks[b].Where(v => layout.Bits(v) > 0).Select(v => layout.Place(v)).ToArray();
                words[b] = places.Min(p => p.Word);
                shifts[b] = places.Where(p => p.Word == words[b]).Min(p => p.Shift);
                var own = new ulong[places.Max(p => p.Word) - words[b] + 1];
                foreach (var (word, shift, mask, _) in places) own[word - words[b]] |= mask << (shift - shifts[b]);
                if (masks is not null && !masks.SequenceEqual(own)) throw new InvalidOperationException("Blocks that correspond lie differently.");
                masks = own;
            }

            keys = new ulong[count * masks!.Length];
            moving = new ulong[masks.Length];
        }

        public void Sort(Span<ulong> state)
        {
            if (masks.Length > 1) SortLong(state);
            else SortShort(state);
        }

        private void SortShort(Span<ulong> state)
        {
            var mask = masks[0];
            var ascends = true;
            var before = 0UL;
            for (var b = 0; b < keys.Length; b++)
            {
                var key = (state[words[b]] >> shifts[b]) & mask;
                ascends &= key >= before;
                before = key;
                keys[b] = key;
            }

            if (ascends) return;
            // A jump disturbs few blocks, so that insertion takes few steps; long runs out of order are left to the library.
            if (keys.Length > 64) Array.Sort(keys);
            else Insert(keys);
            for (var b = 0; b < keys.Length; b++)
            {
                ref var word = ref state[words[b]];
                word = (word & ~(mask << shifts[b])) | (keys[b] << shifts[b]);
            }
        }

        private static void Insert(ulong[] keys)
        {
            for (var b = 1; b < keys.Length; b++)
            {
                var key = keys[b];
                var at = b;
                for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1];
                keys[at] = key;
            }
        }

        // Such blocks begin a word, so that nothing is shifted.
        private void SortLong(Span<ulong> state)
        {
            var width = masks.Length;
            for (var b = 0; b < words.Length; b++)
            {
                for (var w = 0; w < width; w++) moving[w] = state[words[b] + w] & masks[w];
                var at = b;
                for (; at > 0 && keys.AsSpan((at - 1) * width, width).SequenceCompareTo(moving) > 0; at--) keys.AsSpan((at - 1) * width, width).CopyTo(keys.AsSpan(at * width));
                moving.CopyTo(keys.AsSpan(at * width));
            }

            for (var b = 0; b < words.Length; b++)
            {
                for (var w = 0; w < width; w++) state[words[b] + w] = (state[words[b] + w] & ~masks[w]) | keys[(b * width) + w];
            }
        }
    }
}
