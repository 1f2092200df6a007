using MathNet.Numerics.Integration;
using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;
using Reliability.Studies.Analytic;

namespace Reliability.Studies.Curves;

/// <summary>
/// Expected time down from the start until given times, from the initial state: the probability of being down is integrated along the way, by
/// Gauss-Legendre panels that double in length away from the start and from every instant of the calendar. A part that has settled is not moved any more;
/// a period that begins as the one before it stands for all that follow.
/// </summary>
internal sealed class DowntimeCurve
{
    private const double Settled = 1e-11;
    private const double Tolerance = 1e-9;
    private const double MaximumWork = 4e9;

    private static readonly (double At, double Weight)[] Rule = Unit(5);

    private readonly StateSpace[] spaces;
    private readonly int[] needed;
    private readonly StructureDiagram down;
    private readonly Timeline timeline;
    private readonly double fastest;
    private readonly double[][] laws;
    private readonly double[]?[] limits;
    private readonly Uniformization[] engines;
    private double total;

    private DowntimeCurve(StateSpace[] spaces, StructureDiagram down, Timeline timeline)
    {
        (this.spaces, this.down, this.timeline) = (spaces, down, timeline);
        needed = down.Components;
        fastest = Math.Max(1e-12, needed.Max(c => spaces[c].Chain.MaximumExitRate));
        laws = [.. spaces.Select(s => s.Initial())];
        limits = new double[]?[spaces.Length];
        engines = [.. spaces.Select(s => new Uniformization(s.Chain))];
    }

    /// <summary>Hours down until each time, or <c>null</c> when the model has no chain or following it would take too long.</summary>
    /// <param name="request">The model and where it is up.</param>
    /// <param name="compiler">Compiles its expressions.</param>
    /// <param name="times">Ascending; under a calendar those after the second period are ends of periods.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double[]? Compute(AnalysisRequest request, ExpressionCompiler compiler, double[] times, CancellationToken cancellation)
    {
        var decomposition = ModelDecomposition.Create(request.Model, [request.Up], [], request.Monolithic);
        var explored = new List<StateSpace>();
        foreach (var part in decomposition.Components)
        {
            if (StateSpaceExplorer.Explore(part, compiler, request.MaximumStates, cancellation).StateSpace is not { } space) return null;
            explored.Add(space);
        }

        if (Timeline.Create(explored) is not { } calendar) return null;
        var structure = new StructureDiagram(decomposition.Structure(!request.Up), explored);
        if (structure.Components.Length == 0) return null;
        var curve = new DowntimeCurve([.. explored], structure, calendar);
        var walked = calendar.IsStationary ? times[^1] : Math.Min(times[^1], 3 * calendar.Period);
        if (curve.needed.Sum(c => explored[c].Chain.TransitionCount + explored[c].Count) * curve.fastest * walked > MaximumWork) return null;
        return calendar.IsStationary ? curve.Straight(times, cancellation) : curve.Periodic(times, cancellation);
    }

    private double[] Straight(double[] times, CancellationToken cancellation)
    {
        FindLimits();
        var (now, answers) = (0.0, new double[times.Length]);
        for (var i = 0; i < times.Length; i++)
        {
            Through(now, times[i], 0, cancellation);
            now = times[i];
            answers[i] = total;
        }

        return answers;
    }

    private double[] Periodic(double[] times, CancellationToken cancellation)
    {
        var answers = new double[times.Length];
        var (now, next) = (0.0, 0);
        for (var period = 0; next < times.Length; period++)
        {
            var (before, start) = (total, laws.Select(l => (double[])l.Clone()).ToArray());
            for (var k = 0; k < timeline.Lengths.Length; k++)
            {
                var (since, end) = (now, now + timeline.Lengths[k]);
                FindLimits();
                for (; next < times.Length && times[next] < end - Tolerance; next++)
                {
                    Through(now, times[next], since, cancellation);
                    now = times[next];
                    answers[next] = total;
                }

                Through(now, end, since, cancellation);
                now = end;
                foreach (var c in needed) laws[c] = ComponentSolution.AfterBoundary(spaces[c], c, timeline, k, laws[c]);
            }

            for (; next < times.Length && times[next] <= now + Tolerance; next++) answers[next] = total;
            if (next == times.Length || !needed.All(c => IsSettled(start[c], laws[c], 1e-8))) continue;
            // Every later period is like this one.
            var perPeriod = total - before;
            for (; next < times.Length; next++)
            {
                var more = (times[next] - now) / timeline.Period;
                if (Math.Abs(more - Math.Round(more)) > 1e-6) break;
                answers[next] = total + (Math.Round(more) * perPeriod);
            }
        }

        return answers;
    }

    // Where each part goes between two instants when left alone long enough.
    private void FindLimits()
    {
        foreach (var c in needed) limits[c] = SteadyState.Solve(spaces[c].Chain, laws[c]).Distribution;
    }

    private void Through(double from, double to, double since, CancellationToken cancellation)
    {
        var now = from;
        while (now < to - (Tolerance * Math.Min(1, to - from)))
        {
            cancellation.ThrowIfCancellationRequested();
            int[] moving = [.. needed.Where(c => limits[c] is not { } limit || !IsSettled(laws[c], limit, Settled))];
            if (moving.Length == 0)
            {
                total += down.Probability(laws) * (to - now);
                return;
            }

            var end = Math.Min(to, now + Math.Max(0.5 / fastest, now - since));
            var at = now;
            foreach (var (place, weight) in Rule)
            {
                var time = now + (place * (end - now));
                Advance(moving, time - at);
                at = time;
                total += weight * (end - now) * down.Probability(laws);
            }

            Advance(moving, end - at);
            now = end;
        }
    }

    private void Advance(int[] moving, double hours)
    {
        foreach (var c in moving) engines[c].Advance(laws[c], hours);
    }

    // As for the long run: the distance is negligible beside what is not the likeliest state.
    private static bool IsSettled(double[] x, double[] limit, double tolerance)
    {
        var (distance, greatest) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            distance += Math.Abs(x[i] - limit[i]);
            greatest = Math.Max(greatest, limit[i]);
        }

        return distance <= tolerance * (1 - greatest) || distance == 0;
    }

    private static (double At, double Weight)[] Unit(int order)
    {
        var rule = new GaussLegendreRule(0, 1, order);
        return [.. rule.Abscissas.Zip(rule.Weights).OrderBy(p => p.First)];
    }
}
