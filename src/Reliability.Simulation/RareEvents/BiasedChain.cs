using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>An explored chain with a biased law, compiled. Immutable, thread-safe.</summary>
internal sealed class BiasedChain
{
    /// <summary>Compiles. O(entries).</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="value">For the zero-variance method, the chances to fail.</param>
    public BiasedChain(JumpChain chain, BiasingScheme scheme, double[]? value)
    {
        Chain = chain;
        (Plain, Biased, Factors, Flags) = (new AliasSlot[chain.Targets.Length], new AliasSlot[chain.Targets.Length], new double[chain.Targets.Length], new byte[chain.Count]);
        for (var s = 0; s < chain.Count; s++)
        {
            Flags[s] = (byte)((chain.Stop[s] ? ChainWalk.StopFlag : 0) | (chain.Down[s] ? ChainWalk.DownFlag : 0));
            var (begin, count) = (chain.Starts[s], chain.Starts[s + 1] - chain.Starts[s]);
            if (count == 0) continue;
            var (biased, entries) = (new double[count], Enumerable.Range(begin, count).ToArray());
            if (scheme.Method == RareEventMethod.ZeroVariance) ZeroVariance.Apply(chain, s, value, biased);
            else scheme.Apply(chain.Rates.AsSpan(begin, count), chain.Kinds.AsSpan(begin, count), biased);
            AliasSlot.Fill(chain.Probabilities.AsSpan(begin, count), chain.Targets.AsSpan(begin, count), Plain.AsSpan(begin, count));
            AliasSlot.Fill(biased, entries, Biased.AsSpan(begin, count));
            for (var k = 0; k < count; k++) Factors[begin + k] = biased[k] > 0 ? chain.Probabilities[begin + k] / biased[k] : 0;
        }
    }

    public JumpChain Chain { get; }

    /// <summary>Slots that yield target states.</summary>
    public AliasSlot[] Plain { get; }

    /// <summary>Slots that yield entries.</summary>
    public AliasSlot[] Biased { get; }

    /// <summary>Likelihood ratio of each entry; 0 for one that is never taken.</summary>
    public double[] Factors { get; }

    public byte[] Flags { get; }
}
