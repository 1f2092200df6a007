using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>The logarithm of the length is logistic: survival 1 / (1 + (t / median)^shape). The hazard rises to a peak and falls again.</summary>
/// <param name="Shape">Its shape, positive. At 1 and below there is no mean, at 2 and below no variance.</param>
/// <param name="Median">The median length, which is the scale too.</param>
public sealed record LogLogistic(double Shape, Duration Median) : Distribution
{
    private const double SmallAngle = 0.03;

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Shape > 1 ? Median.TotalHours * Angle / Math.Sin(Angle) : double.PositiveInfinity);

    /// <inheritdoc />
    public override double Variance
    {
        get
        {
            if (!(Shape > 2)) return double.PositiveInfinity;
            var b = Angle;
            var b2 = b * b;
            var root = b / Math.Sin(b);
            // For great shapes the difference of two numbers near 1: its series instead.
            var relative = b < SmallAngle
                ? b2 * ((1 / 3.0) + (b2 * ((11 / 45.0) + (b2 * ((38 / 315.0) + (b2 * 247 / 4725))))))
                : (2 * b / Math.Sin(2 * b)) - (root * root);
            return Median.TotalHours * Median.TotalHours * relative;
        }
    }

    private double Angle => Math.PI / Shape;

    /// <inheritdoc />
    public override double Survival(double hours) => hours <= 0 ? 1 : 1 / (1 + Math.Pow(hours / Median.TotalHours, Shape));

    /// <inheritdoc />
    public override double LogSurvival(double hours)
    {
        if (hours <= 0) return 0;
        var power = Shape * Math.Log(hours / Median.TotalHours);
        return power > 0 ? -power - ElementaryFunctions.Log1p(Math.Exp(-power)) : -ElementaryFunctions.Log1p(Math.Exp(power));
    }

    /// <inheritdoc />
    public override double Density(double hours) => hours < 0 ? 0 : FromHazard(hours);

    /// <inheritdoc />
    public override double Hazard(double hours)
    {
        var ratio = hours / Median.TotalHours;
        return Shape / Median.TotalHours * (ratio < 1 ? Math.Pow(ratio, Shape - 1) / (1 + Math.Pow(ratio, Shape)) : 1 / (ratio * (1 + Math.Pow(ratio, -Shape))));
    }

    /// <inheritdoc />
    public override string? Problem() => Positive(Shape, "the shape") ?? Positive(Median.TotalHours, "the median");

    private protected override double QuantileBelow(double probability) => Median.TotalHours * Math.Pow(probability / (1 - probability), 1 / Shape);
}
