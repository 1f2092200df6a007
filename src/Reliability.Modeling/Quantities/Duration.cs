namespace Reliability.Modeling.Quantities;

/// <summary>A length of time, kept in hours. The default value is zero.</summary>
public readonly record struct Duration : IComparable<Duration>
{
    /// <summary>Hours in the year of this program, 365 days.</summary>
    public const double HoursPerYear = 8760;

    /// <summary>Minutes in the year of this program.</summary>
    public const double MinutesPerYear = 525600;

    private Duration(double hours) => TotalHours = hours;

    /// <summary>No time at all.</summary>
    public static Duration Zero => default;

    /// <summary>The length in hours.</summary>
    public double TotalHours { get; }

    /// <summary>The length in minutes.</summary>
    public double TotalMinutes => TotalHours * 60;

    /// <summary>The rate of an exponential delay with this mean; positive lengths only.</summary>
    public Rate AsRate => Rate.PerHour(1 / TotalHours);

    /// <summary>A length given in hours.</summary>
    public static Duration FromHours(double hours) => new(hours);

    /// <summary>A length given in minutes.</summary>
    public static Duration FromMinutes(double minutes) => new(minutes / 60);

    /// <summary>A length given in seconds.</summary>
    public static Duration FromSeconds(double seconds) => new(seconds / 3600);

    /// <summary>A length given in years of 8760 h.</summary>
    public static Duration FromYears(double years) => new(years * HoursPerYear);

    /// <summary>The sum of two lengths.</summary>
    public static Duration operator +(Duration left, Duration right) => new(left.TotalHours + right.TotalHours);

    /// <summary>True when the left length is shorter.</summary>
    public static bool operator <(Duration left, Duration right) => left.TotalHours < right.TotalHours;

    /// <summary>True when the left length is longer.</summary>
    public static bool operator >(Duration left, Duration right) => left.TotalHours > right.TotalHours;

    /// <summary>True when the left length is not longer.</summary>
    public static bool operator <=(Duration left, Duration right) => left.TotalHours <= right.TotalHours;

    /// <summary>True when the left length is not shorter.</summary>
    public static bool operator >=(Duration left, Duration right) => left.TotalHours >= right.TotalHours;

    /// <inheritdoc />
    public int CompareTo(Duration other) => TotalHours.CompareTo(other.TotalHours);

    /// <summary>The length in the unit that reads best, such as <c>30 s</c>, <c>10 min</c>, <c>4 h</c>, <c>8 y</c>.</summary>
    public override string ToString() => QuantityText.Duration(TotalHours);
}
