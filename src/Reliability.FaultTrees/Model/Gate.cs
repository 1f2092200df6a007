using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>A gate: a named Boolean function of events and other gates, which it refers to by name.</summary>
/// <param name="Name">The name, unique among all events and gates of the tree.</param>
/// <param name="Kind">The connective.</param>
/// <param name="Inputs">The names of the inputs, in the order written.</param>
/// <param name="Threshold">The k of <see cref="GateKind.AtLeast"/>, from 1 to the number of inputs; ignored by every other kind.</param>
public sealed record Gate(string Name, GateKind Kind, ImmutableArray<string> Inputs, int Threshold = 0)
{
    /// <summary>Compares name, kind, threshold and the inputs one by one.</summary>
    /// <param name="other">The gate to compare with.</param>
    /// <returns>True when both describe the same gate.</returns>
    public bool Equals(Gate? other) =>
        other is not null
        && Name == other.Name
        && Kind == other.Kind
        && Threshold == other.Threshold
        && Inputs.AsSpan().SequenceEqual(other.Inputs.AsSpan());

    /// <summary>Hashes the name, kind, threshold and number of inputs.</summary>
    /// <returns>A hash consistent with <see cref="Equals(Gate)"/>.</returns>
    public override int GetHashCode() => HashCode.Combine(Name, Kind, Threshold, Inputs.AsSpan().Length);
}
