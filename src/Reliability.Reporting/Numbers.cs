using System.Globalization;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Numbers as readers get them, the same on the console and in every report.</summary>
public static class Numbers
{
    /// <summary>What stands where nothing is known.</summary>
    public const string Absent = "–";

    /// <summary>Three significant digits, for tables that are looked over.</summary>
    public static string Short(double? value) => value switch
    {
        null or double.NaN => Absent,
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        0 => "0",
        { } v => Three(v),
    };

    /// <summary>Up to six significant digits, for tables that are looked up.</summary>
    public static string Long(double? value) => value switch
    {
        null or double.NaN => Absent,
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        { } v => QuantityText.Number(v),
    };

    /// <summary>A probability near one, from what is missing to one, in percent with at least two digits more than it has nines.</summary>
    public static string NearOne(double missing)
    {
        if (double.IsNaN(missing)) return Absent;
        if (missing is <= 0 or > 1) return missing <= 0 ? "100 %" : "0 %";
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(missing)), 1, 20);
        // The difference is taken in decimal: in binary the last of many nines would be rounding.
        var percent = 100m - (100m * (missing < 1e-22 ? 0m : (decimal)missing));
        return percent.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>The number of nines, from the unavailability.</summary>
    public static string Nines(double unavailability) =>
        double.IsNaN(unavailability) ? Absent : unavailability <= 0 ? "∞" : (-Math.Log10(Math.Min(1, unavailability))).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A length of time given in hours, three significant digits in the unit that reads best.</summary>
    public static string Length(double? hours) => hours switch
    {
        null or double.NaN => Absent,
        double.PositiveInfinity => "never",
        0 => "0 h",
        < 1 / 60.0 => Short(hours * 3600) + " s",
        < 1 => Short(hours * 60) + " min",
        < 8760 => Short(hours) + " h",
        _ => Short(hours / 8760) + " y",
    };

    /// <summary>Whether a measure is a probability near one, which is printed by <see cref="NearOne"/>.</summary>
    public static bool IsNearOne(string measure) => measure is MeasureNames.Availability or MeasureNames.Reliability or MeasureNames.PointAvailability or MeasureNames.IntervalAvailability or MeasureNames.Capacity or MeasureNames.ServiceWeighted;

    /// <summary>A value, or an end of its interval, in the way of its measure: hours as a length of time, what is near one in percent.</summary>
    public static string Value(Measurement measurement, double value)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        if (measurement.Unit == "h") return QuantityText.Duration(value);
        return IsNearOne(measurement.Measure) && value is > 0.9 and <= 1 ? NearOne(1 - value) : Long(value);
    }

    /// <summary>Whether a bound is one from below: what was not observed is the opposite.</summary>
    internal static bool IsLeast(Measurement bound) => bound.Value >= 0.5;

    /// <summary>A value with half the width of its interval, or "not observed" with the bound that is all there is; <c>(?)</c> where the interval must not be believed.</summary>
    public static string WithInterval(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        var m = measurement;
        if (m.Kind == ErrorKind.Bound) return "not observed, " + (IsLeast(m) ? $"≥ {Value(m, m.Lower ?? m.Value)}" : $"≤ {Value(m, m.Upper ?? m.Value)}");
        if (m.Kind != ErrorKind.Interval || m.Lower is not { } low || m.Upper is not { } high) return Value(m, m.Value);
        var half = (high - low) / 2;
        var text = Value(m, m.Value);
        return $"{text} ± {(m.Unit == "h" ? QuantityText.Duration(half) : text.EndsWith('%') ? Short(100 * half) + " %" : Short(half))}{(m.Warning is null ? "" : " (?)")}";
    }

    private static string Three(double v)
    {
        var rounded = v.ToString("E2", CultureInfo.InvariantCulture);
        var exponent = int.Parse(rounded.AsSpan(rounded.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is < -3 or > 5) return v.ToString("0.00e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
        var plain = decimal.Parse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture);
        return plain.ToString("F" + Math.Max(0, 2 - exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>The smallest true difference that a comparison would have caught with 90 %, as a share of the value; empty where it could not have caught any.</summary>
    public static string Detectable(Check check) =>
        check.Detectable is { } d && check.FirstValue != 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * d / Math.Abs(check.FirstValue):G2} %") : "";
}
