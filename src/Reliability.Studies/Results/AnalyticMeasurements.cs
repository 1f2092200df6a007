using Reliability.Modeling.Quantities;
using Reliability.Studies.Analytic;

namespace Reliability.Studies.Results;

/// <summary>Turns an analytic answer into measurements.</summary>
internal static class AnalyticMeasurements
{
    // GTH keeps every component to a small multiple of the unit roundoff; tests hold 1e-10 against 50-digit references.
    private const double RelativeError = 1e-12;

    public static IEnumerable<Measurement> From(AnalyticResult r, Subject subject, StudyOptions options, bool approximate, double seconds)
    {
        var method = approximate ? $"GTH elimination, windows as {options.WindowStages} exponential stages" : r.Method;
        var kind = approximate ? ErrorKind.Approximation : r.ErrorIsEstimated ? ErrorKind.Residual : ErrorKind.Exact;
        Measurement Of(string measure, double value, string unit) => new(measure, "markov", value, unit, method, kind) { Error = approximate ? null : Math.Max(RelativeError, r.RelativeError ?? 0) * Math.Abs(value), Seconds = seconds };
        const double year = Duration.MinutesPerYear;
        var u = r.Unavailability;
        if (!double.IsNaN(u))
        {
            yield return Of(MeasureNames.Availability, 1 - u, "") with { Error = approximate ? null : Math.Max(1e-16, (r.RelativeError ?? 0) * u) };
            yield return Of(MeasureNames.Unavailability, u, "");
            yield return Of(MeasureNames.Nines, u > 0 ? -Math.Log10(u) : double.PositiveInfinity, "");
            yield return Of(MeasureNames.Downtime, u * year, "min/yr");
        }

        Measurement Booked(string measure, double value, string unit) => r.ByCauseIsApproximate ? Of(measure, value, unit) with { Kind = ErrorKind.Approximation, Error = u * Math.Abs(value) } : Of(measure, value, unit);
        if (r.ByCause is { } causes)
        {
            yield return Booked(MeasureNames.ScheduledDowntime, r.ScheduledUnavailability!.Value * year, "min/yr");
            yield return Booked(MeasureNames.UnscheduledDowntime, r.UnscheduledUnavailability!.Value * year, "min/yr");
            foreach (var (cause, share, _) in causes) yield return Booked(MeasureNames.DowntimeByCause, share * year, "min/yr") with { Cause = cause.Name };
        }

        if (r.Frequency is { } f)
        {
            yield return Booked(MeasureNames.InterruptionFrequency, f, "1/h");
            if (f > 0)
            {
                yield return Booked(MeasureNames.Mtbf, 1 / f, "h");
                yield return Booked(MeasureNames.MeanUpTime, (1 - u) / f, "h");
                yield return Booked(MeasureNames.MeanDownTime, u / f, "h");
            }
        }

        if (r.MeanTimeToFirstFailure is { } mttff) yield return Of(MeasureNames.Mttff, mttff, "h");
        for (var i = 0; i < options.Times.Length && i < r.Unreliability.Length; i++)
        {
            if (r.Unreliability[i] is { } unreliability)
            {
                yield return Of(MeasureNames.Reliability, 1 - unreliability, "") with { At = options.Times[i] };
                yield return Of(MeasureNames.Unreliability, unreliability, "") with { At = options.Times[i] };
            }

            if (r.PointUnavailability[i] is { } point) yield return Of(MeasureNames.PointAvailability, 1 - point, "") with { At = options.Times[i] };
        }

        foreach (var (measure, reward) in subject.Rewards)
        {
            if (r.Rewards.FirstOrDefault(x => x.Name == reward.Name) is { Name: not null } earned) yield return Of(measure, earned.Mean, "");
        }

        var lossKind = r.DataLossIsApproximate ? ErrorKind.Approximation : kind;
        if (r.DataLossProbability is { } loss) yield return Of(MeasureNames.DataLossProbability, loss, "per year") with { Kind = lossKind };
        if (r.MeanTimeToDataLoss is { } mttdl) yield return Of(MeasureNames.Mttdl, mttdl, "h") with { Kind = lossKind };
    }
}
