using Reliability.Markov.Solvers;

namespace Reliability.Studies.Analytic;

/// <summary>
/// Mean time until the first of several independent modules fails: ∫ Π R_m(t) dt, where R_m is the probability that module m has not failed. Each module is
/// followed by uniformization and the product integrated by Gauss-Legendre panels, period by period of the calendar (of doubling stretches where there is
/// none), until the law among the survivors of every module repeats; what is left is then a geometric series.
/// </summary>
internal sealed class SurvivalProduct
{
    private const double Nothing = 1e-18;
    private const double MaximumWork = 1e10;
    private const int MaximumStretches = 200_000;

    private readonly IReadOnlyList<FailureModule> modules;
    private readonly Timeline timeline;
    private readonly Uniformization[] steps;
    private readonly double fastest;
    private readonly double workPerHour;

    private SurvivalProduct(IReadOnlyList<FailureModule> modules, Timeline timeline)
    {
        (this.modules, this.timeline) = (modules, timeline);
        steps = [.. modules.Select(m => new Uniformization(m.Chain))];
        fastest = modules.Max(m => m.Chain.MaximumExitRate);
        workPerHour = modules.Sum(m => m.Chain.MaximumExitRate * (m.Chain.TransitionCount + m.Chain.StateCount));
    }

    /// <summary>The mean time in hours; <c>null</c> when no module may ever fail, or the work would take minutes.</summary>
    public static double? MeanTime(IReadOnlyList<FailureModule> modules, Timeline timeline, CancellationToken cancellation)
    {
        var product = new SurvivalProduct(modules, timeline);
        return product.fastest > 0 ? product.Integrate(cancellation) : null;
    }

    private double? Integrate(CancellationToken cancellation)
    {
        double[][] laws = [.. modules.Select(m => m.Initial.ToArray())];
        var periodic = modules.Any(m => m.HasInstants);
        var (total, work) = (0.0, 0.0);
        var stretch = periodic ? timeline.Period : 1 / fastest;
        for (var n = 0; n < MaximumStretches; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            work += stretch * workPerHour;
            if (work > MaximumWork) return null;
            double[][] before = [.. laws.Select(l => (double[])l.Clone())];
            var inside = 0.0;
            if (periodic)
            {
                for (var k = 0; k < timeline.Lengths.Length; k++)
                {
                    inside += Through(laws, timeline.Lengths[k]);
                    for (var m = 0; m < laws.Length; m++) laws[m] = modules[m].AfterBoundary(k, laws[m]);
                }
            }
            else
            {
                inside = Through(laws, stretch);
            }

            total += inside;
            if (Alive(laws) <= Nothing) return total;
            SurvivorDecay[] decays = [.. modules.Select((m, i) => new SurvivorDecay(m, before[i], laws[i]))];
            var lost = decays.Aggregate(0.0, (sum, d) => sum + ((1 - sum) * d.Lost));
            if (lost > 0 && decays.All(d => d.IsStill)) return total + (inside * (1 - lost) / lost);
            if (!periodic) stretch *= 2;
        }

        return null;
    }

    // Moves all laws on and returns the integral of the probability that all modules are alive.
    private double Through(double[][] laws, double hours)
    {
        var (sum, now) = (0.0, 0.0);
        foreach (var (time, weight) in TimeNodes.Over(hours, fastest))
        {
            Advance(laws, time - now);
            now = time;
            sum += weight * Alive(laws);
        }

        Advance(laws, hours - now);
        return sum;
    }

    private void Advance(double[][] laws, double hours)
    {
        for (var m = 0; m < laws.Length; m++)
        {
            if (modules[m].Chain.MaximumExitRate > 0) steps[m].Advance(laws[m], hours);
        }
    }

    private double Alive(double[][] laws) => laws.Select((l, m) => modules[m].Alive(l)).Aggregate(1.0, (p, a) => p * a);
}
