using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>The memoryless law.</summary>
/// <param name="MeanLength">Its mean, positive.</param>
public sealed record Exponential(Duration MeanLength) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => MeanLength;

    /// <inheritdoc />
    public override double Variance => MeanLength.TotalHours * MeanLength.TotalHours;

    /// <inheritdoc />
    public override double Survival(double hours) => Math.Exp(LogSurvival(hours));

    /// <inheritdoc />
    public override double LogSurvival(double hours) => hours <= 0 ? 0 : -hours / MeanLength.TotalHours;

    /// <inheritdoc />
    public override double Density(double hours) => hours < 0 ? 0 : Survival(hours) / MeanLength.TotalHours;

    /// <inheritdoc />
    public override double Hazard(double hours) => 1 / MeanLength.TotalHours;

    /// <inheritdoc />
    public override string? Problem() => Positive(MeanLength.TotalHours, "the mean");

    private protected override double QuantileBelow(double probability) => -MeanLength.TotalHours * ElementaryFunctions.Log1p(-probability);
}

/// <summary>One of several exponential laws, chosen at random when the delay begins.</summary>
/// <param name="Branches">The laws, at least one; probabilities sum to 1.</param>
public sealed record HyperExponential(EquatableArray<Branch> Branches) : Distribution
{
    private const double SumTolerance = 1e-9;

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Branches.Sum(b => b.Probability * b.MeanLength.TotalHours));

    /// <inheritdoc />
    public override double Variance
    {
        get
        {
            var mean = Mean.TotalHours;
            return Branches.Sum(b => b.Probability * ((b.MeanLength.TotalHours * b.MeanLength.TotalHours) + ((b.MeanLength.TotalHours - mean) * (b.MeanLength.TotalHours - mean))));
        }
    }

    /// <inheritdoc />
    public override double Survival(double hours) => hours <= 0 ? 1 : Branches.Sum(b => b.Probability * Math.Exp(-hours / b.MeanLength.TotalHours));

    /// <inheritdoc />
    public override double LogSurvival(double hours)
    {
        if (hours <= 0) return 0;
        // In the tail only the slowest branch is left; what is taken out of the sum keeps it a number.
        var (slowest, sum) = (0.0, 0.0);
        foreach (var b in Branches)
        {
            if (b.Probability > 0) slowest = Math.Max(slowest, b.MeanLength.TotalHours);
        }

        foreach (var b in Branches) sum += b.Probability == 0 ? 0 : b.Probability * Math.Exp(hours * ((1 / slowest) - (1 / b.MeanLength.TotalHours)));
        return Math.Min(0, (-hours / slowest) + Math.Log(sum));
    }

    /// <inheritdoc />
    public override double Density(double hours) => hours < 0 ? 0 : Branches.Sum(b => b.Probability / b.MeanLength.TotalHours * Math.Exp(-hours / b.MeanLength.TotalHours));

    /// <inheritdoc />
    public override string? Problem()
    {
        if (Branches.Count == 0) return "there is no branch";
        if (Branches.Any(b => !(b.Probability is >= 0 and <= 1))) return "a probability of a branch is outside 0..1";
        var sum = Branches.Sum(b => b.Probability);
        if (Math.Abs(sum - 1) > SumTolerance) return $"the probabilities sum to {sum}, not to 1";
        return Branches.Select(b => Positive(b.MeanLength.TotalHours, "the mean of a branch")).FirstOrDefault(p => p is not null);
    }
}

/// <summary>A branch of a hyper-exponential law.</summary>
/// <param name="Probability">How probable it is.</param>
/// <param name="MeanLength">The mean when it is taken, positive.</param>
public readonly record struct Branch(double Probability, Duration MeanLength);
