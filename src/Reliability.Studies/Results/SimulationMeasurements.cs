using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;

namespace Reliability.Studies.Results;

/// <summary>Turns the answer of a simulation into measurements.</summary>
internal static class SimulationMeasurements
{
    public static IEnumerable<Measurement> From(SimulationResult r, Subject subject, StudyOptions options, double seconds)
    {
        const double year = Duration.MinutesPerYear;
        var method = r.Estimator switch
        {
            LongRunEstimator.Cycles => $"{r.Cycles} regenerative cycles over {QuantityText.Duration(r.SimulatedHours)}",
            LongRunEstimator.Chain => $"{r.Cycles} regenerative cycles of the chain over {QuantityText.Duration(r.SimulatedHours)}",
            LongRunEstimator.BatchMeans => $"{r.Replications} batches of {QuantityText.Duration(r.ReplicationHours)} after a warm-up of {QuantityText.Duration(r.WarmUpHours)}",
            _ => $"{r.Replications} replications of {QuantityText.Duration(r.ReplicationHours)}",
        };
        Measurement Of(string measure, ConfidenceInterval i, string unit, double factor = 1) =>
            Doubted(SimulationMeasurements.Of(measure, i, unit, factor, method, r.Replications, seconds), i.Trust == IntervalTrust.FewOutages && i.OutagesSeen >= ConfidenceInterval.OutagesNeeded, r);
        Measurement FromStart(string measure, ConfidenceInterval i, string unit) =>
            r.FromStartReplications is { } own ? SimulationMeasurements.Of(measure, i, unit, 1, $"{own} replications from the start", own, seconds) : Of(measure, i, unit);
        if (r.Ended == 0)
        {
            var up = Of(MeasureNames.Unavailability, r.Unavailability, "");
            yield return Complement(up, MeasureNames.Availability);
            yield return up;
            yield return Of(MeasureNames.Downtime, r.Unavailability, "min/yr", year);
            yield return Of(MeasureNames.ScheduledDowntime, r.ScheduledUnavailability, "min/yr", year);
            yield return Of(MeasureNames.UnscheduledDowntime, r.UnscheduledUnavailability, "min/yr", year);
            foreach (var c in r.DowntimeByCause) yield return Of(MeasureNames.DowntimeByCause, c.FractionOfTime, "min/yr", year) with { Cause = c.Cause.Name };
            yield return Of(MeasureNames.InterruptionFrequency, r.InterruptionFrequency, "1/h");
            if (r.MeanUpTime is { } meanUp) yield return Of(MeasureNames.MeanUpTime, meanUp, "h");
            if (r.MeanDownTime is { } meanDown) yield return Of(MeasureNames.MeanDownTime, meanDown, "h");
        }

        foreach (var m in r is { Ended: 0, Yearly: { } yearly } ? Years(yearly, seconds) : []) yield return m;
        if (r.MeanTimeToFirstFailure is { } mttff) yield return FromStart(MeasureNames.Mttff, mttff, "h");
        var times = StudyRunner.SimulatedTimes(options);
        foreach (var time in options.Times)
        {
            var i = times.IndexOf(time);
            var unreliability = Others(FromStart(MeasureNames.Unreliability, r.Unreliability[i], "") with { At = time }, r.Unreliability[i], "replication without outage", "replications without outage");
            yield return Complement(unreliability, MeasureNames.Reliability);
            yield return unreliability;
            var pointUnavailability = Others(FromStart(MeasureNames.PointAvailability, r.PointUnavailability[i], "") with { At = time }, r.PointUnavailability[i], "replication that was up", "replications that were up");
            yield return Complement(pointUnavailability, MeasureNames.PointAvailability);
        }

        foreach (var (measure, reward) in subject.Rewards.Where(_ => r.Ended == 0)) yield return Of(measure, r.Rewards.First(x => x.Name == reward.Name).PerHour, "");
        if (!r.DataLossProbability.IsEmpty) yield return FromStart(MeasureNames.DataLossProbability, r.DataLossProbability[times.IndexOf(Duration.HoursPerYear)], "per year");
    }

