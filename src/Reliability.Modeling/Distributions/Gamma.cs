using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>The sum of k exponential stages with equal means.</summary>
/// <param name="Stages">Number of stages, at least 1.</param>
/// <param name="MeanLength">The mean of the whole.</param>
public sealed record Erlang(int Stages, Duration MeanLength) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => MeanLength;

    /// <inheritdoc />
    public override double Variance => MeanLength.TotalHours * MeanLength.TotalHours / Stages;

    private double Scale => MeanLength.TotalHours / Stages;

    /// <inheritdoc />
    public override double Survival(double hours) => IncompleteGamma.Upper(Stages, hours / Scale);

    /// <inheritdoc />
    public override double LogSurvival(double hours) => IncompleteGamma.LogUpper(Stages, hours / Scale);

    /// <inheritdoc />
    public override double Density(double hours) => IncompleteGamma.Density(Stages, hours / Scale) / Scale;

    /// <inheritdoc />
    public override string? Problem() => Stages < 1 ? $"the number of stages is {Stages}, not at least 1" : Positive(MeanLength.TotalHours, "the mean");
}

/// <summary>The gamma law.</summary>
/// <param name="Shape">Its shape, positive.</param>
/// <param name="MeanLength">Its mean.</param>
public sealed record Gamma(double Shape, Duration MeanLength) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => MeanLength;

    /// <inheritdoc />
    public override double Variance => MeanLength.TotalHours * MeanLength.TotalHours / Shape;

    private double Scale => MeanLength.TotalHours / Shape;

    /// <inheritdoc />
    public override double Survival(double hours) => IncompleteGamma.Upper(Shape, hours / Scale);

    /// <inheritdoc />
    public override double LogSurvival(double hours) => IncompleteGamma.LogUpper(Shape, hours / Scale);

    /// <inheritdoc />
    public override double Density(double hours) => IncompleteGamma.Density(Shape, hours / Scale) / Scale;

    /// <inheritdoc />
    public override string? Problem() => Positive(Shape, "the shape") ?? Positive(MeanLength.TotalHours, "the mean") ?? Positive(Scale, "the mean over the shape");
}
