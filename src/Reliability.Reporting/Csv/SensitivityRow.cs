using CsvHelper;

namespace Reliability.Reporting;

/// <summary>One line of a table of sensitivities: one parameter of one model.</summary>
[CsvRecord]
public sealed partial record SensitivityRow
{
    /// <summary>Name of the model.</summary>
    [CsvColumn("model")]
    public string Model { get; init; } = "";

    /// <summary>The measure.</summary>
    [CsvColumn("measure")]
    public string Measure { get; init; } = "";

    /// <summary>The time, for measures at a time.</summary>
    [CsvColumn("at_hours")]
    public double? AtHours { get; init; }

    /// <summary>The measure at the values of the file.</summary>
    [CsvColumn("measure_value")]
    public double MeasureValue { get; init; }

    /// <summary>Its unit.</summary>
    [CsvColumn("measure_unit")]
    public string MeasureUnit { get; init; } = "";

    /// <summary>The parameter.</summary>
    [CsvColumn("parameter")]
    public string Parameter { get; init; } = "";

    /// <summary>Its value in the unit of the file.</summary>
    [CsvColumn("value")]
    public double Value { get; init; }

    /// <summary>That unit.</summary>
    [CsvColumn("unit")]
    public string Unit { get; init; } = "";

    /// <summary>Whether the file leaves it to the default: <c>default</c> or <c>file</c>.</summary>
    [CsvColumn("origin")]
    public string Origin { get; init; } = "";

    /// <summary>The derivative per unit of the parameter.</summary>
    [CsvColumn("derivative")]
    public double? Derivative { get; init; }

    /// <summary>Its estimated error.</summary>
    [CsvColumn("error")]
    public double? Error { get; init; }

    /// <summary>Derivative times parameter by measure.</summary>
    [CsvColumn("elasticity")]
    public double? Elasticity { get; init; }

    /// <summary>The effect of ten percent more, to first order.</summary>
    [CsvColumn("effect_of_10_percent")]
    public double? Effect { get; init; }

    /// <summary>Its unit: minutes per year of downtime, or that of the measure.</summary>
    [CsvColumn("effect_unit")]
    public string EffectUnit { get; init; } = "";

    /// <summary>The second derivative.</summary>
    [CsvColumn("second_derivative")]
    public double? SecondDerivative { get; init; }

    /// <summary>Its estimated error.</summary>
    [CsvColumn("second_error")]
    public double? SecondError { get; init; }

    /// <summary>The second derivative times the square of the parameter by the measure.</summary>
    [CsvColumn("second_elasticity")]
    public double? SecondElasticity { get; init; }

    /// <summary>How it was found.</summary>
    [CsvColumn("method")]
    public string Method { get; init; } = "";

    /// <summary>Why there is none, or what one should know.</summary>
    [CsvColumn("remark")]
    public string? Remark { get; init; }
}
