namespace Reliability.Studies.Tests.Properties;

/// <summary>A small generator (SplitMix64: Steele, Lea and Flood 2014), so that trials are the same everywhere.</summary>
internal sealed class TestDraws(ulong seed)
{
    private ulong state = seed;

    public int Next(int below) => (int)(Draw() % (ulong)below);

    private ulong Draw()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
