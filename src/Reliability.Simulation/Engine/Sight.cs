namespace Reliability.Simulation.Engine;

/// <summary>What is observed in a state.</summary>
/// <param name="IsDown">Whether the service is down.</param>
/// <param name="IsLost">Whether data is lost.</param>
/// <param name="Rates">The rate of each reward.</param>
internal sealed record Sight(bool IsDown, bool IsLost, double[] Rates)
{
    /// <summary>Whether the same is seen.</summary>
    public bool Equals(Sight? other) => other is not null && IsDown == other.IsDown && IsLost == other.IsLost && Rates.AsSpan().SequenceEqual(other.Rates);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(IsDown);
        hash.Add(IsLost);
        foreach (var rate in Rates) hash.Add(rate);
        return hash.ToHashCode();
    }
}
