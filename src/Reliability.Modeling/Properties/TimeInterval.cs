namespace Reliability.Modeling.Properties;

/// <summary>An interval of time in the unit of the model; whether its ends belong to it makes no difference to a chain in continuous time.</summary>
/// <param name="Lower">The start, not negative.</param>
/// <param name="Upper">The end, not before the start; infinity for none.</param>
public readonly record struct TimeInterval(double Lower, double Upper)
{
    /// <summary>All times.</summary>
    public static TimeInterval Always { get; } = new(0, double.PositiveInfinity);

    /// <summary>True when every time is in it.</summary>
    public bool IsAlways => Lower <= 0 && double.IsPositiveInfinity(Upper);
}
