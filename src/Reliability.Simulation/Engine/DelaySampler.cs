using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Delays;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>Draws the length of a general delay in hours, and what is left of one of a given age. Immutable; drawing allocates nothing.</summary>
internal abstract class DelaySampler
{
    /// <summary>The sampler of a law whose parameters are in range.</summary>
    public static DelaySampler For(Distribution law) => law switch
    {
        Exponential d => new ExponentialSampler(d.MeanLength.TotalHours),
        Deterministic d => new DeterministicSampler(d.Length.TotalHours),
        Empirical d => new EmpiricalSampler(d.Hours.Span.ToArray()),
        Uniform d => new UniformSampler(d.Least.TotalHours, d.Greatest.TotalHours),
        Triangular d => new TriangularSampler(d.Least.TotalHours, d.Mode.TotalHours, d.Greatest.TotalHours),
        Erlang d => new GammaSampler(d.Stages, d.MeanLength.TotalHours / d.Stages, d.Stages),
        Gamma d => new GammaSampler(d.Shape, d.MeanLength.TotalHours / d.Shape),
        Weibull d => new WeibullSampler(d.Shape, d.Scale.TotalHours, d.Location.TotalHours),
        LogNormal d => new LogNormalSampler(d.Median.TotalHours, d.Sigma),
        LogLogistic d => new LogLogisticSampler(d.Shape, d.Median.TotalHours),
        TruncatedNormal d => new NormalSampler(d.Location.TotalHours, d.Deviation.TotalHours),
        Gumbel { Extreme: Extreme.Greatest } d => new GumbelSampler(d.Location.TotalHours, d.Scale.TotalHours),
        Gumbel d => new GompertzSampler(d.Location.TotalHours, d.Scale.TotalHours),
        HyperExponential d => new MixtureSampler([.. d.Branches.Select(b => new WeightedLaw(b.Probability, new Exponential(b.MeanLength)))]),
        Mixture d => new MixtureSampler([.. d.Parts]),
        Shifted d => new ShiftedSampler(d.Shift.TotalHours, For(d.Law)),
        PhaseType d => new PhaseTypeSampler(d),
        _ => throw new NotSupportedException(law.GetType().Name),
    };

    /// <summary>The length of a new delay.</summary>
    public abstract double Draw(ref Xoshiro256PlusPlus stream);

    /// <summary>What is left of a delay that has lasted for an age above zero and lasts still; 0 where it can last no longer.</summary>
    public abstract double Left(ref Xoshiro256PlusPlus stream, double age);

    /// <summary>What is left of a delay of an age; at age 0 all of it.</summary>
    public double Draw(ref Xoshiro256PlusPlus stream, double age) => age > 0 ? Left(ref stream, age) : Draw(ref stream);
}
