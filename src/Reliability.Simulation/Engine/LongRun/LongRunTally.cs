using System.Collections.Immutable;
using Reliability.Modeling.Models;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Engine.LongRun;

/// <summary>
/// Adds up pieces of a run that are independent, or as good as - samples of cycles, batches - and estimates every long-run measure as a ratio to their hours, with intervals
/// on the scale of the logarithm. Not thread-safe.
/// </summary>
internal sealed class LongRunTally(SimulationPlan plan)
{
    private readonly RatioEstimator down = new();
    private readonly RatioEstimator scheduled = new();
    private readonly RatioEstimator unscheduled = new();
    private readonly RatioEstimator frequency = new();
    private readonly RatioEstimator upTime = new();
    private readonly RatioEstimator downTime = new();
    private readonly RatioEstimator lossFraction = new();
    private readonly RatioEstimator lossFrequency = new();
    private readonly RatioEstimator[] byCause = [.. plan.Causes.Select(_ => new RatioEstimator())];
    private readonly RatioEstimator[] rewards = [.. plan.RewardNames.Select(_ => new RatioEstimator())];
    private double longest;
    private bool mayEndInUnknown;

    public int Pieces { get; private set; }

    public long Events { get; private set; }

    public long Outages { get; private set; }

    public double Hours { get; private set; }

    public void Add(ReplicationRecord record, double hours)
    {
        var (planned, unplanned, plannedBookings, unplannedBookings) = (0.0, 0.0, 0L, 0L);
        for (var c = 0; c < byCause.Length; c++)
        {
            byCause[c].Add(record.DownHours[c], hours, record.Bookings[c]);
            if (plan.IsScheduled[c])
            {
                planned += record.DownHours[c];
                plannedBookings += record.Bookings[c];
            }
            else
            {
                unplanned += record.DownHours[c];
                unplannedBookings += record.Bookings[c];
            }
        }

        mayEndInUnknown |= record.DownHours[plan.UnknownCause] > 0;
        var all = planned + unplanned;
        down.Add(all, hours, record.Interruptions);
        scheduled.Add(planned, hours, plannedBookings);
        unscheduled.Add(unplanned, hours, unplannedBookings);
        frequency.Add(record.Interruptions, hours, record.Interruptions);
        upTime.Add(Math.Max(0, hours - all), record.Interruptions, record.Interruptions);
        downTime.Add(all, record.Interruptions, record.Interruptions);
        lossFraction.Add(record.LostHours, hours, record.Losses);
        lossFrequency.Add(record.Losses, hours, record.Losses);
        for (var i = 0; i < rewards.Length; i++) rewards[i].Add(record.Rewards[i], hours, record.RewardChanges[i]);
        longest = Math.Max(longest, record.LongestOutage);
        Pieces++;
        Events += record.Events;
        Outages += record.Interruptions;
        Hours += hours;
    }

    public void Merge(LongRunTally other)
    {
        foreach (var (mine, theirs) in All().Zip(other.All())) mine.Merge(theirs);
        longest = Math.Max(longest, other.longest);
        mayEndInUnknown |= other.mayEndInUnknown;
        Pieces += other.Pieces;
        Events += other.Events;
        Outages += other.Outages;
        Hours += other.Hours;
    }

    /// <summary>Whether the precision asked for is reached, on outages enough for the interval to hold.</summary>
    public bool IsPrecise(SimulationOptions options) =>
        options.RelativePrecision > 0 && Outages >= SimulationOptions.OutagesToStop && Share(down, options).RelativeHalfWidth < options.RelativePrecision;

    /// <summary>The long-run measures; what is asked from the start on is left empty.</summary>
    public SimulationResult Result(SimulationOptions options, LongRunEstimator estimator, StopReason reason)
    {
        var named = plan.Model.Events.SelectMany(e => e.Outcomes.Select(o => o.Cause ?? e.Cause))
            .Concat(plan.Model.Calendar.SelectMany(c => c.Outcomes.Select(o => o.Cause ?? c.Cause))).Contains(Cause.Unknown);
        var result = new SimulationResult
        {
            Estimator = estimator,
            Replications = Pieces,
            SimulatedHours = Hours,
            Ended = 0,
            WarmUpHours = 0,
            ReplicationHours = Hours / Math.Max(1, Pieces),
            Events = Events,
            Outages = Outages,
            StoppedBy = reason,
            Unavailability = Share(down, options),
            InterruptionFrequency = LogInterval.Of(frequency, options.Confidence, 1),
            DowntimeByCause = [.. byCause.Select((c, i) => (Cause: i, Share: c)).Where(c => c.Cause != plan.UnknownCause || named || mayEndInUnknown).Select(c => new CauseDowntime(plan.Causes[c.Cause], Share(c.Share, options)))],
            ScheduledUnavailability = Share(scheduled, options),
            UnscheduledUnavailability = Share(unscheduled, options),
            MeanUpTime = Outages > 0 ? LogInterval.Of(upTime, options.Confidence, 1) : null,
            MeanDownTime = Outages > 0 ? LogInterval.Of(downTime, options.Confidence, 1) : null,
            Rewards = [.. rewards.Select((r, i) => new RewardRate(plan.RewardNames[i], r.Interval(options.Confidence, double.PositiveInfinity)))],
            DataLossFrequency = plan.DataLoss is null ? null : LogInterval.Of(lossFrequency, options.Confidence, 1),
            DataLossUnavailability = plan.DataLoss is null ? null : Share(lossFraction, options),
            Unreliability = [],
            PointUnavailability = [],
            DataLossProbability = [],
            MeanTimeToFirstFailure = null,
        };
        return plan.Unsettled is null ? result : result.Distrusted() with { UnsettledEvent = plan.Unsettled };
    }

    // An outage not seen is guessed to be as long as the longest of all, or where none was to fill a whole piece.
    private ConfidenceInterval Share(RatioEstimator ratio, SimulationOptions options) => LogInterval.Of(ratio, options.Confidence, longest > 0 ? longest : Hours / Math.Max(1, Pieces));

    private IEnumerable<RatioEstimator> All() => [down, scheduled, unscheduled, frequency, upTime, downTime, lossFraction, lossFrequency, .. byCause, .. rewards];
}
