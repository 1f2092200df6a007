using Reliability.Modeling.Collections;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>One of several laws, chosen at random when the delay begins.</summary>
/// <param name="Parts">The laws, at least one; probabilities sum to 1.</param>
public sealed record Mixture(EquatableArray<WeightedLaw> Parts) : Distribution
{
    private const double SumTolerance = 1e-9;

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Parts.Sum(p => p.Probability * p.Law.Mean.TotalHours));

    /// <inheritdoc />
    public override double Variance
    {
        get
        {
            var mean = Mean.TotalHours;
            return Parts.Sum(p => p.Probability * (p.Law.Variance + ((p.Law.Mean.TotalHours - mean) * (p.Law.Mean.TotalHours - mean))));
        }
    }

    /// <inheritdoc />
    public override EquatableArray<Atom> Atoms => Parts.Where(p => p.Probability > 0).SelectMany(p => p.Law.Atoms.Select(a => a with { Probability = a.Probability * p.Probability }))
        .GroupBy(a => a.Hours).OrderBy(g => g.Key).Select(g => new Atom(g.Key, g.Sum(a => a.Probability))).ToEquatableArray();

    /// <inheritdoc />
    public override double LongestHours => Parts.Where(p => p.Probability > 0).Max(p => p.Law.LongestHours);

    /// <inheritdoc />
    public override double Survival(double hours) => hours < 0 ? 1 : Parts.Sum(p => p.Probability * p.Law.Survival(hours));

    /// <inheritdoc />
    public override double LogSurvival(double hours)
    {
        var greatest = double.NegativeInfinity;
        foreach (var part in Parts)
        {
            if (part.Probability > 0) greatest = Math.Max(greatest, part.Law.LogSurvival(hours));
        }

        if (double.IsNegativeInfinity(greatest)) return greatest;
        var sum = 0.0;
        foreach (var part in Parts)
        {
            if (part.Probability > 0) sum += part.Probability * Math.Exp(part.Law.LogSurvival(hours) - greatest);
        }

        return Math.Min(0, greatest + Math.Log(sum));
    }

    /// <inheritdoc />
    public override double Density(double hours) => Parts.Sum(p => p.Probability * p.Law.Density(hours));

    /// <inheritdoc />
    public override string? Problem()
    {
        if (Parts.Count == 0) return "there is no law to choose from";
        if (Parts.Any(p => !(p.Probability is >= 0 and <= 1))) return "a probability is outside 0..1";
        var sum = Parts.Sum(p => p.Probability);
        if (Math.Abs(sum - 1) > SumTolerance) return $"the probabilities sum to {sum}, not to 1";
        return Parts.Select(p => p.Law.Problem()).FirstOrDefault(p => p is not null);
    }
}

/// <summary>A law that a mixture may choose.</summary>
/// <param name="Probability">How probable it is.</param>
/// <param name="Law">The law.</param>
public sealed record WeightedLaw(double Probability, Distribution Law);

/// <summary>A law after a fixed time: no delay is shorter than the shift.</summary>
/// <param name="Shift">The fixed time, not negative.</param>
/// <param name="Law">The law of what comes after it.</param>
public sealed record Shifted(Duration Shift, Distribution Law) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => Shift + Law.Mean;

    /// <inheritdoc />
    public override double Variance => Law.Variance;

    /// <inheritdoc />
    public override EquatableArray<Atom> Atoms => Law.Atoms.Select(a => a with { Hours = a.Hours + Shift.TotalHours }).ToEquatableArray();

    /// <inheritdoc />
    public override double LongestHours => Shift.TotalHours + Law.LongestHours;

    /// <inheritdoc />
    public override double Survival(double hours) => hours < Shift.TotalHours ? 1 : Law.Survival(hours - Shift.TotalHours);

    /// <inheritdoc />
    public override double LogSurvival(double hours) => hours < Shift.TotalHours ? 0 : Law.LogSurvival(hours - Shift.TotalHours);

    /// <inheritdoc />
    public override double Density(double hours) => hours < Shift.TotalHours ? 0 : Law.Density(hours - Shift.TotalHours);

    /// <inheritdoc />
    public override double Hazard(double hours) => hours < Shift.TotalHours ? 0 : Law.Hazard(hours - Shift.TotalHours);

    /// <inheritdoc />
    public override string? Problem() => Shift.TotalHours >= 0 && double.IsFinite(Shift.TotalHours) ? Law.Problem() : $"the shift is {Shift.TotalHours} h, not a finite time";

    private protected override double QuantileBelow(double probability) => Shift.TotalHours + Law.Quantile(probability);
}
