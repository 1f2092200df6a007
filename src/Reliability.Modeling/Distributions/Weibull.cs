using MathNet.Numerics;
using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>The Weibull law: 1 - exp(-((t - location) / scale)^shape).</summary>
/// <param name="Shape">Below 1: failures become rarer with age; above 1: wear-out.</param>
/// <param name="Scale">The characteristic life beyond the location, at which 63 % have failed.</param>
/// <param name="Location">The time before which nothing fails, not negative; zero for the law of two parameters.</param>
public sealed record Weibull(double Shape, Duration Scale, Duration Location = default) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Location.TotalHours + (Scale.TotalHours * SpecialFunctions.Gamma(1 + (1 / Shape))));

    /// <inheritdoc />
    public override double Variance => Scale.TotalHours * Scale.TotalHours * LogGammaSeries.GammaVariance(1 / Shape);

    /// <summary>The law with a given mean.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mean">The mean, the location included.</param>
    /// <param name="location">The time before which nothing fails, below the mean.</param>
    public static Weibull WithMean(double shape, Duration mean, Duration location = default) =>
        new(shape, Duration.FromHours((mean.TotalHours - location.TotalHours) / SpecialFunctions.Gamma(1 + (1 / shape))), location);

    /// <inheritdoc />
    public override double Survival(double hours) => Math.Exp(LogSurvival(hours));

    /// <inheritdoc />
    public override double LogSurvival(double hours) => hours <= Location.TotalHours ? 0 : -Math.Pow((hours - Location.TotalHours) / Scale.TotalHours, Shape);

    /// <inheritdoc />
    public override double Density(double hours) => hours < Location.TotalHours ? 0 : FromHazard(hours);

    /// <inheritdoc />
    public override double Hazard(double hours) => hours < Location.TotalHours ? 0 : Shape / Scale.TotalHours * Math.Pow((hours - Location.TotalHours) / Scale.TotalHours, Shape - 1);

    /// <inheritdoc />
    public override string? Problem() => Positive(Shape, "the shape") ?? Positive(Scale.TotalHours, "the scale")
        ?? (Location.TotalHours >= 0 && double.IsFinite(Location.TotalHours) ? null : $"the location is {Location.TotalHours} h, not a finite time");

    private protected override double QuantileBelow(double probability) => Location.TotalHours + (Scale.TotalHours * Math.Pow(-ElementaryFunctions.Log1p(-probability), 1 / Shape));
}
