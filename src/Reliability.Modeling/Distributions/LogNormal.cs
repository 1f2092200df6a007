using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>The logarithm of the length is normal.</summary>
/// <param name="Median">The median length.</param>
/// <param name="Sigma">Standard deviation of the logarithm; the error factor is exp(1.645 sigma).</param>
public sealed record LogNormal(Duration Median, double Sigma) : Distribution
{
    /// <summary>The 95 % quantile of the standard normal law, which the error factor is defined with.</summary>
    public const double NormalQuantile95 = 1.6448536269514722;

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Median.TotalHours * Math.Exp(Sigma * Sigma / 2));

    /// <inheritdoc />
    public override double Variance => Median.TotalHours * Median.TotalHours * ElementaryFunctions.Expm1(Sigma * Sigma) * Math.Exp(Sigma * Sigma);

    /// <summary>The law with a median and an error factor (95 % quantile over median).</summary>
    public static LogNormal WithErrorFactor(Duration median, double errorFactor) => new(median, Math.Log(errorFactor) / NormalQuantile95);

    /// <inheritdoc />
    public override double Survival(double hours) => hours <= 0 ? 1 : NormalTail.Survival(Standard(hours));

    /// <inheritdoc />
    public override double LogSurvival(double hours) => hours <= 0 ? 0 : NormalTail.LogSurvival(Standard(hours));

    /// <inheritdoc />
    public override double Density(double hours) => hours <= 0 ? 0 : NormalTail.Density(Standard(hours)) / (Sigma * hours);

    /// <inheritdoc />
    public override string? Problem() => Positive(Median.TotalHours, "the median") ?? Positive(Sigma, "sigma");

    private protected override double QuantileBelow(double probability) =>
        probability == 0 ? 0 : Median.TotalHours * Math.Exp(Sigma * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, probability));

    private double Standard(double hours) => Math.Log(hours / Median.TotalHours) / Sigma;
}
