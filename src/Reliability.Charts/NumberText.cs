using System.Globalization;
using System.Text;

namespace Reliability.Charts;

/// <summary>Numbers as a reader wants them: three significant digits, none left out, powers of ten written out.</summary>
internal static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Zero is a dash, NaN is nothing; no powers of ten from 0.001 to 99999.</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value)) return "";
        if (value == 0) return "–";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        string sign = value < 0 ? "−" : "";
        // Rounding comes first, so that 99999 is judged as the 100000 that would be printed.
        string rounded = Math.Abs(value).ToString("E2", CultureInfo.InvariantCulture);
        int e = rounded.IndexOf('E', StringComparison.Ordinal);
        string mantissa = rounded[..e];
        int exponent = int.Parse(rounded.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is < -3 or > 4) return $"{sign}{mantissa}·{PowerOfTen(exponent)}";
        decimal plain = decimal.Parse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture);
        return sign + plain.ToString("F" + Math.Max(0, 2 - exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A number of a linear axis, with as many decimals as the step between ticks needs.</summary>
    public static string FormatTick(double value, double step)
    {
        if (Math.Abs(value) < step * 1e-6) return "0";
        if (step is < 1e-4 or >= 1e6) return Format(value);
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        string text = Math.Abs(value).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return value < 0 ? "−" + text : text;
    }

    /// <summary>A decade of a logarithmic axis: 10⁻⁴, 1, 10, 10².</summary>
    public static string FormatDecade(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        _ => PowerOfTen(exponent),
    };

    private static string PowerOfTen(int exponent)
    {
        StringBuilder text = new("10");
        if (exponent < 0) text.Append('⁻');
        foreach (char digit in Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)) text.Append(Superscripts[digit - '0']);
        return text.ToString();
    }
}
