using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>What the Markov engine found. Times in hours, frequencies per hour, shares of time between 0 and 1; <c>null</c> where a value could not be had.</summary>
public sealed record AnalyticResult
{
    /// <summary>Share of time down, summed over down states; NaN when the long run was not asked for.</summary>
    public required double Unavailability { get; init; }

    /// <summary>Interruptions per hour.</summary>
    public double? Frequency { get; init; }

    /// <summary>Share of time down by the cause that began the outage, which sums to the unavailability, and outages per hour booked to it.</summary>
    public ImmutableArray<(Cause Cause, double ShareOfTime, double PerHour)>? ByCause { get; init; }

    /// <summary>True when causes and interruptions were booked part by part because the parts together are too large for the exact accounting.</summary>
    public bool ByCauseIsApproximate { get; init; }

    /// <summary>Mean time to the first interruption from the initial state.</summary>
    public double? MeanTimeToFirstFailure { get; init; }

    /// <summary>Long-run mean of each reward asked for, per hour; NaN where it could not be had.</summary>
    public ImmutableArray<(string Name, double Mean)> Rewards { get; init; } = [];

    /// <summary>Probability of at least one interruption before each time asked for.</summary>
    public ImmutableArray<double?> Unreliability { get; init; } = [];

    /// <summary>Probability of being down at each time asked for.</summary>
    public ImmutableArray<double?> PointUnavailability { get; init; } = [];

    /// <summary>Data losses per hour in the long run.</summary>
    public double? DataLossFrequency { get; init; }

    /// <summary>Probability of a data loss within a year from the initial state.</summary>
    public double? DataLossProbability { get; init; }

    /// <summary>Mean time to the first data loss from the initial state.</summary>
    public double? MeanTimeToDataLoss { get; init; }

    /// <summary>True when the two data-loss figures follow from the long-run frequency as for rare events, instead of being solved exactly.</summary>
    public bool DataLossIsApproximate { get; init; }

    /// <summary>The states of each independent part.</summary>
    public ImmutableArray<int> PartStates { get; init; } = [];

    /// <summary>Transitions of all parts together.</summary>
    public int Transitions { get; init; }

    /// <summary>How the answer was found.</summary>
    public required string Method { get; init; }

    /// <summary>How wrong long-run values may be, as a share of themselves, where clocks other than exponential ones run; <c>null</c> for nothing but rounding.</summary>
    public double? RelativeError { get; init; }

    /// <summary>Whether that error is estimated, since an integral over a law was needed.</summary>
    public bool ErrorIsEstimated { get; init; }

    /// <summary>What one should know about it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Share of time down by plan.</summary>
    public double? ScheduledUnavailability => ByCause?.Where(c => c.Cause.IsScheduled).Sum(c => c.ShareOfTime);

    /// <summary>Share of time down without a plan.</summary>
    public double? UnscheduledUnavailability => ByCause?.Where(c => !c.Cause.IsScheduled).Sum(c => c.ShareOfTime);
}
