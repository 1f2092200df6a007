using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>An explored chain to be split by its distance to the down states.</summary>
internal sealed class ChainSplitting : ISplittingModel
{
    private readonly BiasedChain compiled;
    private readonly JumpChain chain;
    private readonly bool sampled;
    private readonly int[] importance;

    /// <summary>Wraps a chain.</summary>
    /// <param name="compiled">The chain.</param>
    /// <param name="sampled">True for random stays, false for their means.</param>
    /// <param name="given">The importance of every state; empty for the distance to the down states.</param>
    public ChainSplitting(BiasedChain compiled, bool sampled, ReadOnlySpan<int> given)
    {
        (this.compiled, chain, this.sampled) = (compiled, compiled.Chain, sampled);
        importance = given.ToArray();
        if (given.IsEmpty)
        {
            var farthest = chain.Distance.Where(d => d != JumpChain.Unreachable).Max();
            importance = [.. chain.Distance.Select(d => d == JumpChain.Unreachable ? -1 : farthest - d)];
        }

        // Above what any up state has, so that the last level is that of the down states and no others.
        for (var s = 0; s < importance.Length; s++) Top = chain.Down[s] ? Top : Math.Max(Top, importance[s] + 1);
        for (var s = 0; s < importance.Length; s++) importance[s] = chain.Down[s] ? Top : importance[s];
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

    public int Importance(ReadOnlySpan<double> state) => importance[(int)state[0]];

    public bool IsStop(ReadOnlySpan<double> state) => chain.Stop[(int)state[0]];
}
