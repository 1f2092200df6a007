using System.Collections.Immutable;
using Reliability.Modeling.Models;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Engine;

/// <summary>Adds up replications in the order of their numbers and estimates from them. Not thread-safe.</summary>
internal sealed class Tally
{
    private readonly SimulationPlan plan;
    private readonly SimulationOptions options;
    private readonly double hours;
    private readonly RunningMoments[] byCause;
    private readonly long[] bookings;
    private readonly RunningMoments[] rewards;
    private readonly long[] rewardChanges;
    private readonly long[] failed;
    private readonly long[] isDown;
    private readonly long[] lost;
    private readonly RunningMoments[] timeAtLeast;
    private readonly RunningMoments[] risesTo;
    private readonly long[] rises;
    private readonly RatioEstimator upTime = new();
    private readonly RatioEstimator downTime = new();
    private readonly YearTally years;
    private readonly DriftTest drift;
    private RunningMoments down;
    private RunningMoments scheduled;
    private RunningMoments frequency;
    private RunningMoments lossFraction;
    private RunningMoments lossFrequency;
    private RunningMoments firstFailure;
    private long scheduledBookings;
    private long losses;
    private double longest;
    private int ended;

    public Tally(SimulationPlan plan, SimulationOptions options)
    {
        (this.plan, this.options, hours) = (plan, options, plan.EndHours - plan.WarmUpHours);
        byCause = new RunningMoments[plan.Causes.Length + 1];
        bookings = new long[plan.Causes.Length];
        rewards = new RunningMoments[plan.RewardRates.Length];
        rewardChanges = new long[plan.RewardRates.Length];
        var numbers = plan.Copies == 0 ? 0 : plan.Copies + 1;
        (timeAtLeast, risesTo, rises) = (new RunningMoments[numbers], new RunningMoments[numbers], new long[numbers]);
        years = new YearTally(plan.WholeYears, plan.ObjectiveMinutes, plan.ScheduledDowntimeCounts);
        drift = new DriftTest(plan.WholeYears);
        (failed, isDown, lost) = (new long[plan.Times.Length], new long[plan.Times.Length], new long[plan.Times.Length]);
    }

    public int Replications { get; private set; }

    public long Events { get; private set; }

    public long Outages { get; private set; }

    public bool IsPrecise => options.RelativePrecision > 0 && Outages >= SimulationOptions.OutagesToStop && Unavailability.RelativeHalfWidth < options.RelativePrecision;

    private ConfidenceInterval Unavailability => Share(down, Outages);

    public void Add(ReplicationRecord record)
    {
        Replications++;
        if (record.Ended) ended++;
        Events += record.Events;
        Outages += record.Interruptions;
        longest = Math.Max(longest, record.LongestOutage);
        var (all, planned, unplanned) = (0.0, 0.0, 0.0);
        for (var c = 0; c < bookings.Length; c++)
        {
            var share = record.DownHours[c];
            if (plan.IsScheduled[c]) planned += share;
            else unplanned += share;
            all += share;
            bookings[c] += record.Bookings[c];
            if (plan.IsScheduled[c]) scheduledBookings += record.Bookings[c];
            byCause[c].Add(share / hours);
        }

        years.Add(record.Years);
        drift.Add(record.Years.Down);
        byCause[^1].Add(unplanned / hours);
        down.Add(all / hours);
        scheduled.Add(planned / hours);
        frequency.Add(record.Interruptions / hours);
        upTime.Add(Math.Max(0, hours - all), record.Interruptions, record.Interruptions);
        downTime.Add(all, record.Interruptions, record.Interruptions);
        losses += record.Losses;
        lossFraction.Add(record.LostHours / hours);
        lossFrequency.Add(record.Losses / hours);
        if (!double.IsNaN(record.FirstFailure)) firstFailure.Add(record.FirstFailure);
        for (var i = 0; i < rewards.Length; i++)
        {
            rewards[i].Add(record.Rewards[i] / hours);
            rewardChanges[i] += record.RewardChanges[i];
        }

        var atLeast = 0.0;
        for (var k = timeAtLeast.Length - 1; k > 0; k--)
        {
            atLeast += record.HoursWithDown[k];
            timeAtLeast[k].Add(atLeast / hours);
            risesTo[k].Add(record.Rises[k] / hours);
            rises[k] += record.Rises[k];
        }

        for (var i = 0; i < failed.Length; i++)
        {
            if (record.HasFailed[i]) failed[i]++;
            if (record.IsDown[i]) isDown[i]++;
            if (record.HasLost[i]) lost[i]++;
        }
    }

