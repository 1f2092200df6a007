using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>Any length between two bounds is as likely as any other.</summary>
/// <param name="Least">The lower bound, not negative.</param>
/// <param name="Greatest">The upper bound, above the lower one.</param>
public sealed record Uniform(Duration Least, Duration Greatest) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours((Least.TotalHours + Greatest.TotalHours) / 2);

    /// <inheritdoc />
    public override double Variance => Width * Width / 12;

    /// <inheritdoc />
    public override double LongestHours => Greatest.TotalHours;

    private double Width => Greatest.TotalHours - Least.TotalHours;

    /// <inheritdoc />
    public override double Survival(double hours) => Math.Clamp((Greatest.TotalHours - hours) / Width, 0, 1);

    /// <inheritdoc />
    public override double Density(double hours) => hours >= Least.TotalHours && hours <= Greatest.TotalHours ? 1 / Width : 0;

    /// <inheritdoc />
    public override string? Problem() =>
        Least.TotalHours >= 0 && Width > 0 && double.IsFinite(Greatest.TotalHours) ? null : "the bounds are not finite times in order, the lower one not negative";

    private protected override double QuantileBelow(double probability) => Least.TotalHours + (probability * Width);
}

/// <summary>Lengths between two bounds, their density a triangle: the law of three-point estimates.</summary>
/// <param name="Least">The lower bound, not negative.</param>
/// <param name="Mode">The likeliest length, between the bounds or at one of them.</param>
/// <param name="Greatest">The upper bound, above the lower one.</param>
public sealed record Triangular(Duration Least, Duration Mode, Duration Greatest) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours((Least.TotalHours + Mode.TotalHours + Greatest.TotalHours) / 3);

    /// <inheritdoc />
    public override double Variance => ((Width * Width) - (Rise * Fall)) / 18;

    /// <inheritdoc />
    public override double LongestHours => Greatest.TotalHours;

    private double Width => Greatest.TotalHours - Least.TotalHours;

    private double Rise => Mode.TotalHours - Least.TotalHours;

    private double Fall => Greatest.TotalHours - Mode.TotalHours;

    /// <inheritdoc />
    public override double Survival(double hours)
    {
        var (after, before) = (hours - Least.TotalHours, Greatest.TotalHours - hours);
        if (after <= 0) return 1;
        if (before <= 0) return 0;
        return after < Rise ? 1 - (after * after / (Width * Rise)) : before * before / (Width * Fall);
    }

    /// <inheritdoc />
    public override double Density(double hours)
    {
        var (after, before) = (hours - Least.TotalHours, Greatest.TotalHours - hours);
        if (after < 0 || before < 0) return 0;
        return after < Rise ? 2 * after / (Width * Rise) : Fall > 0 ? 2 * before / (Width * Fall) : 2 / Width;
    }

    /// <inheritdoc />
    public override string? Problem() =>
        Least.TotalHours >= 0 && Rise >= 0 && Fall >= 0 && Width > 0 && double.IsFinite(Greatest.TotalHours) ? null : "lower bound, mode and upper bound are not finite times in order, the lower one not negative";

    private protected override double QuantileBelow(double probability)
    {
        var area = probability * Width;
        return area < Rise ? Least.TotalHours + Math.Sqrt(area * Rise) : Greatest.TotalHours - Math.Sqrt((Width - area) * Fall);
    }
}
