using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>availability-over-time.csv</c>: one model at one time.</summary>
[CsvRecord]
public sealed partial record AvailabilityPointRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>Time since the start.</summary>
    [CsvColumn("hours")]
    public double Hours { get; init; }

    /// <summary>Expected share of the time until then that is down.</summary>
    [CsvColumn("unavailability")]
    public double? Unavailability { get; init; }

    /// <summary>Expected minutes down until then.</summary>
    [CsvColumn("downtime_minutes")]
    public double? DowntimeMinutes { get; init; }
}
