using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>What a simulation observes, in expressions over the variables of the model.</summary>
/// <param name="Up">Where the service is up.</param>
/// <param name="DataLoss">Where data are lost; <c>null</c> when nobody asks.</param>
/// <param name="Rewards">What accumulates; the default array counts as empty. Impulses name events of the model.</param>
public sealed record SimulationTarget(Expression Up, Expression? DataLoss, ImmutableArray<Reward> Rewards)
{
    /// <summary>For a fleet: where each copy of the service is up. How many are down at once is then tallied; empty when nobody asks.</summary>
    public ImmutableArray<Expression> Copies { get; init; } = [];

    /// <summary>Minutes that a year may be down, not negative; how many years have more is then counted. <c>null</c> when nothing was agreed on.</summary>
    public double? ObjectiveMinutes { get; init; }

    /// <summary>Whether downtime of causes announced beforehand counts against <see cref="ObjectiveMinutes"/>.</summary>
    public bool ScheduledDowntimeCounts { get; init; } = true;
}
