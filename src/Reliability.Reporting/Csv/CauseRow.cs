using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>downtime-by-cause.csv</c>: one cause of one model by one engine.</summary>
[CsvRecord]
public sealed partial record CauseRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>The engine that answered.</summary>
    [CsvColumn("engine")]
    public string Engine { get; init; } = "";

    /// <summary>What began the outages.</summary>
    [CsvColumn("cause")]
    public string Cause { get; init; } = "";

    /// <summary>Minutes down per year of 365 days.</summary>
    [CsvColumn("minutes_per_year")]
    public double MinutesPerYear { get; init; }

    /// <summary>What is known about the error: exact, interval, approximation or bound.</summary>
    [CsvColumn("kind")]
    public string Kind { get; init; } = "";

    /// <summary>Lower end of the interval, minutes per year.</summary>
    [CsvColumn("lower")]
    public double? Lower { get; init; }

    /// <summary>Upper end of the interval, minutes per year.</summary>
    [CsvColumn("upper")]
    public double? Upper { get; init; }
}
