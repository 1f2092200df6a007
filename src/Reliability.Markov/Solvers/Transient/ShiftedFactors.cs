using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// S = σ(σI - A)^{-1}: what an exponential time of rate σ does to a law. A is left from every state at rate σ besides, so the factors come by elimination without
/// subtraction, and S v of a vector that is not negative has full relative accuracy in every entry.
/// </summary>
internal sealed class ShiftedFactors
{
    private readonly SparseElimination factors;
    private readonly double sigma;

    private ShiftedFactors(SparseElimination factors, double sigma) => (this.factors, this.sigma) = (factors, sigma);

    /// <summary>Factorizes for a pole; <c>null</c> when it is so small that numbers cannot tell it from zero.</summary>
    public static ShiftedFactors? Create(SubGenerator generator, EliminationPlan plan, double sigma, CancellationToken cancellation)
    {
        double[] exits = [.. generator.Outward.Select(o => o + sigma)];
        return SparseElimination.Factor(generator.Rates, plan, exits, cancellation) is { } found ? new ShiftedFactors(found, sigma) : null;
    }

    /// <summary>v S, or S v, for v of any sign.</summary>
    public void Apply(double[] v, double[] result, bool forward)
    {
        v.CopyTo(result, 0);
        if (forward) factors.SolveLeftSigned(result);
        else factors.SolveRightSigned(result);
        for (var i = 0; i < result.Length; i++) result[i] *= sigma;
    }
}
