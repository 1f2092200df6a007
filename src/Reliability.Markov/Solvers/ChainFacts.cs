using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.LongRun;

namespace Reliability.Markov.Solvers;

/// <summary>What can be said of a chain before it is solved.</summary>
/// <param name="States">Number of states.</param>
/// <param name="Transitions">Number of transitions, self-loops included.</param>
/// <param name="RecurrentSets">Number of sets of states that are never left.</param>
/// <param name="LargestRecurrentSet">Number of states of the largest of them.</param>
/// <param name="AbsorbingStates">How many of them are single states.</param>
/// <param name="LeastRate">The least rate; 0 without transitions.</param>
/// <param name="GreatestRate">The greatest rate; 0 without transitions.</param>
/// <param name="Bytes">Bytes that the matrix takes.</param>
public sealed record ChainFacts(int States, long Transitions, int RecurrentSets, int LargestRecurrentSet, int AbsorbingStates, double LeastRate, double GreatestRate, long Bytes)
{
    /// <summary>The greatest by the least rate: how many orders of magnitude lie between the fastest and the slowest event.</summary>
    public double Stiffness => LeastRate > 0 ? GreatestRate / LeastRate : 1;

    /// <summary>Looks at a chain. Linear time.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="initial">The distribution at time zero.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ChainFacts Of(MarkovChain chain, ReadOnlySpan<double> initial, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var sets = LongRun.RecurrentSets.Find(chain.Rates, initial, cancellation).Sets;
        var (least, greatest) = (double.PositiveInfinity, 0.0);
        // Where rates are indexed the distinct ones are few.
        foreach (var rate in chain.Rates.DistinctRates)
        {
            least = Math.Min(least, rate);
            greatest = Math.Max(greatest, rate);
        }

        return new ChainFacts(
            chain.StateCount,
            (long)chain.TransitionCount + chain.SelfLoopCount,
            sets.Count,
            sets.Count == 0 ? 0 : sets.Max(s => s.Length),
            sets.Count(s => s.Length == 1),
            greatest > 0 ? least : 0,
            greatest,
            chain.Rates.Bytes);
    }
}
