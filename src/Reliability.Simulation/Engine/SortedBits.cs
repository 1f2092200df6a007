using System.Numerics;

namespace Reliability.Simulation.Engine;

/// <summary>
/// A set of numbers from 0 to n - 1 that gives its least one: bits in words of 64, and words that tell which of those are not empty. Up to 64³ numbers. Allocates nothing
/// after it is made. Not thread-safe.
/// </summary>
internal sealed class SortedBits
{
    private readonly ulong[] bits;
    private readonly ulong[] words;
    private readonly ulong[] groups;

    public SortedBits(int count)
    {
        Count = count;
        bits = new ulong[Math.Max(1, (count + 63) >> 6)];
        words = new ulong[(bits.Length + 63) >> 6];
        groups = new ulong[(words.Length + 63) >> 6];
    }

    /// <summary>The size of the range of numbers.</summary>
    public int Count { get; }

    /// <summary>Adds a number.</summary>
    public void Add(int number)
    {
        var word = number >> 6;
        bits[word] |= 1UL << number;
        words[word >> 6] |= 1UL << word;
        groups[word >> 12] |= 1UL << (word >> 6);
    }

    /// <summary>Removes a number.</summary>
    public void Remove(int number)
    {
        var word = number >> 6;
        if ((bits[word] &= ~(1UL << number)) != 0) return;
        if ((words[word >> 6] &= ~(1UL << word)) != 0) return;
        groups[word >> 12] &= ~(1UL << (word >> 6));
    }

    /// <summary>Adds all numbers.</summary>
    public void Fill()
    {
        for (var number = 0; number < Count; number++) Add(number);
    }

    /// <summary>Removes all numbers. O(n / 64).</summary>
    public void Clear()
    {
        Array.Clear(bits);
        Array.Clear(words);
        Array.Clear(groups);
    }

    /// <summary>The least number of the set that is not below one given; -1 when there is none.</summary>
    public int From(int number)
    {
        if (number >= Count) return -1;
        var word = number >> 6;
        var rest = bits[word] & (ulong.MaxValue << number);
        if (rest != 0) return (word << 6) + BitOperations.TrailingZeroCount(rest);
        if (bits.Length == 1) return -1;
        word = NextWord(word + 1);
        return word < 0 ? -1 : (word << 6) + BitOperations.TrailingZeroCount(bits[word]);
    }

    private int NextWord(int from)
    {
        if (from >= bits.Length) return -1;
        var group = from >> 6;
        var rest = words[group] & (ulong.MaxValue << from);
        if (rest != 0) return (group << 6) + BitOperations.TrailingZeroCount(rest);
        var mask = ulong.MaxValue << ++group;
        for (var g = group >> 6; g < groups.Length; g++, mask = ulong.MaxValue)
        {
            if ((groups[g] & mask) is not (var later and not 0)) continue;
            group = (g << 6) + BitOperations.TrailingZeroCount(later);
            return (group << 6) + BitOperations.TrailingZeroCount(words[group]);
        }

        return -1;
    }
}
