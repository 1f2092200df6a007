namespace Reliability.Markov.Solvers.Transient;

/// <summary>What a computation by shift-invert has used and may use; keeps the last two factorizations. Not thread-safe.</summary>
internal sealed class ShiftInvertWork(TransientRequest request, ShiftInvertCost cost, double maximumOperations, CancellationToken cancellation)
{
    private readonly List<(double Sigma, ShiftedFactors Factors)> known = [];
    private (ShiftedFactors? Factors, StepMemory Steps) first = (null, new StepMemory());
    private double spent;

    /// <summary>Factorizations made.</summary>
    public long Factorizations { get; private set; }

    /// <summary>Solves made.</summary>
    public long Solves { get; private set; }

    /// <summary>True when no more may be spent.</summary>
    public bool IsExhausted => spent > maximumOperations;

    /// <summary>Forms sums with the pole σ; <c>false</c> when they do not converge.</summary>
    public bool Sum(double sigma, double[] v, List<SeriesTarget> targets)
    {
        if (Factors(sigma) is not { } factors)
        {
            spent = double.PositiveInfinity;
            return false;
        }

        var series = new ChebyshevSeries(factors, request, Steps(factors, v));
        var converged = series.Add(v, targets, cancellation);
        Solves += series.Solves;
        spent += series.Solves * cost.Solve;
        return converged;
    }

    private StepMemory? Steps(ShiftedFactors factors, double[] v)
    {
        if (!v.AsSpan().SequenceEqual(request.Start)) return null;
        if (first.Factors != factors) first = (factors, new StepMemory());
        return first.Steps;
    }

    private ShiftedFactors? Factors(double sigma)
    {
        foreach (var (pole, kept) in known)
        {
            if (Math.Abs(pole - sigma) <= 1e-12 * sigma) return kept;
        }

        if (known.Count == 2)
        {
            if (known[0].Factors == first.Factors) first = (null, new StepMemory());
            known.RemoveAt(0);
        }

        if (cost.Factorize(sigma, cancellation) is not { } made) return null;
        known.Add((sigma, made));
        Factorizations++;
        spent += cost.Factor;
        return made;
    }
}
