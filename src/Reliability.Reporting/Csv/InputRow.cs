using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>inputs.csv</c>: one number that went into one model.</summary>
[CsvRecord]
public sealed partial record InputRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>Where it stands in the file.</summary>
    [CsvColumn("place")]
    public string Place { get; init; } = "";

    /// <summary>Its text with unit.</summary>
    [CsvColumn("value")]
    public string Value { get; init; } = "";

    /// <summary>Where it comes from: file or default.</summary>
    [CsvColumn("origin")]
    public string Origin { get; init; } = "";

    /// <summary>What it means, and for a default where it comes from.</summary>
    [CsvColumn("meaning")]
    public string Meaning { get; init; } = "";
}
