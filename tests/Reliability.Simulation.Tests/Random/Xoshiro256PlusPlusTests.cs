using Reliability.Simulation.Random;

namespace Reliability.Simulation.Tests.Random;

public sealed class Xoshiro256PlusPlusTests
{
    // The first outputs of the reference implementation (D. Blackman and S. Vigna, public domain) from state 1, 2, 3, 4.
    private static readonly ulong[] s_fromOneTwoThreeFour =
    [
        41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205, 9973669472204895162, 14011001112246962877,
        12406186145184390807, 15849039046786891736, 10450023813501588000,
    ];

    private static readonly ulong[] s_fromDigits =
        [0x8f4a04bf79702ae4, 0x32a963a59bd690c3, 0xcdb81ce05b969bee, 0x1e6545c924215805, 0x2dc087ded5b8f4db];

    [Test]
    public void Words_are_those_of_the_reference()
    {
        var stream = new Xoshiro256PlusPlus(1, 2, 3, 4);
        foreach (var expected in s_fromOneTwoThreeFour)
            Assert.That(stream.NextUInt64(), Is.EqualTo(expected));
        for (var i = s_fromOneTwoThreeFour.Length; i < 999_999; i++)
            stream.NextUInt64();
        Assert.That(stream.NextUInt64(), Is.EqualTo(6247625096812398776));
    }

    [Test]
    public void Words_are_those_of_the_reference_from_a_full_state()
    {
        var stream = new Xoshiro256PlusPlus(0x0123456789abcdef, 0xfedcba9876543210, 0x0f1e2d3c4b5a6978, 0x8796a5b4c3d2e1f0);
        foreach (var expected in s_fromDigits)
            Assert.That(stream.NextUInt64(), Is.EqualTo(expected));
    }

    [Test]
    public void All_zero_state_is_refused() =>
        Assert.That(() => new Xoshiro256PlusPlus(0, 0, 0, 0), Throws.ArgumentException);

    [Test]
    public void Doubles_come_from_the_top_53_bits()
    {
        var words = new Xoshiro256PlusPlus(1, 2, 3, 4);
        var halfOpen = words;
        var open = words;
        for (var i = 0; i < 1000; i++)
        {
            var top = words.NextUInt64() >> 11;
            Assert.That(halfOpen.NextDouble(), Is.EqualTo(top * Math.Pow(2, -53)));
            Assert.That(open.NextDoubleOpen0(), Is.EqualTo((top + 1) * Math.Pow(2, -53)));
        }
    }

    // With s0 + s3 = 2^64 - 1 and s0 = 0 the first word is all ones, and with s0 = s3 = 0 it is zero: the two ends of the range.
    [Test]
    public void Doubles_keep_to_their_ends()
    {
        var ones = new Xoshiro256PlusPlus(0, 1, 1, ulong.MaxValue);
        var zeros = new Xoshiro256PlusPlus(0, 1, 1, 0);
        var (onesOpen, zerosOpen) = (ones, zeros);
        Assert.That(ones.NextDouble(), Is.LessThan(1).And.EqualTo(1 - Math.Pow(2, -53)));
        Assert.That(onesOpen.NextDoubleOpen0(), Is.EqualTo(1));
        Assert.That(zeros.NextDouble(), Is.Zero);
        Assert.That(zerosOpen.NextDoubleOpen0(), Is.EqualTo(Math.Pow(2, -53)));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(100)]
    public void Integers_below_a_bound_are_equally_likely(int bound)
    {
        const int draws = 1_000_000;
        var stream = new StreamFactory(7).Stream(1, (ulong)bound);
        var counts = new long[bound];
        for (var i = 0; i < draws; i++)
            counts[stream.NextBelow(bound)]++;
        if (bound > 1)
            Assert.That(GoodnessOfFit.ChiSquaredTail(counts, (double)draws / bound, bound - 1), Is.GreaterThan(GoodnessOfFit.Alarm));
        else
            Assert.That(counts[0], Is.EqualTo(draws));
    }

    [Test]
    public void Large_bound_reaches_both_halves_and_stays_below()
    {
        var stream = new StreamFactory(7).Stream(2, 0);
        var above = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var drawn = stream.NextBelow(int.MaxValue);
            Assert.That(drawn, Is.InRange(0, int.MaxValue - 1));
            if (drawn >= int.MaxValue / 2)
                above++;
        }

        // Five standard deviations of 158: false alarm 6e-7.
        Assert.That(above, Is.EqualTo(50_000).Within(790));
    }

    [Test]
    public void Bound_below_one_is_refused() =>
        Assert.That(static () => new Xoshiro256PlusPlus(1, 2, 3, 4).NextBelow(0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    // 4096 cells of pairs of successive numbers; false alarm 1e-6 each.
    [Test]
    public void Successive_numbers_fill_the_square_evenly()
    {
        const int draws = 4_000_000;
        var stream = new StreamFactory(11).Stream(0, 0);
        var counts = new long[64 * 64];
        for (var i = 0; i < draws; i++)
            counts[(int)(stream.NextDouble() * 64) * 64 + (int)(stream.NextDouble() * 64)]++;
        Assert.That(GoodnessOfFit.ChiSquaredTail(counts, draws / 4096.0, 4095), Is.InRange(GoodnessOfFit.Alarm, 1 - GoodnessOfFit.Alarm));
    }
}
