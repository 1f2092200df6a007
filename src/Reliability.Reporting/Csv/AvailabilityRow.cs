using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>availability.csv</c>: the unavailability of one model by one engine.</summary>
[CsvRecord]
public sealed partial record AvailabilityRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>The engine that answered.</summary>
    [CsvColumn("engine")]
    public string Engine { get; init; } = "";

    /// <summary>Share of time down in the long run.</summary>
    [CsvColumn("unavailability")]
    public double Unavailability { get; init; }

    /// <summary>What is known about the error: exact, interval, approximation or bound.</summary>
    [CsvColumn("kind")]
    public string Kind { get; init; } = "";

    /// <summary>Lower end of the interval.</summary>
    [CsvColumn("lower")]
    public double? Lower { get; init; }

    /// <summary>Upper end of the interval.</summary>
    [CsvColumn("upper")]
    public double? Upper { get; init; }
}
