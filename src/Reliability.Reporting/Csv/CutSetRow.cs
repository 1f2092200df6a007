using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>cut-sets.csv</c>: one minimal cut set of one model.</summary>
[CsvRecord]
public sealed partial record CutSetRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>Number of events.</summary>
    [CsvColumn("order")]
    public int Order { get; init; }

    /// <summary>Share of time in which all of them are there.</summary>
    [CsvColumn("probability")]
    public double Probability { get; init; }

    /// <summary>The events, with " and " between them.</summary>
    [CsvColumn("events")]
    public string Events { get; init; } = "";
}
