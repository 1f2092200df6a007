namespace Reliability.Simulation.Random;

/// <summary>
/// Deals independent streams of random numbers addressed by purpose and replication, the same ones for the same seed whatever the order
/// or the thread that asks. The starting state of a stream is one <see cref="Philox4x64"/> block, so different addresses under one seed
/// have different states with certainty. Two streams of 2^40 words out of 2^40 overlap with probability of about 2^-136.
/// </summary>
/// <param name="seed">The seed of the whole study, any value, zero included.</param>
public sealed class StreamFactory(ulong seed)
{
    // The second word of the key is a constant of this program ("reliable" in ASCII), so different seeds are different keys.
    private const ulong KeyOfProgram = 0x72656C6961626C65;

    /// <summary>
    /// The seed from which all streams of this factory follow.
    /// </summary>
    public ulong Seed { get; } = seed;

    /// <summary>
    /// The stream of one purpose in one replication, at its beginning. Its state is the block of counter (replication, purpose, 0, 0).
    /// Should that block be all zeros, which the generator cannot start from, the block of (replication, purpose, 1, 0) is taken: under
    /// one key a single counter maps to zeros, so the second block is not zero, and no other address uses it.
    /// </summary>
    /// <param name="purpose">What the numbers are for, for example the index of a component; any value.</param>
    /// <param name="replication">The index of the replication; any value.</param>
    /// <returns>A generator that shares nothing with any other.</returns>
    public Xoshiro256PlusPlus Stream(ulong purpose, ulong replication)
    {
        var key = (Seed, KeyOfProgram);
        var (s0, s1, s2, s3) = Philox4x64.Block((replication, purpose, 0, 0), key);
        if ((s0 | s1 | s2 | s3) == 0)
            (s0, s1, s2, s3) = Philox4x64.Block((replication, purpose, 1, 0), key);
        return new Xoshiro256PlusPlus(s0, s1, s2, s3);
    }
}
