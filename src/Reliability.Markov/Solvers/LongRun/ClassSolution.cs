using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>The long run within one set of states that is never left.</summary>
internal sealed class ClassSolution
{
    private readonly BalanceIteration? iteration;
    private readonly double[]? eliminated;
    private readonly double share;
    private readonly LongRunMethod method;
    private double[]? regrouped;
    private DenseSystem? dense;

    private ClassSolution(ChainOperator adjoint, LongRunMethod method, BalanceIteration? iteration, double[]? eliminated, double share) =>
        (Adjoint, this.method, this.iteration, this.eliminated, this.share) = (adjoint, method, iteration, eliminated, share);

    /// <summary>The classes of equally likely states whose chain this is the solution of; <c>null</c> where it is that of the states themselves.</summary>
    public EqualStates? Equal { get; private set; }

    /// <summary>The operator of the adjoint equation: M the rates by rows.</summary>
    public ChainOperator Adjoint { get; }

    /// <summary>The probabilities, of classes where there are <see cref="Equal"/> states.</summary>
    public double[] X => eliminated ?? iteration!.X;

    /// <summary>The method that found them.</summary>
    public LongRunMethod Method => iteration?.Method ?? method;

    /// <summary>How far they may be off.</summary>
    public ProbabilityDoubt Doubt => iteration is null ? new ProbabilityDoubt(share, null) : new ProbabilityDoubt(0, iteration.Previous);

    /// <summary>True when probabilities come from elimination, each with a relative error bound known beforehand.</summary>
    public bool IsEliminated => iteration is null;

    /// <summary>Steps of an iteration; 0 for elimination.</summary>
    public int Steps => iteration?.Steps ?? 0;

    /// <summary>Σ |flow in - flow out| / Σ flow that an iteration reached; 0 for elimination.</summary>
    public double Residual => iteration?.Residual ?? 0;

    /// <summary>A solution by elimination.</summary>
    public static ClassSolution Eliminated(ChainOperator adjoint, LongRunMethod method, double[] x, double share) =>
        new(adjoint, method, null, x, share);

    /// <summary>A solution by iteration.</summary>
    public static ClassSolution Iterated(ChainOperator adjoint, BalanceIteration iteration) => new(adjoint, iteration.Method, iteration, null, 0);

    /// <summary>Says that this is the solution of the chain of classes.</summary>
    public ClassSolution Over(EqualStates equal)
    {
        Equal = equal;
        return this;
    }

    /// <summary>The probability of a state of the set.</summary>
    public double ProbabilityOf(int state) => Equal is null ? X[state] : X[Equal.ClassOf[state]] / Equal.Sizes[Equal.ClassOf[state]];

    /// <summary>The probabilities after one aggregation cycle more; <c>null</c> after elimination, or where states cannot be grouped. Kept until the next improvement.</summary>
    public double[]? Regrouped(CancellationToken cancellation) => regrouped ??= iteration?.Regrouped(cancellation);

    /// <summary>Takes an iteration up again.</summary>
    /// <param name="residual">The residual wanted.</param>
    /// <param name="maximumSteps">The most steps to do.</param>
    /// <param name="aggregate">Go on by aggregation cycles.</param>
    /// <param name="cancellation">Stops the work.</param>
    public bool Improve(double residual, int maximumSteps, bool aggregate, CancellationToken cancellation)
    {
        if (iteration is null) return false;
        regrouped = null;
        if (aggregate) iteration.UseAggregation(cancellation);
        return iteration.Run(residual, maximumSteps, cancellation);
    }

    /// <summary>The adjoint equation for given values of states, solved already where factors are at hand.</summary>
    public AdjointIteration AdjointOf(double[] f, double eta)
    {
        var adjoint = new AdjointIteration(Adjoint, f, eta);
        if (method != LongRunMethod.Gth) return adjoint;
        var likeliest = 0;
        for (var i = 1; i < X.Length; i++)
        {
            if (X[i] > X[likeliest]) likeliest = i;
        }

        dense ??= DenseSystem.From(Adjoint, transposed: false, likeliest);
        if (dense is null) return adjoint;
        var b = new double[f.Length];
        for (var i = 0; i < b.Length; i++) b[i] = f[i] - eta;
        var h = new double[f.Length];
        dense.Adjoint(h, b);
        adjoint.StartFrom(h);
        return adjoint;
    }
}
