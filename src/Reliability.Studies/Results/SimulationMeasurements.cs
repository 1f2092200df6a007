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
        Measurement Of(string measure, ConfidenceInterval i, string unit, double factor = 1) => new(
            measure, "simulation", i.Estimate * factor, unit, $"{r.Replications} replications of {QuantityText.Duration(r.ReplicationHours)}",
            i.Trust == IntervalTrust.NoneSeen ? ErrorKind.Bound : ErrorKind.Interval)
        {
            Error = i.StandardError * factor,
            Lower = i.Lower * factor,
            Upper = i.Upper * factor,
            Samples = r.Replications,
            Seconds = seconds,
            Warning = i.Trust switch
            {
                IntervalTrust.NoneSeen => "no outage was seen: only the upper bound means anything",
                IntervalTrust.FewOutages => $"only {i.OutagesSeen} outages were seen: do not believe the interval",
                _ => null,
            },
        };
        var up = Of(MeasureNames.Unavailability, r.Unavailability, "");
        yield return up with { Measure = MeasureNames.Availability, Value = 1 - up.Value, Lower = 1 - up.Upper, Upper = 1 - up.Lower };
        yield return up;
        yield return Of(MeasureNames.Downtime, r.Unavailability, "min/yr", year);
        yield return Of(MeasureNames.ScheduledDowntime, r.ScheduledUnavailability, "min/yr", year);
        yield return Of(MeasureNames.UnscheduledDowntime, r.UnscheduledUnavailability, "min/yr", year);
        foreach (var c in r.DowntimeByCause) yield return Of(MeasureNames.DowntimeByCause, c.FractionOfTime, "min/yr", year) with { Cause = c.Cause.Name };
        yield return Of(MeasureNames.InterruptionFrequency, r.InterruptionFrequency, "1/h");
        if (r.MeanUpTime is { } meanUp) yield return Of(MeasureNames.MeanUpTime, meanUp, "h");
        if (r.MeanDownTime is { } meanDown) yield return Of(MeasureNames.MeanDownTime, meanDown, "h");
        if (r.MeanTimeToFirstFailure is { } mttff) yield return Of(MeasureNames.Mttff, mttff, "h");
        for (var i = 0; i < options.Times.Length; i++)
        {
            yield return Of(MeasureNames.Unreliability, r.Unreliability[i], "") with { At = options.Times[i] };
            var point = Of(MeasureNames.PointAvailability, r.PointUnavailability[i], "");
            yield return point with { Kind = ErrorKind.Interval, At = options.Times[i], Value = 1 - point.Value, Lower = 1 - point.Upper, Upper = 1 - point.Lower };
        }

        foreach (var (measure, reward) in subject.Rewards) yield return Of(measure, r.Rewards.First(x => x.Name == reward.Name).PerHour, "");
        if (r.DataLossFrequency is { } loss)
        {
            yield return Of(MeasureNames.DataLossProbability, loss, "per year", Duration.HoursPerYear);
        }
    }
}
