using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>An explored chain to be split by its distance to the down states.</summary>
internal sealed class ChainSplitting : ISplittingModel
{
    private readonly BiasedChain compiled;
    private readonly JumpChain chain;
    private readonly bool sampled;

    /// <summary>Wraps a chain.</summary>
    /// <param name="compiled">The chain.</param>
    /// <param name="sampled">True for random stays, false for their means.</param>
    public ChainSplitting(BiasedChain compiled, bool sampled)
    {
        (this.compiled, chain, this.sampled) = (compiled, compiled.Chain, sampled);
        Top = chain.Distance.Where(d => d != JumpChain.Unreachable).Max();
    }

    public int Width => 1;

    public int Top { get; }

    public void Start(Span<double> state, ref Xoshiro256PlusPlus stream) => state[0] = chain.Start;

    public double Step(Span<double> state, ref Xoshiro256PlusPlus stream)
    {
        var s = (int)state[0];
        var (begin, mean) = (chain.Starts[s], chain.Mean[s]);
        if (double.IsPositiveInfinity(mean)) return mean;
        state[0] = AliasSlot.Choose(ref compiled.Plain[begin], chain.Starts[s + 1] - begin, stream.NextUInt64());
        return sampled ? mean * ExponentialZiggurat.Next(ref stream) : mean;
    }

    public int Importance(ReadOnlySpan<double> state) => chain.Distance[(int)state[0]] is var d && d == JumpChain.Unreachable ? -1 : Top - d;

    public bool IsStop(ReadOnlySpan<double> state) => chain.Stop[(int)state[0]];
}
