using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>The elimination of one generator: what it costs, known before it is made, and how it is made for a pole. Costs are in operations of which 1e9 take about a second.</summary>
internal sealed class ShiftInvertCost
{
    // Dense blocks run faster than what goes once through memory, and each state has its share of the sums.
    private const double PerFactorOperation = 0.5;
    private const double PerFactorEntry = 1.2;
    private const double PerState = 20;

    private readonly SubGenerator generator;
    private readonly EliminationPlan plan;

    private ShiftInvertCost(SubGenerator generator, EliminationPlan plan) => (this.generator, this.plan) = (generator, plan);

    /// <summary>Operations of a factorization.</summary>
    public double Factor => (plan.Operations * PerFactorOperation) + (generator.Count * PerState * 10);

    /// <summary>Operations of a solve, and of the sums that go with it.</summary>
    public double Solve => (plan.FactorEntries * PerFactorEntry) + (generator.Count * PerState);

    /// <summary>Plans the elimination; <c>null</c> when it would take more memory or time than allowed.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="options">The operations allowed.</param>
    /// <param name="cancellation">Stops planning.</param>
    public static ShiftInvertCost? Plan(SubGenerator generator, TransientOptions options, CancellationToken cancellation)
    {
        var limits = new EliminationLimits() with { MaximumOperations = options.MaximumOperations };
        return EliminationPlan.Create(generator.Rates, [.. Enumerable.Range(0, generator.Count)], limits, cancellation) is { } plan ? new ShiftInvertCost(generator, plan) : null;
    }

    /// <summary>Factorizes for a pole; <c>null</c> when that is out of the range of numbers.</summary>
    public ShiftedFactors? Factorize(double sigma, CancellationToken cancellation) => ShiftedFactors.Create(generator, plan, sigma, cancellation);
}
