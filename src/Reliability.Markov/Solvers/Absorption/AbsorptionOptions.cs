using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>How absorption is solved.</summary>
/// <param name="Limits">What the elimination of one strongly connected component may cost; beyond, it is swept between bounds.</param>
/// <param name="RelativeError">The relative error that sweeps aim at; above zero. What was reached is stated with the result.</param>
/// <param name="MaximumSweeps">Sweeps over one component before the best bound found is stated.</param>
public sealed record AbsorptionOptions(EliminationLimits Limits, double RelativeError = 1e-10, int MaximumSweeps = 100_000)
{
    /// <summary>The usual limits.</summary>
    public static AbsorptionOptions Default { get; } = new(new EliminationLimits());
}
