using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>comparison.csv</c>: one measure of one model by one engine.</summary>
[CsvRecord]
public sealed partial record MeasurementRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>File of the model.</summary>
    [CsvColumn("file")]
    public string File { get; init; } = "";

    /// <summary>The engine that answered.</summary>
    [CsvColumn("engine")]
    public string Engine { get; init; } = "";

    /// <summary>The measure.</summary>
    [CsvColumn("measure")]
    public string Measure { get; init; } = "";

    /// <summary>The cause, for downtime by cause.</summary>
    [CsvColumn("cause")]
    public string? Cause { get; init; }

    /// <summary>The time, for measures at a time.</summary>
    [CsvColumn("at_hours")]
    public double? AtHours { get; init; }

    /// <summary>The value.</summary>
    [CsvColumn("value")]
    public double Value { get; init; }

    /// <summary>Its unit.</summary>
    [CsvColumn("unit")]
    public string Unit { get; init; } = "";

    /// <summary>How it was found.</summary>
    [CsvColumn("method")]
    public string Method { get; init; } = "";

    /// <summary>What is known about its error: exact, interval, approximation or bound.</summary>
    [CsvColumn("kind")]
    public string Kind { get; init; } = "";

    /// <summary>Standard error or bound on rounding.</summary>
    [CsvColumn("error")]
    public double? Error { get; init; }

    /// <summary>Lower end of the interval.</summary>
    [CsvColumn("lower")]
    public double? Lower { get; init; }

    /// <summary>Upper end of the interval.</summary>
    [CsvColumn("upper")]
    public double? Upper { get; init; }

    /// <summary>Number of replications.</summary>
    [CsvColumn("samples")]
    public long? Samples { get; init; }

    /// <summary>What to know before believing the value.</summary>
    [CsvColumn("warning")]
    public string? Warning { get; init; }
}
