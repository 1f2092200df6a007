using Reliability.Simulation.Random;

namespace Reliability.Simulation.Tests.Random;

/// <summary>
/// Whether neighbouring streams know of each other. Word k of one stream is put beside word k of another, and beside word k + 1: every bit against every bit, and the
/// uniform numbers. Under independence each of the statistics is normal to a hair, so the greatest of all is held to the bound that it exceeds with probability 1e-6.
/// </summary>
public sealed class StreamCorrelationTests
{
    private const int Words = 1 << 14;
    private const int Pairs = 24;

    // Level of each test; seeds are fixed, so an alarm repeats.
    private const double Alarm = 1e-6;

    // Neighbours in replication, in purpose, in both, in the seed, far apart by one bit, and the purposes of the chain simulator.
    private static IEnumerable<TestCaseData> Neighbours()
    {
        static TestCaseData Of(string name, Func<ulong, (Xoshiro256PlusPlus, Xoshiro256PlusPlus)> pair) => new TestCaseData(pair).SetArgDisplayNames(name);
        static Xoshiro256PlusPlus Stream(ulong seed, ulong purpose, ulong replication) => new StreamFactory(seed).Stream(purpose, replication);
        yield return Of("replications", i => (Stream(1, 1, i), Stream(1, 1, i + 1)));
        yield return Of("purposes", i => (Stream(1, i, 7), Stream(1, i + 1, 7)));
        yield return Of("purpose and replication exchanged", i => (Stream(1, i + 1, i), Stream(1, i, i + 1)));
        yield return Of("seeds", i => (Stream(i, 1, 0), Stream(i + 1, 1, 0)));
        yield return Of("blocks", i => (Stream(1, 1, 64 * i), Stream(1, 1, 64 * (i + 1))));
        yield return Of("one bit of the replication", i => (Stream(1, 1, 0), Stream(1, 1, 1UL << (int)(2 * i))));
        yield return Of("two purposes of one block", i => (Stream(1, 101, i), Stream(1, 102, i)));
    }

    [TestCaseSource(nameof(Neighbours))]
    public void Bits_of_neighbours_agree_half_of_the_time(Func<ulong, (Xoshiro256PlusPlus First, Xoshiro256PlusPlus Second)> pair)
    {
        var greatest = 0.0;
        var squares = 0.0;
        var statistics = 0;
        var equal = new int[64];
        for (ulong i = 0; i < Pairs; i++)
        {
            var (first, second) = pair(i);
            var (a, b) = (Draw(ref first), Draw(ref second));
            foreach (var lag in (int[])[0, 1])
            {
                // How often bit p of one equals bit q of the other, for all p and a rotation r = q - p at a time.
                for (var rotation = 0; rotation < 64; rotation++)
                {
                    Array.Clear(equal);
                    CountEqual(a.AsSpan(0, Words - lag), b.AsSpan(lag), rotation, equal);
                    foreach (var count in equal)
                    {
                        // Each is a count of fair coins.
                        var z = ((2.0 * count) - (Words - lag)) / Math.Sqrt(Words - lag);
                        greatest = Math.Max(greatest, Math.Abs(z));
                        squares += z * z;
                        statistics++;
                    }
                }
            }
        }

        Assert.That(greatest, Is.LessThan(Bound(statistics)), "the greatest of all correlations of bits");
        // Small correlations everywhere would show in the sum: its squares have mean 1 and, pairs of bits being pairwise independent, variance 2.
        Assert.That((squares - statistics) / Math.Sqrt(2.0 * statistics), Is.EqualTo(0).Within(Bound(1)), "all correlations of bits together");
    }

    [TestCaseSource(nameof(Neighbours))]
    public void Uniform_numbers_of_neighbours_are_uncorrelated(Func<ulong, (Xoshiro256PlusPlus First, Xoshiro256PlusPlus Second)> pair)
    {
        int[] lags = [0, 1, 2, 3];
        var greatest = 0.0;
        for (ulong i = 0; i < Pairs; i++)
        {
            var (first, second) = pair(i);
            var a = Enumerable.Range(0, Words).Select(_ => first.NextDouble() - 0.5).ToArray();
            var b = Enumerable.Range(0, Words).Select(_ => second.NextDouble() - 0.5).ToArray();
            foreach (var lag in lags)
            {
                var products = 0.0;
                for (var k = lag; k < Words; k++) products += a[k - lag] * b[k] * 12;
                greatest = Math.Max(greatest, Math.Abs(products) / Math.Sqrt(Words - lag));
            }
        }

        Assert.That(greatest, Is.LessThan(Bound(Pairs * lags.Length)));
    }

    // The tests must be able to fail: a stream beside itself one word later.
    [Test]
    public void What_is_correlated_is_seen()
    {
        static (Xoshiro256PlusPlus, Xoshiro256PlusPlus) Shifted(ulong i)
        {
            var first = new StreamFactory(1).Stream(1, i);
            var second = first;
            first.NextUInt64();
            return (first, second);
        }

        Assert.That(() => Bits_of_neighbours_agree_half_of_the_time(Shifted), Throws.InstanceOf<AssertionException>());
        Assert.That(() => Uniform_numbers_of_neighbours_are_uncorrelated(Shifted), Throws.InstanceOf<AssertionException>());
    }

    private static ulong[] Draw(ref Xoshiro256PlusPlus stream)
    {
        var words = new ulong[Words];
        for (var k = 0; k < words.Length; k++) words[k] = stream.NextUInt64();
        return words;
    }

    // Counts for each bit in how many pairs it equals its partner. Sixty-four counters at once, in binary across words: bit j of plane[n] is digit n of counter j.
    private static void CountEqual(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int rotation, Span<int> equal)
    {
        Span<ulong> planes = stackalloc ulong[16];
        planes.Clear();
        for (var k = 0; k < a.Length; k++)
        {
            var carry = ~(a[k] ^ System.Numerics.BitOperations.RotateLeft(b[k], rotation));
            for (var n = 0; carry != 0; n++) (planes[n], carry) = (planes[n] ^ carry, planes[n] & carry);
        }

        for (var n = 0; n < planes.Length; n++)
        {
            for (var j = 0; j < 64; j++) equal[j] += (int)((planes[n] >> j) & 1) << n;
        }
    }

    // What the greatest of so many normal numbers exceeds, in size, with probability at most the level (Bonferroni).
    private static double Bound(int statistics) => -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Alarm / 2 / statistics);
}
