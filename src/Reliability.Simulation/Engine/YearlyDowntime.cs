using System.Collections.Immutable;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Engine;

/// <summary>A quantile of the downtime of one year.</summary>
/// <param name="Probability">The share of years that have at most so much downtime.</param>
/// <param name="Minutes">The downtime in minutes; the upper end is infinite where too few years were simulated.</param>
public sealed record DowntimeQuantile(double Probability, ConfidenceInterval Minutes);

/// <summary>How the downtime of single years is distributed. Only whole years of the observed windows count.</summary>
/// <remarks>
/// Years of one replication depend on each other, by outages that last over the end of a year and by what is broken for long. Replications are therefore taken as clusters: all
/// intervals use the number of independent years with the same variance, never more than there are.
/// </remarks>
public sealed record YearlyDowntime
{
    /// <summary>How many years were simulated.</summary>
    public required long Years { get; init; }

    /// <summary>How many of them belong to one replication.</summary>
    public required int YearsInReplication { get; init; }

    /// <summary>The quantiles, ascending.</summary>
    public required ImmutableArray<DowntimeQuantile> Quantiles { get; init; }

    /// <summary>The share of years without any downtime. The outages of this interval are such years.</summary>
    public required ConfidenceInterval YearsWithoutDowntime { get; init; }

    /// <summary>The minutes that a year may be down; <c>null</c> when none were agreed on.</summary>
    public double? ObjectiveMinutes { get; init; }

    /// <summary>The probability that a year has more downtime than agreed on; <c>null</c> without an objective. The outages of this interval are such years.</summary>
    public ConfidenceInterval? Missed { get; init; }
}
