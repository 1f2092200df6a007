using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>A minimal cut set: events that together bring about the top event, none of which can be left out.</summary>
/// <param name="Events">The names of the events, in ordinal order; empty when the top event is certain.</param>
/// <param name="Probability">The product of their probabilities.</param>
public sealed record MinimalCutSet(ImmutableArray<string> Events, double Probability)
{
    /// <summary>Gets the number of events.</summary>
    public int Order => Events.Length;

    /// <summary>Compares the events one by one, and the probability.</summary>
    /// <param name="other">The cut set to compare with.</param>
    /// <returns>True when both are the same.</returns>
    public bool Equals(MinimalCutSet? other) =>
        other is not null && Probability.Equals(other.Probability) && Events.AsSpan().SequenceEqual(other.Events.AsSpan());

    /// <summary>Hashes the probability and the number of events.</summary>
    /// <returns>A hash consistent with <see cref="Equals(MinimalCutSet)"/>.</returns>
    public override int GetHashCode() => HashCode.Combine(Probability, Events.Length);
}
