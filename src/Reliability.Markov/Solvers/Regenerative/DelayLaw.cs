using MathNet.Numerics;
using Reliability.Modeling.Distributions;

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
            Weibull w => w.Shape > 0 ? OfWeibull(w) : null,
            LogNormal { Sigma: 0 } l => new Fixed(l.Median.TotalHours),
            LogNormal l => l.Sigma > 0 ? OfLogNormal(l.Median.TotalHours, l.Sigma, l.Mean.TotalHours) : null,
            Gamma g => g.Shape > 0 ? OfGamma(g.Shape, g.Mean.TotalHours) : null,
            HyperExponential or LogLogistic or TruncatedNormal or Gumbel => distribution.Problem() is null ? OfAny(distribution) : null,
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

    private static Smooth OfWeibull(Weibull law)
    {
        var (shape, scale) = (law.Shape, law.Scale.TotalHours);
        return new Smooth(
            law.Mean.TotalHours,
            law.Location.TotalHours,
            null,
            t => shape / t * Math.Pow(t / scale, shape) * Math.Exp(-Math.Pow(t / scale, shape)),
            t => OneMinusExp(Math.Pow(t / scale, shape)),
            t => Math.Exp(-Math.Pow(t / scale, shape)));
    }

    // A law with a smooth density from zero on.
    private static Smooth OfAny(Distribution law) => new(law.Mean.TotalHours, 0, null, law.Density, t => OneMinusExp(-law.LogSurvival(t)), law.Survival);

    private static Smooth OfLogNormal(double median, double sigma, double mean)
    {
        double Z(double t) => Math.Log(t / median) / sigma;
        return new Smooth(
            mean,
            0,
            null,
            t => Math.Exp(-Z(t) * Z(t) / 2) / (Math.Sqrt(2 * Math.PI) * sigma * t),
            t => SpecialFunctions.Erfc(-Z(t) / Math.Sqrt(2)) / 2,
            t => SpecialFunctions.Erfc(Z(t) / Math.Sqrt(2)) / 2);
    }

    private static Smooth OfGamma(double shape, double mean)
    {
        var rate = shape / mean;
        var constant = SpecialFunctions.GammaLn(shape);
        return new Smooth(
            mean,
            0,
            null,
            t => Math.Exp((shape * Math.Log(rate * t)) - (rate * t) - constant) / t,
            t => rate * t < 1 ? GammaSeries(shape, rate * t) : SpecialFunctions.GammaLowerRegularized(shape, rate * t),
            t => SpecialFunctions.GammaUpperRegularized(shape, rate * t));
    }

    // The lower incomplete gamma function near zero, where the library's is cut off: x^a e^-x Σ x^n / Γ(a + n + 1).
    private static double GammaSeries(double a, double x)
    {
        if (x <= 0) return 0;
        var (sum, term) = (1.0, 1.0);
        for (var n = 1; term > 1e-18 * sum; n++) sum += term *= x / (a + n);
        return Math.Exp((a * Math.Log(x)) - x - SpecialFunctions.GammaLn(a + 1)) * sum;
    }

    // 1 - exp(-x) without losing digits near zero.
    private static double OneMinusExp(double x) => x < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(-x / 2) : 1 - Math.Exp(-x);

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
    }
}
