using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>A group of basic events with equal probability that can also fail together from a shared cause.</summary>
/// <param name="Name">The name of the group, unique among groups.</param>
/// <param name="Members">The names of at least two basic events, none of them in another group.</param>
/// <param name="Model">The parametric model that splits the probability.</param>
/// <param name="Factors">
/// The factors, in [0, 1], from the lowest level up: beta alone; levels 2 to n for multiple Greek letters; levels 1 to n for alpha and
/// phi. Missing high levels are zero. Phi factors sum to 1.
/// </param>
public sealed record CommonCauseGroup(string Name, ImmutableArray<string> Members, CommonCauseModel Model, ImmutableArray<double> Factors)
{
    /// <summary>Compares name, model, members and factors one by one.</summary>
    /// <param name="other">The group to compare with.</param>
    /// <returns>True when both describe the same group.</returns>
    public bool Equals(CommonCauseGroup? other) =>
        other is not null
        && Name == other.Name
        && Model == other.Model
        && Members.AsSpan().SequenceEqual(other.Members.AsSpan())
        && Factors.AsSpan().SequenceEqual(other.Factors.AsSpan());

    /// <summary>Hashes the name, model and the numbers of members and factors.</summary>
    /// <returns>A hash consistent with <see cref="Equals(CommonCauseGroup)"/>.</returns>
    public override int GetHashCode() => HashCode.Combine(Name, Model, Members.AsSpan().Length, Factors.AsSpan().Length);
}
