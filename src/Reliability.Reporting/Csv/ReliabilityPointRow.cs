using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>reliability-over-time.csv</c>: one model at one time.</summary>
[CsvRecord]
public sealed partial record ReliabilityPointRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>Time since the start.</summary>
    [CsvColumn("hours")]
    public double Hours { get; init; }

    /// <summary>Probability of at least one interruption until then.</summary>
    [CsvColumn("unreliability")]
    public double? Unreliability { get; init; }

    /// <summary>Probability of none.</summary>
    [CsvColumn("reliability")]
    public double? Reliability { get; init; }
}