    public SimulationResult Result(StopReason reason)
    {
        var times = options.Times.IsDefault ? [] : options.Times;
        var causes = ImmutableArray.CreateBuilder<CauseDowntime>();
        var named = plan.Model.Events.SelectMany(e => e.Outcomes.Select(o => o.Cause ?? e.Cause))
            .Concat(plan.Model.Calendar.SelectMany(c => c.Outcomes.Select(o => o.Cause ?? c.Cause))).Contains(Cause.Unknown);
        for (var c = 0; c < bookings.Length; c++)
        {
            if (c == plan.UnknownCause && !named && byCause[c].Maximum == 0) continue;
            causes.Add(new CauseDowntime(plan.Causes[c], Share(byCause[c], bookings[c])));
        }

        var result = new SimulationResult
        {
            Replications = Replications,
            SimulatedHours = Replications * plan.HorizonHours,
            Ended = ended,
            WarmUpHours = plan.WarmUpHours,
            ReplicationHours = hours,
            Events = Events,
            Outages = Outages,
            StoppedBy = reason,
            Unavailability = Unavailability,
            InterruptionFrequency = MeanEstimator.Interval(frequency, options.Confidence, Outages, 1 / hours),
            DowntimeByCause = causes.ToImmutable(),
            ScheduledUnavailability = Share(scheduled, scheduledBookings),
            UnscheduledUnavailability = Share(byCause[^1], bookings.Sum() - scheduledBookings),
            MeanUpTime = Outages > 0 ? upTime.Interval(options.Confidence, 1) : null,
            MeanDownTime = Outages > 0 ? downTime.Interval(options.Confidence, 1) : null,
            Rewards = [.. rewards.Select((r, i) => new RewardRate(
                plan.RewardNames[i], MeanEstimator.Interval(r, options.Confidence, rewardChanges[i], double.PositiveInfinity)))],
            Simultaneous = Simultaneous(),
            Yearly = years.Result(options.Confidence, Outages),
            DataLossFrequency = plan.DataLoss is null ? null : MeanEstimator.Interval(lossFrequency, options.Confidence, losses, 1 / hours),
            DataLossUnavailability = plan.DataLoss is null ? null : MeanEstimator.Interval(lossFraction, options.Confidence, losses, 1),
            Unreliability = Probabilities(times, failed),
            PointUnavailability = Probabilities(times, isDown),
            DataLossProbability = plan.DataLoss is null ? [] : Probabilities(times, lost),
            MeanTimeToFirstFailure = firstFailure.Count == Replications ? MeanEstimator.Interval(firstFailure, options.Confidence, Replications, 1) : null,
        };

        // A model that comes to an end has no long run, however it changes.
        var isDrifting = drift.Shows && ended == 0;
        return isDrifting || plan.Unsettled is not null ? result.Distrusted() with { IsDrifting = isDrifting, UnsettledEvent = plan.Unsettled } : result;
    }

    // Where a cause was never seen, an outage of it is guessed to be as long as the longest of all; where no outage was, to fill the window.
    private ConfidenceInterval Share(RunningMoments shares, long outages) =>
        MeanEstimator.Interval(shares, options.Confidence, outages, longest > 0 ? Math.Min(1, longest / hours) : 1);

    // Up to the greatest number that was seen, and one beyond it, for which there is a bound.
    private ImmutableArray<SimultaneousOutages> Simultaneous()
    {
        if (plan.Copies == 0) return [];
        var greatest = plan.Copies;
        while (greatest > 0 && timeAtLeast[greatest].Maximum == 0) greatest--;
        return
        [
            .. Enumerable.Range(1, Math.Min(greatest + 1, plan.Copies)).Select(k => new SimultaneousOutages(
                k, Share(timeAtLeast[k], rises[k]), MeanEstimator.Interval(risesTo[k], options.Confidence, rises[k], 1 / hours))),
        ];
    }

    private ImmutableArray<ConfidenceInterval> Probabilities(ImmutableArray<double> times, long[] counts) =>
        [.. times.Select(t => BinomialInterval.ClopperPearson(counts[Array.BinarySearch(plan.Times, t)], Replications, options.Confidence))];
}
