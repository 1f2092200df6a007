using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Transient;

namespace Reliability.Studies.Analytic;

/// <summary>
/// Follows a module from its initial state, through its calendar if it has one, until it stops. Matrices are found once;
/// small probabilities keep their relative accuracy.
/// </summary>
internal sealed class ModuleTransient
{
    // Up to here whole matrices are kept, and a calendar can be followed.
    private const int MatrixLimit = 400;

    private const double Tolerance = 1e-9;
    private const int MaximumPeriods = 200_000;

    private readonly FailureModule module;
    private readonly Timeline timeline;
    private readonly Dictionary<double, TransitionMatrix> matrices = [];
    private readonly ExponentialLadder ladder;
    private readonly CancellationToken cancellation;
    private (int Segment, double Now, double[] Law)? passed;

    /// <summary>Prepares to follow a module.</summary>
    public ModuleTransient(FailureModule module, Timeline timeline, CancellationToken cancellation) =>
        (this.module, this.timeline, this.cancellation, ladder) = (module, timeline, cancellation, new ExponentialLadder(module.Chain));

    /// <summary>Whether a module can be followed: with a calendar only up to a few hundred states.</summary>
    public static bool CanFollow(FailureModule module) => !module.HasInstants || module.Chain.StateCount <= MatrixLimit;

    /// <summary>The distribution at a time, just after whatever happens then; <c>null</c> when that would take too long.</summary>
    public double[]? At(double hours)
    {
        if (module.Chain.StateCount > MatrixLimit) return new TransientSolver(module.Chain, cancellation: cancellation).Law(module.Initial.ToArray(), [hours]).Solution?[0];
        if (!module.HasInstants) return Through(module.Initial.ToArray(), hours);
        // Times are mostly asked for in order: go on from the last boundary passed.
        var (segment, now, x) = passed is { } last && last.Now <= hours + Tolerance ? last : (0, 0.0, module.Initial.ToArray());
        for (var k = segment; ; k = (k + 1) % timeline.Lengths.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = timeline.Lengths[k];
            if (now + length > hours + Tolerance) return Through(x, Math.Max(0, hours - now));
            x = module.AfterBoundary(k, Through(x, length));
            now += length;
            passed = ((k + 1) % timeline.Lengths.Length, now, x);
        }
    }

    /// <summary>Mean time until the module stops; <c>null</c> when it may never, or the calculation does not settle.</summary>
    public double? MeanTime()
    {
        var x = module.Initial.ToArray();
        var total = 0.0;
        for (var period = 0; period < MaximumPeriods; period++)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = (double[])x.Clone();
            var inPeriod = 0.0;
            for (var k = 0; k < timeline.Lengths.Length; k++)
            {
                inPeriod += module.Alive(Occupied(x, timeline.Lengths[k]));
                x = module.AfterBoundary(k, Through(x, timeline.Lengths[k]));
            }

            total += inPeriod;
            var decay = new SurvivorDecay(module, before, x);
            if (decay.AllFailed) return total;
            // Once the law among the survivors repeats from period to period, the rest is a geometric series.
            if (decay.HasSettled) return total + (inPeriod * (1 - decay.Lost) / decay.Lost);
        }

        return null;
    }

    private double[] Through(double[] x, double hours) => hours <= 0 ? x : ladder.Advance(x, hours);

    private double[] Occupied(double[] x, double hours)
    {
        if (hours <= 0 || module.Chain.MaximumExitRate == 0) return [.. x.Select(p => p * hours)];
        if (!matrices.TryGetValue(hours, out var matrix)) matrices[hours] = matrix = TransitionMatrix.Compute(module.Chain, hours);
        var y = new double[x.Length];
        matrix.Occupancy(x, y);
        return y;
    }
}
