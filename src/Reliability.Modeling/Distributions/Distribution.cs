using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>The law of a delay. Lengths are durations; every law here lives on the positive numbers.</summary>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>The expected length.</summary>
    public abstract Duration Mean { get; }
}

/// <summary>The memoryless law.</summary>
/// <param name="MeanLength">Its mean, positive.</param>
public sealed record Exponential(Duration MeanLength) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => MeanLength;
}

/// <summary>Always the same length.</summary>
/// <param name="Length">The length, not negative.</param>
public sealed record Deterministic(Duration Length) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => Length;
}

/// <summary>Any length between two bounds is as likely as any other.</summary>
/// <param name="Least">The lower bound.</param>
/// <param name="Greatest">The upper bound, above the lower one.</param>
public sealed record Uniform(Duration Least, Duration Greatest) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours((Least.TotalHours + Greatest.TotalHours) / 2);
}

/// <summary>The sum of k exponential stages with equal means.</summary>
/// <param name="Stages">Number of stages, at least 1.</param>
/// <param name="MeanLength">The mean of the whole.</param>
public sealed record Erlang(int Stages, Duration MeanLength) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => MeanLength;
}

/// <summary>The Weibull law: 1 - exp(-(t / scale)^shape).</summary>
/// <param name="Shape">Below 1: failures become rarer with age; above 1: wear-out.</param>
/// <param name="Scale">The characteristic life, at which 63 % have failed.</param>
public sealed record Weibull(double Shape, Duration Scale) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Scale.TotalHours * MathNet.Numerics.SpecialFunctions.Gamma(1 + (1 / Shape)));

    /// <summary>The law with a given mean.</summary>
    public static Weibull WithMean(double shape, Duration mean) =>
        new(shape, Duration.FromHours(mean.TotalHours / MathNet.Numerics.SpecialFunctions.Gamma(1 + (1 / shape))));
}

/// <summary>The logarithm of the length is normal.</summary>
/// <param name="Median">The median length.</param>
/// <param name="Sigma">Standard deviation of the logarithm; the error factor is exp(1.645 sigma).</param>
public sealed record LogNormal(Duration Median, double Sigma) : Distribution
{
    /// <summary>The 95 % quantile of the standard normal law, which the error factor is defined with.</summary>
    public const double NormalQuantile95 = 1.6448536269514722;

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Median.TotalHours * Math.Exp(Sigma * Sigma / 2));

    /// <summary>The law with a median and an error factor (95 % quantile over median).</summary>
    public static LogNormal WithErrorFactor(Duration median, double errorFactor) => new(median, Math.Log(errorFactor) / NormalQuantile95);
}

/// <summary>The gamma law.</summary>
/// <param name="Shape">Its shape, positive.</param>
/// <param name="MeanLength">Its mean.</param>
public sealed record Gamma(double Shape, Duration MeanLength) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => MeanLength;
}
