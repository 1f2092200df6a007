using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Reliability.Markov.StateSpaces;

/// <summary>
/// Numbers packed states in the order in which they are first seen: an open-addressing table of 4-byte numbers, linear probing, at most 70 % full, over states
/// that are stored once in chunks that never move. 14 bytes a state of one word at most, and 8 for every other word. Not thread-safe.
/// </summary>
internal sealed unsafe class StateTable
{
    private const int ChunkBits = 12;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private const double MaximumLoad = 0.7;
    private const int InitialBits = 10;

    private readonly int wordCount;
    private readonly List<ulong[]> chunks = [];
    private int[] slots = NewSlots(InitialBits);
    private int shift = 64 - InitialBits;
    private int limit = (int)((1 << InitialBits) * MaximumLoad);

    public StateTable(int wordCount) => this.wordCount = wordCount;

    /// <summary>Number of states.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that the states take, and the table while it is open.</summary>
    public long Bytes => (8L * wordCount * (chunks.Count << ChunkBits)) + (4L * slots.Length);

    /// <summary>A state.</summary>
    public ReadOnlySpan<ulong> this[int number] => chunks[number >> ChunkBits].AsSpan((number & ChunkMask) * wordCount, wordCount);

    /// <summary>Lets the table go; states can still be read.</summary>
    public void Close() => slots = [];

    /// <summary>The hash of a state, to be given to the other members.</summary>
    public static ulong Hash(ReadOnlySpan<ulong> state)
    {
        var hash = state[0];
        for (var k = 1; k < state.Length; k++) hash = Mix(hash) ^ state[k];
        return Mix(hash);
    }

    /// <summary>Asks the memory for the slot of a hash.</summary>
    public void PrefetchSlot(ulong hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref slots[hash >> shift]));
    }

    /// <summary>Asks the memory for the state that the slot of a hash refers to.</summary>
    public void PrefetchState(ulong hash)
    {
        var number = slots[hash >> shift] - 1;
        if (number < 0 || !Sse.IsSupported) return;
        Sse.Prefetch0(Unsafe.AsPointer(ref chunks[number >> ChunkBits][(number & ChunkMask) * wordCount]));
    }

    /// <summary>The number of a state; it is kept when it is new.</summary>
    public int NumberOf(ReadOnlySpan<ulong> state, ulong hash)
    {
        var mask = slots.Length - 1;
        for (var at = (int)(hash >> shift); ; at = (at + 1) & mask)
        {
            var number = slots[at] - 1;
            if (number < 0) return Add(state, at);
            if (wordCount == 1 ? chunks[number >> ChunkBits][number & ChunkMask] == state[0] : this[number].SequenceEqual(state)) return number;
        }
    }

    /// <summary>The number of a state; it is kept when it is new.</summary>
    public int NumberOf(ReadOnlySpan<ulong> state) => NumberOf(state, Hash(state));

    private int Add(ReadOnlySpan<ulong> state, int at)
    {
        if ((Count & ChunkMask) == 0) chunks.Add(GC.AllocateUninitializedArray<ulong>(wordCount << ChunkBits, pinned: true));
        state.CopyTo(chunks[^1].AsSpan((Count & ChunkMask) * wordCount));
        slots[at] = ++Count;
        if (Count > limit) Grow();
        return Count - 1;
    }

    private void Grow()
    {
        var bits = 64 - shift + 1;
        slots = [];
        slots = NewSlots(bits);
        shift--;
        limit = (int)Math.Min(int.MaxValue, (1L << bits) * MaximumLoad);
        var mask = slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var at = (int)(Hash(this[number]) >> shift);
            while (slots[at] != 0) at = (at + 1) & mask;
            slots[at] = number + 1;
        }
    }

    private static int[] NewSlots(int bits) => GC.AllocateArray<int>(1 << bits, pinned: true);

    private static ulong Mix(ulong x)
    {
        x *= 0x9E3779B97F4A7C15UL;
        x ^= x >> 32;
        return x * 0xD6E8FEB86659FD93UL;
    }
}
