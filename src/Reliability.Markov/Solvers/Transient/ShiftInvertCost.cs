namespace Reliability.Markov.Solvers.Transient;

/// <summary>The elimination of one generator: what it costs, known before it is made, and how it is made for a pole.</summary>
internal sealed class ShiftInvertCost
{
    private readonly SubGenerator generator;

    private ShiftInvertCost(SubGenerator generator, double factor, double solve) => (this.generator, Factor, Solve) = (generator, factor, solve);

    /// <summary>Operations of a factorization.</summary>
    public double Factor { get; }

    /// <summary>Operations of a solve, and of the sums that go with it.</summary>
    public double Solve { get; }

    /// <summary>Plans the elimination, or says why it is not possible.</summary>
    public static (ShiftInvertCost? Cost, string? Problem) Plan(SubGenerator generator, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        double n = generator.Count;
        return n > 4000 ? (null, "too many states for elimination") : (new ShiftInvertCost(generator, n * n * n / 3, (n * n) + (10 * n)), null);
    }

    /// <summary>Factorizes for a pole.</summary>
    public ShiftedFactors Factorize(double sigma, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ShiftedFactors.Create(generator, sigma);
    }
}
