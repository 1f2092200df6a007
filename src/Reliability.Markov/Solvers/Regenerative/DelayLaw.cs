using Reliability.Modeling.Distributions;
using Reliability.Modeling.Distributions.Functions;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>A law of delays in hours as the regenerative solver needs it. Immutable.</summary>
internal abstract record DelayLaw
{
    private DelayLaw()
    {
    }

    /// <summary>The mean in hours.</summary>
    public abstract double Mean { get; }

    /// <summary>The law of a distribution, or why it has none here.</summary>
    public static (DelayLaw? Law, string? Problem) Of(Distribution distribution)
    {
        DelayLaw? law = distribution switch
        {
            Deterministic d => new Fixed(d.Length.TotalHours),
            Exponential e => new Staged(1, e.Mean.TotalHours),
            Erlang e => e.Stages < 1 ? null : new Staged(e.Stages, e.Mean.TotalHours),
            Uniform u when u.Least == u.Greatest => new Fixed(u.Least.TotalHours),
            Uniform u => u.Least.TotalHours < 0 || u.Least.TotalHours > u.Greatest.TotalHours ? null : Between(u.Least.TotalHours, u.Greatest.TotalHours),
            Weibull w => w.Shape > 0 ? OfAny(w with { Location = default }).After(w.Location.TotalHours) : null,
            LogNormal { Sigma: 0 } l => new Fixed(l.Median.TotalHours),
            LogNormal or Gamma or HyperExponential or LogLogistic or TruncatedNormal or Gumbel => distribution.Problem() is null ? OfAny(distribution) : null,
            _ => new Fixed(double.NegativeInfinity),
        };
        if (law is Fixed { Length: double.NegativeInfinity }) return (null, "has a law that is not integrated here");
        if (law is null || !double.IsFinite(law.Mean)) return (null, "has parameters out of range");
        return law.Mean > 0 ? (law, null) : (null, "has no length; an immediate event says the same");
    }

    private static Smooth Between(double least, double greatest)
    {
        var width = greatest - least;
        return new Smooth((least + greatest) / 2, least, width, _ => 1 / width, u => u / width, u => (width - u) / width);
    }

    // A law with a smooth density from zero on.
    private static Smooth OfAny(Distribution law) => new(law.Mean.TotalHours, 0, null, law.Density, t => -ElementaryFunctions.Expm1(law.LogSurvival(t)), law.Survival);

    /// <summary>Always the same length.</summary>
    internal sealed record Fixed(double Length) : DelayLaw
    {
        public override double Mean => Length;
    }

    /// <summary>A sum of exponential stages with equal means.</summary>
    internal sealed record Staged(int Stages, double MeanLength) : DelayLaw
    {
        public override double Mean => MeanLength;

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

        /// <summary>The same law behind a time in which nothing ends.</summary>
        public Smooth After(double time) => this with { MeanLength = MeanLength + time, Least = Least + time };
    }
}
