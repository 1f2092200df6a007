using System.Numerics;
using System.Runtime.CompilerServices;

namespace Reliability.Simulation.Random;

/// <summary>
/// The xoshiro256++ 1.0 generator of 64-bit words with 256 bits of state and period 2^256 - 1. It is a mutable value: pass it by
/// <c>ref</c>, because a copy repeats the words of the original. <c>default</c> is the forbidden all-zero state, which yields zeros only;
/// take streams from <see cref="StreamFactory"/>. Not for secrets. Source: D. Blackman and S. Vigna, "Scrambled linear pseudorandom
/// number generators", ACM Transactions on Mathematical Software 47 (2021) 36.
/// </summary>
public struct Xoshiro256PlusPlus
{
    private const double TwoToMinus53 = 1.0 / (1UL << 53);

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>
    /// Starts the generator from the four words of its state, in the order of the reference implementation.
    /// </summary>
    /// <param name="s0">First word, any value.</param>
    /// <param name="s1">Second word, any value.</param>
    /// <param name="s2">Third word, any value.</param>
    /// <param name="s3">Fourth word, any value.</param>
    /// <exception cref="ArgumentException">All four words are zero: from there the generator never leaves zero.</exception>
    public Xoshiro256PlusPlus(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        if ((s0 | s1 | s2 | s3) == 0)
            throw new ArgumentException("The state of the generator must not be all zeros.", nameof(s0));
        _s0 = s0;
        _s1 = s1;
        _s2 = s2;
        _s3 = s3;
    }

    /// <summary>
    /// The next word, every value from 0 to 2^64 - 1 equally likely.
    /// </summary>
    /// <returns>64 random bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>
    /// A uniform number in [0, 1), a multiple of 2^-53 made of the top 53 bits of one word.
    /// </summary>
    /// <returns>A number from 0 to 1 - 2^-53.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * TwoToMinus53;

    /// <summary>
    /// A uniform number in (0, 1], a multiple of 2^-53 made of the top 53 bits of one word, so that its logarithm is finite.
    /// </summary>
    /// <returns>A number from 2^-53 to 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDoubleOpen0() => ((NextUInt64() >> 11) + 1) * TwoToMinus53;

    /// <summary>
    /// A uniform integer from 0 to <paramref name="n"/> - 1, each exactly equally likely. Takes one word, rarely more. Source: D. Lemire,
    /// "Fast random integer generation in an interval", ACM Transactions on Modeling and Computer Simulation 29 (2019) 3.
    /// </summary>
    /// <param name="n">How many integers to choose from, at least 1.</param>
    /// <returns>An integer in [0, n).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is less than 1.</exception>
    public int NextBelow(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var range = (ulong)n;
        var high = Math.BigMul(NextUInt64(), range, out ulong low);
        if (low < range)
        {
            // 2^64 mod n words would land once too often on some integers: those are drawn again.
            var surplus = unchecked(0UL - range) % range;
            while (low < surplus)
                high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }
}
