using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>downtime-budget.csv</c>: one segment of the bar of one model.</summary>
[CsvRecord]
public sealed partial record BudgetRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>What began the outages.</summary>
    [CsvColumn("cause")]
    public string Cause { get; init; } = "";

    /// <summary>Minutes down per year of 365 days.</summary>
    [CsvColumn("minutes_per_year")]
    public double MinutesPerYear { get; init; }

    /// <summary>Share of the downtime of the model; the shares of a model add up to one.</summary>
    [CsvColumn("share")]
    public double? Share { get; init; }
}
