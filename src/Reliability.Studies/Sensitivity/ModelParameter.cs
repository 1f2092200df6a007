using System.Globalization;
using Reliability.Modeling.Quantities;

namespace Reliability.Studies.Sensitivity;

/// <summary>A number that a model depends on.</summary>
/// <param name="Name">Its name, as <c>--set</c> takes it.</param>
/// <param name="Value">Its nominal value in base units (hours, bits, or a plain number).</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Unit">The unit in which it is written and in which results are told.</param>
/// <param name="IsDefault">True when the file does not give it.</param>
public sealed record ModelParameter(string Name, double Value, Dimension Dimension, WrittenUnit Unit, bool IsDefault)
{
    /// <summary>True when its text uses another parameter, so that changing that one changes it too. Such a parameter is looked at only when it is asked for.</summary>
    public bool IsDerived { get; init; }

    /// <summary>The value in the unit of the file.</summary>
    public double ValueInUnit => Value / Unit.Size;

    /// <summary>A value as text that a reader of this parameter takes, exactly.</summary>
    /// <param name="value">The value in base units.</param>
    public string Write(double value)
    {
        var number = value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        return (Dimension.Time, Dimension.Size) switch
        {
            (0, 0) => number,
            (1, 0) => number + " h",
            (0, 1) => number + " bit",
            var (time, size) => number + Powers(time, "h") + Powers(size, "bit"),
        };
    }

    private static string Powers(int power, string unit) => string.Concat(Enumerable.Repeat(power > 0 ? $" * 1 {unit}" : $" / 1 {unit}", Math.Abs(power)));
}
