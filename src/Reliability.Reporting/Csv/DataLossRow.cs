using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>data-loss.csv</c>: the data loss of one model by one engine.</summary>
[CsvRecord]
public sealed partial record DataLossRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>The engine that answered.</summary>
    [CsvColumn("engine")]
    public string Engine { get; init; } = "";

    /// <summary>Probability of a data loss within a year.</summary>
    [CsvColumn("probability_per_year")]
    public double ProbabilityPerYear { get; init; }

    /// <summary>What is known about the error: exact, interval, approximation or bound.</summary>
    [CsvColumn("kind")]
    public string Kind { get; init; } = "";

    /// <summary>Lower end of the interval.</summary>
    [CsvColumn("lower")]
    public double? Lower { get; init; }

    /// <summary>Upper end of the interval.</summary>
    [CsvColumn("upper")]
    public double? Upper { get; init; }

    /// <summary>Mean hours to the first data loss.</summary>
    [CsvColumn("mean_hours")]
    public double? MeanHours { get; init; }
}
