using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of <c>checks.csv</c>: two engines compared on one measure.</summary>
[CsvRecord]
public sealed partial record CheckRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>The measure.</summary>
    [CsvColumn("measure")]
    public string Measure { get; init; } = "";

    /// <summary>The engine that is the reference.</summary>
    [CsvColumn("first")]
    public string First { get; init; } = "";

    /// <summary>The engine compared with it.</summary>
    [CsvColumn("second")]
    public string Second { get; init; } = "";

    /// <summary>The reference value.</summary>
    [CsvColumn("first_value")]
    public double FirstValue { get; init; }

    /// <summary>The other value.</summary>
    [CsvColumn("second_value")]
    public double SecondValue { get; init; }

    /// <summary>The difference in standard errors.</summary>
    [CsvColumn("z")]
    public double? Z { get; init; }

    /// <summary>The greatest |z| that still counts as agreement.</summary>
    [CsvColumn("critical")]
    public double? Critical { get; init; }

    /// <summary>The smallest true difference that the comparison would have caught with 90 %.</summary>
    [CsvColumn("detectable")]
    public double? Detectable { get; init; }

    /// <summary>The verdict: agree, disagree or inconclusive.</summary>
    [CsvColumn("verdict")]
    public string Verdict { get; init; } = "";

    /// <summary>What to know about it.</summary>
    [CsvColumn("note")]
    public string? Note { get; init; }
}
