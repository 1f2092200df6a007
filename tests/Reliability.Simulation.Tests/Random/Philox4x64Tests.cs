using Reliability.Simulation.Random;

namespace Reliability.Simulation.Tests.Random;

// Known answers of philox4x64-10 from the file kat_vectors of Random123 (Salmon et al. 2011): zeros, ones, digits of pi.
public sealed class Philox4x64Tests
{
    [Test]
    public void Zeros() => Assert.That(
        Philox4x64.Block((0, 0, 0, 0), (0, 0)),
        Is.EqualTo((0x16554d9eca36314cUL, 0xdb20fe9d672d0fdcUL, 0xd7e772cee186176bUL, 0x7e68b68aec7ba23bUL)));

    [Test]
    public void Ones() => Assert.That(
        Philox4x64.Block((ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue), (ulong.MaxValue, ulong.MaxValue)),
        Is.EqualTo((0x87b092c3013fe90bUL, 0x438c3c67be8d0224UL, 0x9cc7d7c69cd777b6UL, 0xa09caebf594f0ba0UL)));

    [Test]
    public void Digits_of_pi() => Assert.That(
        Philox4x64.Block(
            (0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89),
            (0x452821e638d01377, 0xbe5466cf34e90c6c)),
        Is.EqualTo((0xa528f45403e61d95UL, 0x38c72dbd566e9788UL, 0xa5a1610e72fd18b5UL, 0x57bd43b5e52b7fe6UL)));

    [Test]
    public void Flipping_one_bit_of_the_counter_flips_half_the_block()
    {
        var flipped = 0;
        for (var bit = 0; bit < 64; bit++)
        {
            var (a0, a1, a2, a3) = Philox4x64.Block((5, 6, 0, 0), (1, 2));
            var (b0, b1, b2, b3) = Philox4x64.Block((5 ^ (1UL << bit), 6, 0, 0), (1, 2));
            flipped += (int)(ulong.PopCount(a0 ^ b0) + ulong.PopCount(a1 ^ b1) + ulong.PopCount(a2 ^ b2) + ulong.PopCount(a3 ^ b3));
        }

        // 64 x 256 fair coins: five standard deviations of 64, false alarm 6e-7.
        Assert.That(flipped, Is.EqualTo(8192).Within(320));
    }
}
