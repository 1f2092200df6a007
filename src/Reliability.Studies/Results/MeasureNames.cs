namespace Reliability.Studies.Results;

/// <summary>The measures by their field names.</summary>
public static class MeasureNames
{
    /// <summary>Share of time up.</summary>
    public const string Availability = "availability";

    /// <summary>Share of time down.</summary>
    public const string Unavailability = "unavailability";

    /// <summary>-log10 of the unavailability.</summary>
    public const string Nines = "nines";

    /// <summary>Minutes down per year of 365 days.</summary>
    public const string Downtime = "downtime";

    /// <summary>Minutes down per year by plan.</summary>
    public const string ScheduledDowntime = "scheduled-downtime";

    /// <summary>Minutes down per year without a plan.</summary>
    public const string UnscheduledDowntime = "unscheduled-downtime";

    /// <summary>Minutes down per year by the cause that began the outage.</summary>
    public const string DowntimeByCause = "downtime-by-cause";

    /// <summary>Interruptions per hour.</summary>
    public const string InterruptionFrequency = "interruption-frequency";

    /// <summary>Mean hours between the beginnings of two interruptions.</summary>
    public const string Mtbf = "mtbf";

    /// <summary>Mean hours from the end of an interruption to the next.</summary>
    public const string MeanUpTime = "mean-up-time";

    /// <summary>Mean hours of an interruption.</summary>
    public const string MeanDownTime = "mean-down-time";

    /// <summary>Mean hours to the first interruption.</summary>
    public const string Mttff = "mttff";

    /// <summary>Probability of no interruption before a time.</summary>
    public const string Reliability = "reliability";

    /// <summary>Probability of an interruption before a time.</summary>
    public const string Unreliability = "unreliability";

    /// <summary>Probability of being up at a time.</summary>
    public const string PointAvailability = "point-availability";

    /// <summary>Expected share of the time from the start until a time that is up.</summary>
    public const string IntervalAvailability = "interval-availability";

    /// <summary>Mean share of capacity.</summary>
    public const string Capacity = "capacity";

    /// <summary>Mean share of clients served.</summary>
    public const string ServiceWeighted = "service-weighted-availability";

    /// <summary>Probability of a data loss within a year.</summary>
    public const string DataLossProbability = "data-loss-probability";

    /// <summary>Mean hours to the first data loss.</summary>
    public const string Mttdl = "mttdl";

    /// <summary>Minutes down in a year that so many years at most have; the share of the years in percent follows behind a slash.</summary>
    public const string YearlyDowntime = "yearly-downtime";

    /// <summary>The share of years without any downtime.</summary>
    public const string YearsWithoutDowntime = "years-without-downtime";

    /// <summary>The probability that a year has more downtime than was agreed on.</summary>
    public const string ObjectiveMissed = "objective-missed";

    /// <summary>The measures that do not ask for the long run.</summary>
    public static IReadOnlyList<string> FromTheStart { get; } = [Mttff, Reliability, Unreliability, PointAvailability, IntervalAvailability, DataLossProbability, Mttdl];

    /// <summary>The mean number of copies of a fleet that are down.</summary>
    public const string CopiesDown = "copies-down";

    /// <summary>The share of time with so many copies of a fleet down, or more; the number follows behind a slash.</summary>
    public const string SimultaneousOutages = "simultaneous-outages";

    /// <summary>How often a year the copies of a fleet that are down become so many, or more.</summary>
    public const string SimultaneousOutageFrequency = "simultaneous-outage-frequency";

    /// <summary>All names, for help and hints; <c>expected-NAME</c> asks for the mean of a reward of the model.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Availability, Unavailability, Nines, Downtime, ScheduledDowntime, UnscheduledDowntime, DowntimeByCause, InterruptionFrequency, Mtbf, MeanUpTime,
        MeanDownTime, Mttff, Reliability, Unreliability, PointAvailability, IntervalAvailability, Capacity, ServiceWeighted, DataLossProbability, Mttdl,
        YearlyDowntime, YearsWithoutDowntime, ObjectiveMissed,
    ];

    /// <summary>The name of a measure without what follows a slash.</summary>
    /// <param name="measure">The measure.</param>
    public static string Family(string measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var slash = measure.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? measure : measure[..slash];
    }
}
