using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Chains;

/// <summary>What playing a chain found, which has neither causes nor a calendar: what <see cref="SimulationResult"/> has of it, by the same names; <see cref="LongRunEstimator.Chain"/> gives one. Intervals of the long run rest on regenerative cycles and are symmetric on the scale of the logarithm.</summary>
public sealed record ChainResult
{
    /// <summary>Why there is no long run, for instance because the chain ends; <c>null</c> when there is one. Without it the long-run members are <c>null</c>.</summary>
    public Diagnostic? Problem { get; init; }

    /// <summary>The state whose returns end the cycles: the one that a pilot run visited most.</summary>
    public int RegenerationState { get; init; }

    /// <summary>How many cycles were played.</summary>
    public long Cycles { get; init; }

    /// <summary>How many transitions were played, pilot and replications left out.</summary>
    public long Transitions { get; init; }

    /// <summary>The simulated hours.</summary>
    public double SimulatedHours { get; init; }

    /// <summary>How many outages began.</summary>
    public long Outages { get; init; }

    /// <summary>Why the simulation ended.</summary>
    public StopReason StoppedBy { get; init; }

    /// <summary>The share of time in which the service is down.</summary>
    public ConfidenceInterval? Unavailability { get; init; }

    /// <summary>Outages that begin, per hour.</summary>
    public ConfidenceInterval? InterruptionFrequency { get; init; }

    /// <summary>Hours up per outage; <c>null</c> when no outage was seen.</summary>
    public ConfidenceInterval? MeanUpTime { get; init; }

    /// <summary>Hours down per outage; <c>null</c> when no outage was seen.</summary>
    public ConfidenceInterval? MeanDownTime { get; init; }

    /// <summary>The rewards in the order of the target.</summary>
    public ImmutableArray<RewardRate> Rewards { get; init; } = [];

    /// <summary>At each of the times, in their order: the probability that the service was down at least once up to it.</summary>
    public ImmutableArray<ConfidenceInterval> Unreliability { get; init; } = [];

    /// <summary>At each of the times: the probability that the service is down at it.</summary>
    public ImmutableArray<ConfidenceInterval> PointUnavailability { get; init; } = [];
}
