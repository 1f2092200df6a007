using System.Numerics;
using Reliability.Markov.Chains;

namespace Reliability.Markov.Lumping;

/// <summary>
/// Sums of rates without rounding: every state has one integer, in units of the least bit that any rate of the matrix uses and as wide as its rates need, so that
/// equal sums are equal whatever the order of their terms. Rates between 1e-9 and 1e4 take 128 bits, small integers 64. Not thread-safe.
/// </summary>
internal sealed class ExactSums
{
    private const int MantissaBits = 52;

    private readonly ulong[] words;
    private readonly int width;
    private readonly int leastExponent;

    /// <summary>Sums that are all zero.</summary>
    /// <param name="count">How many.</param>
    /// <param name="rates">The matrix whose rates are added.</param>
    /// <param name="others">Further rates that are added, zeros left out.</param>
    /// <param name="terms">The most terms of a sum.</param>
    public ExactSums(int count, SparseRates rates, ReadOnlySpan<double> others, int terms)
    {
        var (least, greatest) = (int.MaxValue, int.MinValue);
        foreach (var rate in rates.DistinctRates) Widen(rate, ref least, ref greatest);
        foreach (var rate in others) Widen(rate, ref least, ref greatest);
        leastExponent = least > greatest ? 0 : least;
        var bits = Math.Max(1, greatest - leastExponent + 1) + BitOperations.Log2((uint)Math.Max(1, terms)) + 1;
        width = (bits + 63) / 64;
        words = new ulong[(long)count * width];
    }

    /// <summary>Adds a rate, one of those announced, to a sum.</summary>
    public void Add(int sum, double rate)
    {
        var (mantissa, exponent) = Parts(rate);
        var offset = exponent - leastExponent;
        var at = ((long)sum * width) + (offset >> 6);
        var shift = offset & 63;
        var low = words[at] + (mantissa << shift);
        var carry = low < words[at] ? 1UL : 0;
        words[at] = low;
        var high = shift == 0 ? 0 : mantissa >> (64 - shift);
        // A rate is far below the top of its integer, so a carry always finds a word.
        if ((high | carry) == 0) return;
        var next = words[at + 1] + high + carry;
        carry = next < high || (carry != 0 && next == high) ? 1UL : 0;
        words[at + 1] = next;
        for (at += 2; carry != 0; at++) carry = ++words[at] == 0 ? 1UL : 0;
    }

    /// <summary>Makes a sum zero.</summary>
    public void Clear(int sum) => words.AsSpan(sum * width, width).Clear();

    /// <summary>True when two sums are the same number.</summary>
    public bool AreEqual(int left, int right) =>
        width == 1 ? words[left] == words[right] : words.AsSpan(left * width, width).SequenceEqual(words.AsSpan(right * width, width));

    /// <summary>Orders two sums by size.</summary>
    public int Compare(int left, int right)
    {
        for (var k = width - 1; k >= 0; k--)
        {
            var order = words[((long)left * width) + k].CompareTo(words[((long)right * width) + k]);
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>The double nearest to a sum, ties to even.</summary>
    public double Rounded(int sum)
    {
        var integer = words.AsSpan(sum * width, width);
        var top = width - 1;
        while (top > 0 && integer[top] == 0) top--;
        var free = BitOperations.LeadingZeroCount(integer[top]);
        if (top == 0) return Math.ScaleB(integer[0], leastExponent);
        var head = free == 0 ? integer[top] : (integer[top] << free) | (integer[top - 1] >> (64 - free));
        var rest = free == 0 ? integer[top - 1] : integer[top - 1] << free;
        for (var k = top - 2; k >= 0; k--) rest |= integer[k];
        // The conversion drops eleven bits: that something lies below them is all that it needs to know of the rest.
        return Math.ScaleB((double)(head | (rest == 0 ? 0UL : 1UL)), leastExponent + (64 * top) - free);
    }

    private static void Widen(double rate, ref int least, ref int greatest)
    {
        if (!(rate > 0)) return;
        var (mantissa, exponent) = Parts(rate);
        least = Math.Min(least, exponent);
        greatest = Math.Max(greatest, exponent + BitOperations.Log2(mantissa));
    }

    // An odd integer and the power of two that it is to be multiplied with.
    private static (ulong Mantissa, int Exponent) Parts(double rate)
    {
        var bits = BitConverter.DoubleToUInt64Bits(rate);
        var mantissa = bits & ((1UL << MantissaBits) - 1);
        var exponent = (int)(bits >> MantissaBits);
        if (exponent == 0) exponent = 1;
        else mantissa |= 1UL << MantissaBits;
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        return (mantissa >> zeros, exponent - 1075 + zeros);
    }
}
