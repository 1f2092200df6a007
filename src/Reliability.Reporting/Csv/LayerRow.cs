using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>downtime-by-layer.csv</c>: one part and cause of one model.</summary>
[CsvRecord]
public sealed partial record LayerRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>Kind of the part: the layer.</summary>
    [CsvColumn("layer")]
    public string Layer { get; init; } = "";

    /// <summary>Name of the part.</summary>
    [CsvColumn("part")]
    public string Part { get; init; } = "";

    /// <summary>What began the outages.</summary>
    [CsvColumn("cause")]
    public string Cause { get; init; } = "";

    /// <summary>Minutes down per year of 365 days; those of a model add up to its downtime.</summary>
    [CsvColumn("minutes_per_year")]
    public double MinutesPerYear { get; init; }
}
