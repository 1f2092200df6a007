using Reliability.Modeling.Collections;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>Always the same length.</summary>
/// <param name="Length">The length, not negative.</param>
public sealed record Deterministic(Duration Length) : Distribution
{
    /// <inheritdoc />
    public override Duration Mean => Length;

    /// <inheritdoc />
    public override double Variance => 0;

    /// <inheritdoc />
    public override EquatableArray<Atom> Atoms => [new Atom(Length.TotalHours, 1)];

    /// <inheritdoc />
    public override double LongestHours => Length.TotalHours;

    /// <inheritdoc />
    public override double Survival(double hours) => hours < Length.TotalHours ? 1 : 0;

    /// <inheritdoc />
    public override double Density(double hours) => 0;

    /// <inheritdoc />
    public override string? Problem() => Length.TotalHours >= 0 && double.IsFinite(Length.TotalHours) ? null : $"the length is {Length.TotalHours} h, not a finite time";

    private protected override double QuantileBelow(double probability) => Length.TotalHours;
}

/// <summary>One of the lengths that were observed, each as likely as any other; a length observed k times counts k times.</summary>
public sealed record Empirical : Distribution
{
    /// <summary>The law of observed lengths.</summary>
    /// <param name="lengths">The lengths in any order, not negative.</param>
    public Empirical(IEnumerable<Duration> lengths) => Hours = lengths.Select(l => l.TotalHours).Order().ToEquatableArray();

    /// <summary>The lengths in hours, ascending.</summary>
    public EquatableArray<double> Hours { get; }

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Hours.Sum() / Hours.Count);

    /// <summary>The variance of the law itself, with the number of lengths as divisor.</summary>
    public override double Variance
    {
        get
        {
            var mean = Mean.TotalHours;
            return Hours.Sum(h => (h - mean) * (h - mean)) / Hours.Count;
        }
    }

    /// <inheritdoc />
    public override EquatableArray<Atom> Atoms => Hours.GroupBy(h => h).Select(g => new Atom(g.Key, (double)g.Count() / Hours.Count)).ToEquatableArray();

    /// <inheritdoc />
    public override double LongestHours => Hours[^1];

    /// <inheritdoc />
    public override double Survival(double hours) => (double)(Hours.Count - CountUpTo(hours)) / Hours.Count;

    /// <inheritdoc />
    public override double Density(double hours) => 0;

    /// <inheritdoc />
    public override string? Problem()
    {
        if (Hours.Count == 0) return "there is no length";
        if (Hours.Any(h => !(h >= 0) || !double.IsFinite(h))) return "a length is negative or not finite";
        return Hours[^1] > 0 ? null : "no length is above zero";
    }

    /// <summary>How many of the lengths are not longer than a time.</summary>
    internal int CountUpTo(double hours)
    {
        var (low, high) = (0, Hours.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Hours[middle] <= hours) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private protected override double QuantileBelow(double probability) => Hours[Math.Clamp((int)Math.Ceiling(probability * Hours.Count) - 1, 0, Hours.Count - 1)];
}
