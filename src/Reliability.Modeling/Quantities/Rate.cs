namespace Reliability.Modeling.Quantities;

/// <summary>How often something happens, kept per hour. The default value is never.</summary>
public readonly record struct Rate
{
    private Rate(double perHour) => TotalPerHour = perHour;

    /// <summary>It never happens.</summary>
    public static Rate Never => default;

    /// <summary>Times per hour.</summary>
    public double TotalPerHour { get; }

    /// <summary>The mean time between two occurrences; infinite hours for <see cref="Never"/>.</summary>
    public Duration AsMeanTime => Duration.FromHours(1 / TotalPerHour);

    /// <summary>A rate given per hour.</summary>
    public static Rate PerHour(double perHour) => new(perHour);

    /// <summary>A rate given per year of 8760 h.</summary>
    public static Rate PerYear(double perYear) => new(perYear / Quantities.Duration.HoursPerYear);

    /// <summary>A part of the rate.</summary>
    public static Rate operator *(double share, Rate rate) => new(share * rate.TotalPerHour);

    /// <summary>The rate per hour with its unit.</summary>
    public override string ToString() => $"{TotalPerHour:G6} / h";
}
