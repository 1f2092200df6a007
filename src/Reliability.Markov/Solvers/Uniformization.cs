using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Transient;

namespace Reliability.Markov.Solvers;

/// <summary>
/// Moves a distribution forward in time, again and again, by uniformization (<see cref="TransientSolver"/> answers single questions, and stiff ones). All terms
/// are non-negative, so small probabilities keep their relative accuracy. Costs about qt + 9 sqrt(qt) sparse products, fewer where nothing moves any more, which is proved.
/// Not thread-safe.
/// </summary>
public sealed class Uniformization
{
    private const double LogTail = -50;
    private const double SettleTolerance = 1e-13;

    private readonly SubGenerator generator;

    /// <summary>Prepares for a chain.</summary>
    public Uniformization(MarkovChain chain) => generator = SubGenerator.Whole(chain);

    /// <summary>Replaces x by x e^{Qt}; t in hours, not negative.</summary>
    public void Advance(Span<double> x, double t)
    {
        if (t == 0 || generator.FastestRate == 0) return;
        var request = new TransientRequest(generator, true, x.ToArray(), [t], true, false, null);
        UniformizationRun.Solve(request, LogTail, new UniformizationLimits(SettleTolerance), CancellationToken.None)!.Values[0].CopyTo(x);
    }
}
