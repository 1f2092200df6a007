using Reliability.Simulation.Random;

namespace Reliability.Simulation.Tests.Random;

public sealed class StreamFactoryTests
{
    private const ulong Seed = 42;

    [Test]
    public void Same_address_gives_the_same_stream_whatever_was_asked_before()
    {
        var first = new StreamFactory(Seed);
        var second = new StreamFactory(Seed);
        second.Stream(9, 9).NextUInt64();
        var a = first.Stream(3, 17);
        var b = second.Stream(3, 17);
        for (var i = 0; i < 1000; i++)
            Assert.That(a.NextUInt64(), Is.EqualTo(b.NextUInt64()));
        Assert.That(first.Seed, Is.EqualTo(Seed));
    }

    [Test]
    public void Stream_begins_at_the_block_of_its_address()
    {
        var (s0, s1, s2, s3) = Philox4x64.Block((17, 3, 0, 0), (Seed, 0x72656C6961626C65));
        var expected = new Xoshiro256PlusPlus(s0, s1, s2, s3);
        Assert.That(new StreamFactory(Seed).Stream(3, 17), Is.EqualTo(expected));
    }

    [Test]
    public void Seed_purpose_and_replication_all_matter()
    {
        var word = new StreamFactory(Seed).Stream(1, 2).NextUInt64();
        Assert.That(new StreamFactory(Seed + 1).Stream(1, 2).NextUInt64(), Is.Not.EqualTo(word));
        Assert.That(new StreamFactory(Seed).Stream(2, 1).NextUInt64(), Is.Not.EqualTo(word));
        Assert.That(new StreamFactory(Seed).Stream(1, 3).NextUInt64(), Is.Not.EqualTo(word));
    }

    // States differ with certainty; different first words show it, and fail by chance with probability 3e-8.
    [Test]
    public void Million_addresses_give_a_million_streams()
    {
        var factory = new StreamFactory(Seed);
        var words = new HashSet<ulong>(1_000_000);
        for (ulong purpose = 0; purpose < 1000; purpose++)
        {
            for (ulong replication = 0; replication < 1000; replication++)
            {
                var stream = factory.Stream(purpose, replication);
                words.Add(stream.NextUInt64());
            }
        }

        Assert.That(words, Has.Count.EqualTo(1_000_000));
    }

    // One number from each of a million neighbours in turn, replications side by side or purposes side by side: pairs of neighbours
    // in 1024 cells by chi-squared and their correlation, each with false alarm 1e-6 (4.9 standard errors).
    [TestCase(true, 0)]
    [TestCase(false, 0)]
    [TestCase(true, 5)]
    [TestCase(false, 5)]
    public void Interleaved_neighbours_are_uncorrelated(bool acrossReplications, int depth)
    {
        const int streams = 1_000_000;
        var factory = new StreamFactory(Seed);
        var numbers = new double[streams];
        for (var i = 0; i < streams; i++)
        {
            var stream = acrossReplications ? factory.Stream(5, (ulong)i) : factory.Stream((ulong)i, 5);
            for (var skipped = 0; skipped < depth; skipped++)
                stream.NextUInt64();
            numbers[i] = stream.NextDouble();
        }

        var counts = new long[32 * 32];
        var products = 0.0;
        for (var i = 0; i < streams; i += 2)
            counts[(int)(numbers[i] * 32) * 32 + (int)(numbers[i + 1] * 32)]++;
        for (var i = 1; i < streams; i++)
            products += (numbers[i - 1] - 0.5) * (numbers[i] - 0.5) * 12;
        Assert.That(
            GoodnessOfFit.ChiSquaredTail(counts, streams / 2 / 1024.0, 1023), Is.InRange(GoodnessOfFit.Alarm, 1 - GoodnessOfFit.Alarm));
        Assert.That(products / Math.Sqrt(streams - 1), Is.EqualTo(0).Within(4.9));
    }

    // Words of 256 streams dealt out in rotation, as replications that run side by side consume them.
    [Test]
    public void Streams_in_rotation_look_like_one_stream()
    {
        const int rounds = 20_000;
        var factory = new StreamFactory(Seed);
        var streams = new Xoshiro256PlusPlus[256];
        for (var i = 0; i < streams.Length; i++)
            streams[i] = factory.Stream(1, (ulong)i);
        var numbers = new double[rounds * streams.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = streams[i % streams.Length].NextDouble();
        Assert.That(GoodnessOfFit.KolmogorovSmirnov([.. numbers], static x => x), Is.LessThan(GoodnessOfFit.KolmogorovCritical));
        foreach (var lag in (int[])[1, 2, 16, 255, 256])
        {
            var products = 0.0;
            for (var i = lag; i < numbers.Length; i++)
                products += (numbers[i - lag] - 0.5) * (numbers[i] - 0.5) * 12;
            Assert.That(products / Math.Sqrt(numbers.Length - lag), Is.EqualTo(0).Within(4.9), $"lag {lag}");
        }
    }
}
