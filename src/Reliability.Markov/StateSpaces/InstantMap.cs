using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Markov.StateSpaces;

/// <summary>What a calendar instant does to each state.</summary>
/// <param name="Instant">The instant.</param>
/// <param name="Fires">For every state, whether its guard holds there.</param>
/// <param name="Targets">For every state, where it leads and how likely; empty where it does not fire, and nothing changes.</param>
public sealed record InstantMap(CalendarInstant Instant, ImmutableArray<bool> Fires, ImmutableArray<ImmutableArray<(int Target, double Probability)>> Targets)
{
    /// <summary>The distribution after the instant from that before; <paramref name="after"/> must not be <paramref name="before"/>.</summary>
    public void Apply(ReadOnlySpan<double> before, Span<double> after)
    {
        after.Clear();
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == 0) continue;
            if (!Fires[i]) after[i] += before[i];
            foreach (var (target, probability) in Targets[i]) after[target] += before[i] * probability;
        }
    }
}
