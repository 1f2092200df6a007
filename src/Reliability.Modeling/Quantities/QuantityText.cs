using System.Globalization;

namespace Reliability.Modeling.Quantities;

/// <summary>Writes quantities in the unit that reads best.</summary>
public static class QuantityText
{
    /// <summary>A duration given in hours, such as <c>30 s</c> or <c>11.4 y</c>.</summary>
    public static string Duration(double hours)
    {
        if (double.IsNaN(hours)) return "unknown";
        if (double.IsInfinity(hours)) return "never";
        var size = Math.Abs(hours);
        var (value, unit) = size switch
        {
            0 => (0, "h"),
            < 1 / 3600.0 => (hours * 3.6e6, "ms"),
            < 1 / 60.0 - 1e-12 => (hours * 3600, "s"),
            < 1 - 1e-12 => (hours * 60, "min"),
            < 8760 => (hours, "h"),
            _ => IsRound(hours) && hours < 1e6 ? (hours, "h") : (hours / 8760, "y"),
        };
        return $"{Number(value)} {unit}";
    }

    /// <summary>A number with at most six significant digits, without an exponent where that is readable.</summary>
    public static string Number(double value) => value switch
    {
        0 => "0",
        _ when Math.Abs(value) is >= 1e-4 and < 1e7 => Math.Round(value, Math.Clamp(6 - (int)Math.Ceiling(Math.Log10(Math.Abs(value))), 0, 12)).ToString("0.############", CultureInfo.InvariantCulture),
        _ => value.ToString("0.#####e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
    };

    private static bool IsRound(double hours) => hours % 1000 == 0;
}
