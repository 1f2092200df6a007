using Reliability.Modeling.Distributions;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>Draws the length of a general delay in hours. Immutable.</summary>
internal sealed class DelaySampler
{
    private readonly Law law;
    private readonly int stages;
    private readonly double a;
    private readonly double b;

    public DelaySampler(string name, Distribution distribution)
    {
        (law, stages, a, b) = distribution switch
        {
            Exponential d => (Law.Exponential, 0, d.MeanLength.TotalHours, 1),
            Deterministic d => (Law.Deterministic, 0, d.Length.TotalHours, 1),
            Uniform d => (Law.Uniform, 0, d.Least.TotalHours, d.Greatest.TotalHours),
            Erlang d => (Law.Erlang, d.Stages, d.MeanLength.TotalHours, 1),
            Weibull d => (Law.Weibull, 0, d.Shape, d.Scale.TotalHours),
            LogNormal d => (Law.LogNormal, 0, Math.Log(d.Median.TotalHours), d.Sigma),
            Gamma d => (Law.Gamma, 0, d.Shape, d.MeanLength.TotalHours / d.Shape),
            _ => throw new NotSupportedException(distribution.GetType().Name),
        };
        var valid = double.IsFinite(a) && double.IsFinite(b) && law switch
        {
            Law.Deterministic => a >= 0,
            Law.Uniform => a >= 0 && b >= a,
            Law.LogNormal => b >= 0,
            Law.Erlang => stages >= 1 && a > 0,
            _ => a > 0 && b > 0,
        };
        if (!valid) throw new SimulationException($"the delay of event '{name}' has parameters out of range: {distribution}");
    }

    private enum Law
    {
        Exponential,
        Deterministic,
        Uniform,
        Erlang,
        Weibull,
        LogNormal,
        Gamma,
    }

    public double Draw(ref Xoshiro256PlusPlus stream) => law switch
    {
        Law.Exponential => Variates.Exponential(ref stream, a),
        Law.Deterministic => a,
        Law.Uniform => Variates.Uniform(ref stream, a, b),
        Law.Erlang => Variates.Erlang(ref stream, stages, a),
        Law.Weibull => Variates.Weibull(ref stream, a, b),
        Law.LogNormal => Variates.LogNormal(ref stream, a, b),
        _ => Variates.Gamma(ref stream, a, b),
    };
}
