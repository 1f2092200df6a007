using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Lumping;

/// <summary>
/// A chain to which calendar instants are added as arcs, each instant a cause of its own and its probabilities the rates. Partitions on which it is lumpable, and
/// on whose blocks an instant either fires or not, are those that the chain and the instants both respect: what an instant leaves inside a block is what it does
/// not take elsewhere.
/// </summary>
internal static class InstantArcs
{
    public static MarkovChain Add(MarkovChain chain, ImmutableArray<InstantMap> instants)
    {
        var rates = new SparseRatesBuilder();
        var causes = new List<ushort>();
        for (var s = 0; s < chain.StateCount; s++)
        {
            foreach (var t in chain.Row(s)) Put(t.Target, t.Rate, t.Cause);
            for (var c = 0; c < instants.Length; c++)
            {
                foreach (var (target, probability) in instants[c].Targets[s])
                {
                    if (target != s && probability > 0) Put(target, probability, chain.Causes.Length + c);
                }
            }

            rates.EndRow();
        }

        return new MarkovChain(rates.Build(), [.. causes], [.. chain.Causes, .. instants.Select(i => new Cause(i.Instant.Name))]);

        void Put(int target, double rate, int cause)
        {
            if (!rates.Add(target, rate)) throw new ArgumentException($"The chain and its instants have more than {Array.MaxLength} arcs, the most that can be held.", nameof(instants));
            causes.Add((ushort)cause);
        }
    }
}
