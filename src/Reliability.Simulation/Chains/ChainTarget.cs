using System.Collections.Immutable;

namespace Reliability.Simulation.Chains;

/// <summary>What to observe on a chain.</summary>
/// <param name="Down">For every state, whether the service is down there.</param>
/// <param name="Rewards">Rewards by name, each with its rate per hour in every state.</param>
public sealed record ChainTarget(ImmutableArray<bool> Down, ImmutableArray<(string Name, ImmutableArray<double> Rates)> Rewards)
{
    /// <summary>Observes availability only.</summary>
    public ChainTarget(ImmutableArray<bool> down)
        : this(down, [])
    {
    }
}
