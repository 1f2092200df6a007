using System.Globalization;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Results;

namespace Reliability.Cli.Output;

/// <summary>Numbers as a table shows them.</summary>
internal static class Numbers
{
    /// <summary>An availability with all its nines and two digits more.</summary>
    public static string Availability(double unavailability)
    {
        if (unavailability <= 0) return "1";
        var digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(unavailability)) + 2, 2, 15);
        return (1 - unavailability).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A number with three significant digits.</summary>
    public static string Short(double? value) => value switch
    {
        null => "–",
        0 => "0",
        { } v when double.IsNaN(v) => "–",
        { } v when double.IsInfinity(v) => "∞",
        { } v when Math.Abs(v) is >= 0.001 and < 1e6 => v.ToString(Math.Abs(v) >= 100 ? "F0" : Math.Abs(v) >= 10 ? "F1" : Math.Abs(v) >= 1 ? "F2" : "G3", CultureInfo.InvariantCulture),
        { } v => v.ToString("0.00e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
    };

    /// <summary>A value in its unit, hours as a duration that reads well.</summary>
    public static string Value(Measurement m, double value) => m.Unit == "h" ? QuantityText.Duration(value) : m.Measure is MeasureNames.Availability or MeasureNames.PointAvailability or MeasureNames.Reliability or MeasureNames.Capacity or MeasureNames.ServiceWeighted && value is > 0.9 and <= 1 ? Availability(1 - value) : value.ToString("G7", CultureInfo.InvariantCulture);
}
