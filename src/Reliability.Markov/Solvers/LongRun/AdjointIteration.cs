namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// Solves (D - Q) h = f - η for the relative values h of states, by the iteration that serves balance, turned round. η is the mean as the present h and x say;
/// h is kept zero at the likeliest state, so that values near it keep their relative accuracy when f is earned in rare states only.
/// </summary>
internal sealed class AdjointIteration
{
    private readonly ChainOperator op;
    private readonly double[] f;
    private readonly double[] b;
    private readonly double[] e;
    private readonly double[] weights;
    private readonly double[] h;
    private readonly Extrapolation extrapolation;
    private AggregationHierarchy? hierarchy;
    private double eta;

    /// <summary>Prepares for an operator, M the rates by rows, and the values of states.</summary>
    public AdjointIteration(ChainOperator op, double[] f, double eta)
    {
        (this.op, this.f, this.eta) = (op, f, eta);
        var n = f.Length;
        (b, e, h, weights) = (new double[n], new double[n], new double[n], new double[n]);
        extrapolation = new Extrapolation(n);
    }

    /// <summary>Starts from relative values that are known already.</summary>
    public void StartFrom(double[] values) => values.CopyTo(h, 0);

    /// <summary>Steps done, two sweeps each.</summary>
    public int Steps { get; private set; }

    /// <summary>True when aggregation cycles are used.</summary>
    public bool UsesAggregation => hierarchy is not null;

    /// <summary>Changes to aggregation cycles under given probabilities, or brings them up to date.</summary>
    public bool UseAggregation(double[] x, CancellationToken cancellation)
    {
        if (hierarchy is not null)
        {
            hierarchy.Refresh(x);
            return true;
        }

        var made = AggregationHierarchy.Create(op, x, transposed: false, cancellation);
        if (!made.IsUseful) return false;
        hierarchy = made;
        return true;
    }

    /// <summary>Some steps, and what h says afterwards.</summary>
    public AdjointCheck Run(double[] x, ProbabilityDoubt doubt, CancellationToken cancellation)
    {
        for (var i = 0; i < f.Length; i++) b[i] = f[i] - eta;
        var (likeliest, greatest) = (0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] > greatest) (likeliest, greatest) = (i, x[i]);
            weights[i] = x[i] + (1.0 / x.Length);
        }

        extrapolation.Restart();
        for (var step = 0; step < Extrapolation.Steps; step++)
        {
            extrapolation.Keep(h);
            Step(cancellation);
            var shift = h[likeliest];
            for (var i = 0; i < h.Length; i++) h[i] -= shift;
        }

        extrapolation.Extrapolate(h, weights, positive: false);
        Step(cancellation);
        var reference = h[likeliest];
        for (var i = 0; i < h.Length; i++) h[i] -= reference;
        var check = AdjointCheck.Evaluate(op, f, h, x, doubt, e, cancellation);
        eta = check.Value;
        return check;
    }

    /// <summary>What the present h says when probabilities may be off in another way.</summary>
    public double DoubtOf(double[] x, double[] other, double mean)
    {
        var doubt = 0.0;
        for (var i = 0; i < e.Length; i++) doubt += Math.Abs(x[i] - other[i]) * Math.Abs(e[i] - mean);
        return doubt;
    }

    private void Step(CancellationToken cancellation)
    {
        Steps++;
        if (hierarchy is null)
        {
            op.Sweep(h, b, ascending: true, cancellation);
            op.Sweep(h, b, ascending: false, cancellation);
        }
        else hierarchy.Adjoint(h, b, e, cancellation);
    }
}
