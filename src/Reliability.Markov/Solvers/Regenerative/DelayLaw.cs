using MathNet.Numerics.Integration;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>A law of delays in hours as the regenerative solver needs it. Immutable.</summary>
internal abstract record DelayLaw
{
    // More observed lengths would each take a power of a matrix.
    private const int MostLengths = 1000;
    private const int PointsOfPanel = 20;

    private DelayLaw()
    {
    }

    /// <summary>The mean in hours.</summary>
    public abstract double Mean { get; }

    /// <summary>True where it is one of some fixed lengths.</summary>
    public virtual bool IsFixed => false;

    /// <summary>True where a density is integrated.</summary>
    public virtual bool IsIntegrated => false;

    /// <summary>The same law behind a time in which nothing ends.</summary>
    public abstract DelayLaw After(double time);

    /// <summary>The law of a distribution, or why it has none here.</summary>
    public static (DelayLaw? Law, string? Problem) Of(Distribution distribution)
    {
        if (distribution is Empirical { Hours: var hours } && Lengths(hours.Span).Length > MostLengths) return (null, $"is one of more than {MostLengths} observed lengths, too many to follow each");
        var law = distribution.Problem() is null ? Read(distribution) : null;
        if (law is null || !double.IsFinite(law.Mean)) return (null, "has parameters out of range");
        return law.Mean > 0 ? (law, null) : (null, "has no length; an immediate event says the same");
    }

    // Null for what is out of range.
    private static DelayLaw? Read(Distribution distribution) => distribution switch
    {
        Deterministic d => new Fixed(d.Length.TotalHours),
        Exponential e => new Staged(1, e.Mean.TotalHours),
        Erlang e => e.Stages < 1 ? null : new Staged(e.Stages, e.Mean.TotalHours),
        Uniform u when u.Least == u.Greatest => new Fixed(u.Least.TotalHours),
        Uniform u => u.Least.TotalHours < 0 || u.Least.TotalHours > u.Greatest.TotalHours ? null : Between(u.Least.TotalHours, u.Greatest.TotalHours),
        Triangular t when t.Least == t.Greatest => new Fixed(t.Least.TotalHours),
        Triangular t => Between(t),
        Weibull w => w.Shape > 0 ? OfAny(w with { Location = default }).After(w.Location.TotalHours) : null,
        LogNormal { Sigma: 0 } l => new Fixed(l.Median.TotalHours),
        LogNormal or Gamma or HyperExponential or LogLogistic or TruncatedNormal or Gumbel => OfAny(distribution),
        PhaseType p => OfAny(p) with { Cumulative = t => EndsWithin(p, t) },
        Mixture m => Mix([.. m.Parts.Select(p => (p.Probability, Read(p.Law)))]),
        Empirical e => Mix([.. Lengths(e.Hours.Span).Select(l => (l.Share, (DelayLaw?)new Fixed(l.Hours)))]),
        Shifted s => Read(s.Law)?.After(s.Shift.TotalHours),
        _ => null,
    };

    private static Mixed? Mix((double Probability, DelayLaw? Law)[] parts) =>
        parts.All(p => p.Law is not null) ? new Mixed([.. parts.Where(p => p.Probability > 0).Select(p => (p.Probability, p.Law!))]) : null;

    private static (double Hours, double Share)[] Lengths(ReadOnlySpan<double> hours)
    {
        var count = (double)hours.Length;
        return [.. hours.ToArray().CountBy(h => h).Select(c => (c.Key, c.Value / count))];
    }

    private static Smooth Between(double least, double greatest)
    {
        var width = greatest - least;
        return new Smooth((least + greatest) / 2, least, width, _ => 1 / width, u => u / width, u => (width - u) / width);
    }

