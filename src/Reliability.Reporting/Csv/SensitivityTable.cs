using CsvHelper;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Results;
using Reliability.Studies.Sensitivity;

namespace Reliability.Reporting;

/// <summary>Sensitivities as rows in the units of their files, which every form of output shows.</summary>
public static class SensitivityTable
{
    /// <summary>The rows of several models, each in its order.</summary>
    public static IEnumerable<SensitivityRow> Rows(IEnumerable<SensitivityResult> results) => results.SelectMany(r => r.Sensitivities.Select(s => Row(r, s)));

    /// <summary>The row of one parameter.</summary>
    public static SensitivityRow Row(SensitivityResult result, ParameterSensitivity sensitivity)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(sensitivity);
        var (p, size, has) = (sensitivity.Parameter, sensitivity.Parameter.Unit.Size, sensitivity.Derivative is not null);
        var (effect, unit) = Effect(result);
        return new SensitivityRow
        {
            Model = result.Subject.Name,
            Measure = result.Measure,
            AtHours = result.AtHours,
            MeasureValue = result.Value,
            MeasureUnit = result.Unit,
            Parameter = p.Name,
            Value = p.ValueInUnit,
            Unit = p.Unit.Symbol,
            Origin = p.IsDefault ? "default" : "file",
            Derivative = Supported(sensitivity.Derivative * size, sensitivity.Error * size),
            Error = has ? sensitivity.Error * size : null,
            Elasticity = sensitivity.Elasticity,
            Effect = Supported(0.1 * sensitivity.Derivative * p.Value * effect, 0.1 * sensitivity.Error * Math.Abs(p.Value * effect)),
            EffectUnit = unit,
            SecondDerivative = Supported(sensitivity.SecondDerivative * size * size, sensitivity.SecondError * size * size),
            SecondError = sensitivity.SecondDerivative is null ? null : sensitivity.SecondError * size * size,
            SecondElasticity = sensitivity.SecondElasticity,
            Method = sensitivity.Method,
            Remark = sensitivity.Remark,
        };
    }

    // A change of unit brings digits back.
    private static double? Supported(double? value, double error) => value is { } v ? SupportedDigits.Of(v, error) : null;

    /// <summary>What one unit of the measure counts in the column of effects, and the unit there.</summary>
    public static (double Factor, string Unit) Effect(SensitivityResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Measure switch
        {
            MeasureNames.Unavailability => (Duration.MinutesPerYear, "min/yr"),
            MeasureNames.Availability => (-Duration.MinutesPerYear, "min/yr"),
            _ => (1, result.Unit),
        };
    }

    /// <summary>Writes them as comma-separated values.</summary>
    public static void WriteCsv(IEnumerable<SensitivityResult> results, TextWriter writer)
    {
        using var csv = CsvWriter.Create(writer, CsvReport.Options, leaveOpen: true);
        csv.WriteHeader<SensitivityRow>();
        csv.WriteRecords(Rows(results));
    }
}
