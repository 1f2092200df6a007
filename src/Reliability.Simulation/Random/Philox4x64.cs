namespace Reliability.Simulation.Random;

/// <summary>
/// The counter-based generator Philox4x64 with 10 rounds: for each key a bijection from 256-bit counters to 256-bit blocks. Source:
/// J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// </summary>
public static class Philox4x64
{
    /// <summary>
    /// How many rounds a block goes through.
    /// </summary>
    public const int Rounds = 10;

    private const ulong Multiplier0 = 0xD2E7470EE14C6C93;
    private const ulong Multiplier1 = 0xCA5A826395121157;

    // The Weyl increments of the key: the golden ratio and sqrt(3) - 1, as 64-bit fractions.
    private const ulong Increment0 = 0x9E3779B97F4A7C15;
    private const ulong Increment1 = 0xBB67AE8584CAA73B;

    /// <summary>
    /// The block that belongs to a counter under a key.
    /// </summary>
    /// <param name="counter">The four words of the counter, lowest first, any values.</param>
    /// <param name="key">The two words of the key, any values.</param>
    /// <returns>The four words of the block in the order of the published known answers.</returns>
    public static (ulong X0, ulong X1, ulong X2, ulong X3) Block(
        (ulong C0, ulong C1, ulong C2, ulong C3) counter, (ulong K0, ulong K1) key)
    {
        var (x0, x1, x2, x3) = counter;
        var (k0, k1) = key;
        for (var round = 0; round < Rounds; round++)
        {
            var high0 = Math.BigMul(Multiplier0, x0, out ulong low0);
            var high1 = Math.BigMul(Multiplier1, x2, out ulong low1);
            (x0, x1, x2, x3) = (high1 ^ x1 ^ k0, low1, high0 ^ x3 ^ k1, low0);
            k0 = unchecked(k0 + Increment0);
            k1 = unchecked(k1 + Increment1);
        }

        return (x0, x1, x2, x3);
    }
}
