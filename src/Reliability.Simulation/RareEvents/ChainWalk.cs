using System.Runtime.CompilerServices;
using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>A walk on an explored chain. A structure, so that the loops over it are compiled for it.</summary>
internal struct ChainWalk(BiasedChain biased) : IWalk
{
    public const byte StopFlag = 1;
    public const byte DownFlag = 2;

    private readonly BiasedChain biased = biased;
    private readonly JumpChain chain = biased.Chain;
    private int state = biased.Chain.Start;

    public readonly bool IsDown => (biased.Flags[state] & DownFlag) != 0;

    public readonly bool IsStop => (biased.Flags[state] & StopFlag) != 0;

    public readonly double MeanHours => chain.Mean[state];

    public void Restart() => state = chain.Start;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Plain(ref Xoshiro256PlusPlus stream)
    {
        var begin = chain.Starts[state];
        state = AliasSlot.Choose(ref biased.Plain[begin], chain.Starts[state + 1] - begin, stream.NextUInt64());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Biased(ref Xoshiro256PlusPlus stream)
    {
        var begin = chain.Starts[state];
        var entry = AliasSlot.Choose(ref biased.Biased[begin], chain.Starts[state + 1] - begin, stream.NextUInt64());
        state = chain.Targets[entry];
        return biased.Factors[entry];
    }
}
