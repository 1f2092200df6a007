using System.Collections.Immutable;

namespace Reliability.Simulation.RareEvents;

/// <summary>A way in which a component fails.</summary>
/// <param name="Probability">Its share of the failures, above 0; the shares of a type sum to 1.</param>
/// <param name="RepairRate">Repairs per hour of each failed component, above 0.</param>
public readonly record struct FailureMode(double Probability, double RepairRate);

/// <summary>A failure that takes a working component of another type along.</summary>
/// <param name="To">Index of the other type.</param>
/// <param name="Probability">With which probability, in (0, 1).</param>
public readonly record struct Propagation(int To, double Probability);

/// <summary>Identical components, each with a repairer of its own.</summary>
/// <param name="Count">How many, at least 1.</param>
/// <param name="FailureRate">Failures per hour of each working component, above 0. They fail whether or not the system is down.</param>
/// <param name="Modes">The ways in which they fail.</param>
/// <param name="FailedForDown">The system is down while at least so many have failed, from 1 to <paramref name="Count"/>.</param>
/// <param name="Propagates">What else fails; <c>null</c> for nothing.</param>
public sealed record ComponentType(int Count, double FailureRate, ImmutableArray<FailureMode> Modes, int FailedForDown, Propagation? Propagates = null)
{
    /// <summary>Components that fail in one way.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="failureRate">Failures per hour of each.</param>
    /// <param name="repairRate">Repairs per hour of each failed one.</param>
    /// <param name="failedForDown">The system is down while at least so many have failed.</param>
    public ComponentType(int count, double failureRate, double repairRate, int failedForDown)
        : this(count, failureRate, [new FailureMode(1, repairRate)], failedForDown)
    {
    }
}
