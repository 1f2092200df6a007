namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// Solves x Q = 0 for a large irreducible chain by symmetric Gauss-Seidel sweeps or aggregation cycles, all of positive terms, with or without extrapolation.
/// May be taken up again where it stopped. Memory: the matrix by targets and nine vectors.
/// </summary>
internal sealed class BalanceIteration
{
    private const double Huge = 1e250;
    private const double KeptResidual = 10;
    private const double RoundingResidual = 3e-16;

    private readonly ChainOperator op;
    private readonly double[] previous;
    private readonly bool extrapolates;
    private Extrapolation? extrapolation;
    private AggregationHierarchy? hierarchy;
    private double stepBefore = double.PositiveInfinity;
    private bool extrapolated;
    private double kept = double.NaN;
    private double keptFor = double.NaN;

    /// <summary>Starts from a state: what flows out of it, followed along one sweep, is a better guess than equal probabilities.</summary>
    public BalanceIteration(ChainOperator op, int start, LongRunMethod method, CancellationToken cancellation)
    {
        (this.op, Method) = (op, method);
        X = new double[op.Count];
        previous = new double[op.Count];
        Fill(start, cancellation);
        extrapolates = method != LongRunMethod.GaussSeidel;
    }

    /// <summary>The probabilities.</summary>
    public double[] X { get; private set; }

    /// <summary>The probabilities when the residual was ten times what it is: how far they have come since is taken for how far they may still be off.</summary>
    public double[] Previous => previous;

    /// <summary>What steps are made of.</summary>
    public LongRunMethod Method { get; private set; }

    /// <summary>Σ |flow in - flow out| / Σ flow, as met on the last sweep.</summary>
    public double Residual { get; private set; } = double.PositiveInfinity;

    /// <summary>Steps done, two sweeps each.</summary>
    public int Steps { get; private set; }

    /// <summary>Changes to aggregation cycles; <c>false</c> when the states cannot be grouped.</summary>
    public bool UseAggregation(CancellationToken cancellation)
    {
        if (hierarchy is not null) return true;
        // Groups are found from probabilities that have settled at least among close neighbours.
        for (var k = 0; k < 4; k++)
        {
            op.Sweep(X, default, ascending: true, cancellation);
            op.Sweep(X, default, ascending: false, cancellation);
        }

        hierarchy = AggregationHierarchy.Create(op, X, transposed: true, cancellation);
        if (!hierarchy.IsUseful)
        {
            hierarchy = null;
            return false;
        }

        Method = LongRunMethod.Aggregation;
        extrapolation?.Restart();
        (stepBefore, extrapolated) = (double.PositiveInfinity, false);
        return true;
    }

    /// <summary>
    /// The probabilities after one aggregation cycle more, which moves weight between groups of states however weakly they are coupled; <c>null</c> when the states
    /// cannot be grouped. The iteration itself is left as it is.
    /// </summary>
    public double[]? Regrouped(CancellationToken cancellation)
    {
        var cycle = hierarchy ?? AggregationHierarchy.Create(op, X, transposed: true, cancellation);
        if (!cycle.IsUseful) return null;
        var moved = (double[])X.Clone();
        cycle.Balance(moved, cancellation);
        var total = 0.0;
        foreach (var value in moved) total += value;
        for (var i = 0; i < moved.Length; i++) moved[i] /= total;
        return moved;
    }

    /// <summary>Steps until the residual is reached.</summary>
    /// <param name="residual">The residual wanted.</param>
    /// <param name="maximumSteps">The most steps to do.</param>
    /// <param name="cancellation">Stops between and within sweeps.</param>
    /// <param name="pause">Leave everything as it is for the next run when the steps are done, rather than tidy up.</param>
    /// <returns>True when it was reached.</returns>
    public bool Run(double residual, int maximumSteps, CancellationToken cancellation, bool pause = false)
    {
        if (extrapolates || hierarchy is not null) extrapolation ??= new Extrapolation(op.Count);
        if (residual != keptFor) (kept, keptFor) = (double.NaN, residual);
        for (var step = 0; step < maximumSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (extrapolation is { IsDue: true }) Extrapolate();
            if (extrapolation is null or { IsStarted: false }) Normalise();
            extrapolation?.Keep(X);
            if (!Step(cancellation)) return false;
            if (double.IsNaN(kept))
            {
                if (Residual > KeptResidual * residual) continue;
                X.CopyTo(previous, 0);
                kept = Residual;
            }
            else if (Residual <= Math.Max(Math.Min(residual, kept / KeptResidual), RoundingResidual))
            {
                Finish(cancellation);
                return true;
            }
        }

        if (!pause) Finish(cancellation);
        return false;
    }

    private bool Step(CancellationToken cancellation)
    {
        double change;
        if (hierarchy is null)
        {
            op.Sweep(X, default, ascending: true, cancellation);
            change = op.Sweep(X, default, ascending: false, cancellation);
        }
        else change = hierarchy.Balance(X, cancellation);
        Steps++;
        var (total, flow) = (0.0, 0.0);
        for (var i = 0; i < X.Length; i++)
        {
            total += X[i];
            flow += op.Diagonal[i] * X[i];
        }

        if (!double.IsFinite(flow) || !(total > 0)) return false;
        Residual = change / flow;
        if (extrapolated && Residual > 10 * stepBefore)
        {
            // The extrapolated vector was worse than what it was made from.
            extrapolation!.Before.CopyTo(X, 0);
            extrapolation.Restart();
        }

        extrapolated = false;
        return true;
    }

    private void Extrapolate()
    {
        // Cycles that converge fast by themselves are better left alone.
        if (hierarchy is not null && Residual < 0.1 * stepBefore)
        {
            stepBefore = Residual;
            extrapolation!.Restart();
            return;
        }

        stepBefore = Residual;
        extrapolated = extrapolation!.Extrapolate(X, default, positive: true);
    }

    private void Finish(CancellationToken cancellation)
    {
        // One more pair of plain sweeps takes the roughness of extrapolation and of groups away from small probabilities.
        if (extrapolation is not null)
        {
            op.Sweep(X, default, ascending: true, cancellation);
            op.Sweep(X, default, ascending: false, cancellation);
        }

        Normalise();
        var before = 0.0;
        foreach (var value in previous) before += value;
        if (before > 0)
        {
            for (var i = 0; i < previous.Length; i++) previous[i] /= before;
        }

        // Six vectors are better spent on the adjoint equation.
        extrapolation = null;
        extrapolated = false;
    }

    private void Normalise()
    {
        var total = 0.0;
        foreach (var value in X) total += value;
        for (var i = 0; i < X.Length; i++) X[i] /= total;
    }

    private void Fill(int start, CancellationToken cancellation)
    {
        var d = op.Diagonal;
        var starts = op.Matrix.RowStarts;
        var columns = op.Matrix.Columns;
        X[start] = 1;
        for (var pass = 0; pass < 2; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var step = 0; step < X.Length; step++)
            {
                var i = pass == 0 ? step : X.Length - 1 - step;
                if (X[i] > 0) continue;
                var sum = 0.0;
                for (var k = starts[i]; k < starts[i + 1]; k++) sum += op.Matrix[k] * X[columns[k]];
                X[i] = sum / d[i];
                if (X[i] > Huge)
                {
                    for (var j = 0; j < X.Length; j++) X[j] /= Huge;
                }
            }
        }

        Normalise();
    }
}