    /// <summary>An interval as a measurement.</summary>
    public static Measurement Of(string measure, ConfidenceInterval i, string unit, double factor, string method, long replications, double seconds) =>
        new(measure, "simulation", i.Estimate * factor, unit, method, i.Trust == IntervalTrust.NoneSeen ? ErrorKind.Bound : ErrorKind.Interval)
        {
            Error = i.StandardError * factor,
            Lower = i.Lower * factor,
            Upper = i.Upper * factor,
            Samples = replications,
            Seconds = seconds,
            Warning = i.Trust switch
            {
                IntervalTrust.NoneSeen => "no outage was seen: only the upper bound means anything",
                IntervalTrust.FewOutages => $"only {i.OutagesSeen} outages were seen: do not believe the interval",
                _ => null,
            },
        };

    private static Measurement Doubted(Measurement m, bool isDoubted, SimulationResult r) => !isDoubted || !(r.IsCorrelated || r.IsDrifting || r.UnsettledEvent is not null) ? m
        : m with { Warning = (r.IsCorrelated ? "the batches depend on each other" : r.UnsettledEvent is { } name ? $"the delay of '{name}' has no finite variance" : "the start is not forgotten in the time simulated") + ": do not believe the interval" };

    private static IEnumerable<Measurement> Years(YearlyDowntime yearly, double seconds)
    {
        var method = $"{yearly.Years} years, {yearly.YearsInReplication} to a replication";
        Measurement Of(string measure, ConfidenceInterval i, string unit) => SimulationMeasurements.Of(measure, i, unit, 1, method, yearly.Years, seconds);
        foreach (var q in yearly.Quantiles)
        {
            var share = (100 * q.Probability).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
            yield return Of($"{MeasureNames.YearlyDowntime}/{share}%", q.Minutes, "min") with { Method = "order statistics of " + method };
        }

        // The event counted is a year and not an outage.
        yield return Counted(Of(MeasureNames.YearsWithoutDowntime, yearly.YearsWithoutDowntime, ""), yearly.YearsWithoutDowntime, "year without downtime", "years without downtime", "year with downtime", "years with downtime");
        if (yearly.Missed is { } missed) yield return Counted(Of(MeasureNames.ObjectiveMissed, missed, "per year"), missed, "year that misses the objective", "years that miss the objective", "year that meets the objective", "years that meet the objective");
    }

    private static Measurement Counted(Measurement m, ConfidenceInterval i, string one, string many, string other, string others) => Others(m with
    {
        Warning = i.Trust switch
        {
            IntervalTrust.NoneSeen => $"no {one} was seen: only the upper bound means anything",
            IntervalTrust.FewOutages => $"only {i.OutagesSeen} {(i.OutagesSeen == 1 ? one : many)} {(i.OutagesSeen == 1 ? "was" : "were")} seen: do not believe the interval",
            _ => null,
        },
    }, i, other, others);

    // A share says as little where nearly all were counted as where hardly any were.
    private static Measurement Others(Measurement m, ConfidenceInterval i, string one, string many)
    {
        // Not what weights count.
        var rest = i.SampleCount - i.OutagesSeen;
        if (Math.Abs((i.Estimate * i.SampleCount) - i.OutagesSeen) > 0.5) return m;
        if (m.Kind != ErrorKind.Interval || i.OutagesSeen == 0 || rest >= ConfidenceInterval.OutagesNeeded || m.Warning is not null) return m;
        return rest == 0
            ? m with { Kind = ErrorKind.Bound, Warning = $"no {one} was seen: only the lower bound means anything" }
            : m with { Warning = $"only {rest} {(rest == 1 ? one : many)} {(rest == 1 ? "was" : "were")} seen: do not believe the interval" };
    }

    private static Measurement Complement(Measurement m, string measure) => m with
    {
        Measure = measure,
        Value = 1 - m.Value,
        Lower = 1 - m.Upper,
        Upper = 1 - m.Lower,
        Warning = m.Kind != ErrorKind.Bound ? m.Warning : m.Value == 0 ? "no outage was seen: only the lower bound means anything" : "nothing but outages was seen: only the upper bound means anything",
    };
}