    // Its density has a kink: it rises below the mode and falls beyond, each of which is smooth.
    private static Mixed Between(Triangular law)
    {
        var (least, mode, greatest) = (law.Least.TotalHours, law.Mode.TotalHours, law.Greatest.TotalHours);
        var (rise, fall) = (mode - least, greatest - mode);
        var rising = new Smooth(least + (2 * rise / 3), least, rise, u => 2 * u / rise / rise, u => u / rise * (u / rise), u => (rise - u) * (rise + u) / rise / rise);
        var falling = new Smooth(mode + (fall / 3), mode, fall, u => 2 * (fall - u) / fall / fall, u => u * ((2 * fall) - u) / fall / fall, u => (fall - u) / fall * ((fall - u) / fall));
        return new Mixed([.. new[] { (rise / (greatest - least), (DelayLaw)rising), (fall / (greatest - least), falling) }.Where(p => p.Item1 > 0)]);
    }

    // Near zero a difference to one has no digits; the density has all. It changes as fast as the fastest phase at first, and ever slower.
    private static double EndsWithin(PhaseType law, double time)
    {
        var cumulative = -ElementaryFunctions.Expm1(law.LogSurvival(time));
        if (cumulative > 0.1) return cumulative;
        var fastest = Enumerable.Range(0, law.Start.Count).Max(i => -law.Rates[(i * law.Start.Count) + i]);
        var (sum, from) = (0.0, 0.0);
        for (var to = Math.Min(time, 1 / fastest); from < time; (from, to) = (to, Math.Min(time, 2 * to))) sum += GaussLegendreRule.Integrate(law.Density, from, to, PointsOfPanel);
        return sum;
    }

    // A law with a smooth density from zero on.
    private static Smooth OfAny(Distribution law) => new(law.Mean.TotalHours, 0, null, law.Density, t => -ElementaryFunctions.Expm1(law.LogSurvival(t)), law.Survival);

    /// <summary>Always the same length.</summary>
    internal sealed record Fixed(double Length) : DelayLaw
    {
        public override double Mean => Length;

        public override bool IsFixed => true;

        public override DelayLaw After(double time) => new Fixed(Length + time);
    }

    /// <summary>A sum of exponential stages with equal means.</summary>
    internal sealed record Staged(int Stages, double MeanLength) : DelayLaw
    {
        public override double Mean => MeanLength;

        public override DelayLaw After(double time) => OfAny(new Erlang(Stages, Duration.FromHours(MeanLength))).After(time);

        /// <summary>The rate of a stage.</summary>
        public double Rate => Stages / MeanLength;
    }

    /// <summary>A law with a density. Functions take the time u since the least length.</summary>
    /// <param name="MeanLength">The mean.</param>
    /// <param name="Least">The least length.</param>
    /// <param name="Width">The greatest length less the least; <c>null</c> without a greatest.</param>
    /// <param name="Density">The density.</param>
    /// <param name="Cumulative">The probability to be shorter, with relative accuracy near zero.</param>
    /// <param name="Survival">The probability to be longer, with relative accuracy far out.</param>
    internal sealed record Smooth(double MeanLength, double Least, double? Width, Func<double, double> Density, Func<double, double> Cumulative, Func<double, double> Survival) : DelayLaw
    {
        public override double Mean => MeanLength;

        public override bool IsIntegrated => true;

        public override DelayLaw After(double time) => this with { MeanLength = MeanLength + time, Least = Least + time };
    }

    /// <summary>One of several laws, chosen by chance when the clock starts. What becomes of the chain beside it is the mean of what does beside each.</summary>
    internal sealed record Mixed((double Probability, DelayLaw Law)[] Parts) : DelayLaw
    {
        public override double Mean => Parts.Sum(p => p.Probability * p.Law.Mean);

        public override bool IsFixed => Parts.All(p => p.Law.IsFixed);

        public override bool IsIntegrated => Parts.Any(p => p.Law.IsIntegrated);

        public override DelayLaw After(double time) => new Mixed([.. Parts.Select(p => (p.Probability, p.Law.After(time)))]);
    }
}
