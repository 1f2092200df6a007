using System.Collections.Immutable;
using Reliability.Modeling.Models;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Engine;

/// <summary>Why a simulation ended.</summary>
public enum StopReason
{
    /// <summary>The unavailability is known as precisely as was asked.</summary>
    Precision,

    /// <summary>The greatest number of replications is reached.</summary>
    Replications,

    /// <summary>The budget of events is used up.</summary>
    Events,
}

/// <summary>The downtime booked to one cause.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="FractionOfTime">The share of time.</param>
public sealed record CauseDowntime(Cause Cause, ConfidenceInterval FractionOfTime);

/// <summary>What one reward earns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PerHour">Its mean per hour, impulses included. The outages of this interval are changes of its rate and impulses.</param>
public sealed record RewardRate(string Name, ConfidenceInterval PerHour);

/// <summary>What a simulation found. Shares of time and frequencies are those of the observed window, after the warm-up.</summary>
public sealed record SimulationResult
{
    /// <summary>How the long-run measures were estimated; never <see cref="LongRunEstimator.Automatic"/>.</summary>
    public LongRunEstimator Estimator { get; init; } = LongRunEstimator.Replications;

    /// <summary>How many regenerative cycles were played; 0 unless asked for.</summary>
    public long Cycles { get; init; }

    /// <summary>True where batch means depend on each other, or the warm-up is not over, as far as the run shows: then no interval is trusted.</summary>
    public bool IsCorrelated { get; init; }

    /// <summary>True where downtime changes from year to year of the observed windows, beyond chance: the start is not forgotten in them. Then no interval of the long run is trusted.</summary>
    public bool IsDrifting { get; init; }

    /// <summary>An event whose delay has no finite variance, so that averages settle too slowly for intervals; <c>null</c> for none. With one, no interval of the long run is trusted.</summary>
    public string? UnsettledEvent { get; init; }

    /// <summary>How many replications what is asked from the start on rests on, where these are not <see cref="Replications"/>.</summary>
    public int? FromStartReplications { get; init; }

    /// <summary>How many replications the estimates rest on; samples of cycles, or batches, where the long run is estimated by these.</summary>
    public required int Replications { get; init; }

    /// <summary>In how many of them the model ended in a state that it never leaves; such a model has no long run.</summary>
    public required int Ended { get; init; }

    /// <summary>The hours simulated in all replications, warm-up included.</summary>
    public required double SimulatedHours { get; init; }

    /// <summary>The warm-up used, after rounding to the calendar.</summary>
    public required double WarmUpHours { get; init; }

    /// <summary>The length of the observed window used, after rounding to the calendar.</summary>
    public required double ReplicationHours { get; init; }

    /// <summary>How many events happened: timed ones, immediate ones and instants whose guard held.</summary>
    public required long Events { get; init; }

    /// <summary>How many outages began in the observed windows.</summary>
    public required long Outages { get; init; }

    /// <summary>Why the simulation ended.</summary>
    public required StopReason StoppedBy { get; init; }

    /// <summary>The share of time in which the service is down.</summary>
    public required ConfidenceInterval Unavailability { get; init; }

    /// <summary>Outages that begin, per hour.</summary>
    public required ConfidenceInterval InterruptionFrequency { get; init; }

    /// <summary>The unavailability split by cause, in report order; <see cref="Cause.Unknown"/> only where it took time or the model names it.</summary>
    public required ImmutableArray<CauseDowntime> DowntimeByCause { get; init; }

    /// <summary>The share of time of causes announced beforehand.</summary>
    public required ConfidenceInterval ScheduledUnavailability { get; init; }

    /// <summary>The share of time of all other causes.</summary>
    public required ConfidenceInterval UnscheduledUnavailability { get; init; }

    /// <summary>Hours up per outage; <c>null</c> when no outage was seen.</summary>
    public required ConfidenceInterval? MeanUpTime { get; init; }

    /// <summary>Hours down per outage; <c>null</c> when no outage was seen.</summary>
    public required ConfidenceInterval? MeanDownTime { get; init; }

    /// <summary>For a fleet, by number from 1 to one more than was ever seen: how long and how often so many copies or more are down at once; else empty.</summary>
    public ImmutableArray<SimultaneousOutages> Simultaneous { get; init; } = [];

    /// <summary>How the downtime of single years is distributed; <c>null</c> where the observed window is shorter than a year.</summary>
    public YearlyDowntime? Yearly { get; init; }

    /// <summary>The rewards in the order of the target.</summary>
    public required ImmutableArray<RewardRate> Rewards { get; init; }

    /// <summary>Entries into data loss per hour; <c>null</c> when data loss was not asked.</summary>
    public required ConfidenceInterval? DataLossFrequency { get; init; }

    /// <summary>The share of time in data loss; <c>null</c> when data loss was not asked.</summary>
    public required ConfidenceInterval? DataLossUnavailability { get; init; }

    /// <summary>At each of the times, in their order: the probability that the service was down at least once from 0 up to and including it.</summary>
    public required ImmutableArray<ConfidenceInterval> Unreliability { get; init; }

    /// <summary>At each of the times: the probability that the service is down just after what happens at it.</summary>
    public required ImmutableArray<ConfidenceInterval> PointUnavailability { get; init; }

    /// <summary>At each of the times: the probability that data were lost at least once from 0 up to and including it; empty when data loss was not asked.</summary>
    public required ImmutableArray<ConfidenceInterval> DataLossProbability { get; init; }

    /// <summary>Hours from time 0 to the first outage; <c>null</c> unless every replication saw one.</summary>
    public required ConfidenceInterval? MeanTimeToFirstFailure { get; init; }

    // Intervals of the long run are not what they say, however many outages there were.
    internal SimulationResult Distrusted()
    {
        return this with
        {
            Unavailability = Less(Unavailability),
            InterruptionFrequency = Less(InterruptionFrequency),
            DowntimeByCause = [.. DowntimeByCause.Select(c => c with { FractionOfTime = Less(c.FractionOfTime) })],
            ScheduledUnavailability = Less(ScheduledUnavailability),
            UnscheduledUnavailability = Less(UnscheduledUnavailability),
            MeanUpTime = MeanUpTime is { } up ? Less(up) : null,
            MeanDownTime = MeanDownTime is { } down ? Less(down) : null,
            Rewards = [.. Rewards.Select(x => x with { PerHour = Less(x.PerHour) })],
            DataLossFrequency = DataLossFrequency is { } losses ? Less(losses) : null,
            DataLossUnavailability = DataLossUnavailability is { } lost ? Less(lost) : null,
            Yearly = Yearly is { } y
                ? y with { Quantiles = [.. y.Quantiles.Select(q => q with { Minutes = Less(q.Minutes) })], YearsWithoutDowntime = Less(y.YearsWithoutDowntime), Missed = y.Missed is { } missed ? Less(missed) : null }
                : null,
        };

        static ConfidenceInterval Less(ConfidenceInterval i) => i.Trust == IntervalTrust.Trusted ? i with { Trust = IntervalTrust.FewOutages } : i;
    }
}
