using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// S = σ(σI - A)^{-1}: what an exponential time of rate σ does to a law. A is left from every state at rate σ besides, so the factors come by elimination without
/// subtraction, and S v of a vector that is not negative has full relative accuracy in every entry.
/// </summary>
internal sealed class ShiftedFactors
{
    private readonly GthFactorization factors;
    private readonly double sigma;

    private ShiftedFactors(GthFactorization factors, double sigma) => (this.factors, this.sigma) = (factors, sigma);

    public static ShiftedFactors Create(SubGenerator generator, double sigma)
    {
        var n = generator.Count;
        var dense = new double[n][];
        var exits = new double[n];
        for (var i = 0; i < n; i++)
        {
            dense[i] = new double[n];
            for (var e = generator.Rates.RowStarts[i]; e < generator.Rates.RowStarts[i + 1]; e++) dense[i][generator.Rates.Columns[e]] += generator.Rates[e];
            exits[i] = generator.Outward[i] + sigma;
        }

        return new ShiftedFactors(GthFactorization.Create(dense, exits)!, sigma);
    }

    /// <summary>v S, or S v.</summary>
    public void Apply(double[] v, double[] result, bool forward)
    {
        v.CopyTo(result, 0);
        if (forward) factors.SolveLeft(result);
        else factors.SolveRight(result);
        for (var i = 0; i < result.Length; i++) result[i] *= sigma;
    }
}
