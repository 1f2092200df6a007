using System.Globalization;

namespace Reliability.Studies.Sensitivity;

/// <summary>Numbers without digits that their error does not support.</summary>
public static class SupportedDigits
{
    private const int Most = 16;

    /// <summary>The value to the digit in which its error begins; 0 when not even the first is sure.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">Its absolute error, not negative.</param>
    public static double Of(double value, double error)
    {
        if (value == 0 || error <= 0 || !double.IsFinite(value) || !double.IsFinite(error)) return value;
        if (Math.Abs(value) <= error) return 0;
        var digits = 1 + (int)Math.Floor(Math.Log10(Math.Abs(value))) - (int)Math.Floor(Math.Log10(error));
        return digits > Most ? value : double.Parse(value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
