using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;

namespace Reliability.Studies.Analytic;

/// <summary>The long-run law of one independent component as a function of the time in the common period.</summary>
internal sealed class ComponentSolution
{
    private const double SettledTolerance = 1e-12;

    private readonly double[][] segmentStarts;
    private readonly Dictionary<(int Segment, int Count, double First, double Last), double[][]> known = [];

    private ComponentSolution(StateSpace space, double[][] starts) => (Space, segmentStarts) = (space, starts);

    public StateSpace Space { get; }

    public bool IsStationary => Space.Instants.IsEmpty;

    /// <summary>The distribution at the start of a segment.</summary>
    public double[] Start(int segment) => segmentStarts[IsStationary ? 0 : segment];

    /// <summary>Solves a component; the problem is told in words.</summary>
    public static (ComponentSolution? Solution, string? Problem, bool TooLarge) Solve(StateSpace space, int component, Timeline timeline, CancellationToken cancellation = default)
    {
        if (space.Instants.IsEmpty)
        {
            var steady = SteadyState.Solve(space.Chain, space.Initial());
            return steady.Distribution is { } pi ? (new ComponentSolution(space, [pi]), null, false) : (null, Explain(space, steady), steady.Problem == SteadyStateProblem.TooLarge);
        }

        var n = space.Count;
        if (n > 1500) return (null, $"a part has {n} states and a calendar; windows are solved exactly up to 1500 states", true);
        var matrices = new Dictionary<double, TransitionMatrix>();
        foreach (var length in timeline.Lengths)
        {
            if (length > 0 && !matrices.ContainsKey(length)) matrices.Add(length, TransitionMatrix.Compute(space.Chain, length));
        }

        // The chain from period to period: all segments and instants one after the other.
        var period = new double[n][];
        for (var i = 0; i < n; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var x = new double[n];
            x[i] = 1;
            for (var k = 0; k < timeline.Lengths.Length; k++) x = AfterBoundary(space, component, timeline, k, Through(matrices, timeline.Lengths[k], x));
            period[i] = x;
        }

        var first = space.Start.Select(s => s.State).Order();
        var classes = RecurrentClasses.Find(n, i => [.. Enumerable.Range(0, n).Where(j => period[i][j] > 0)], first);
        if (classes.Count != 1) return (null, "what state it is in at the start of a period depends for ever on chance", false);
        var start = SteadyState.Solve(n, classes[0], (i, add) =>
        {
            for (var j = 0; j < n; j++)
            {
                if (period[i][j] > 0) add(j, period[i][j]);
            }
        });
        var starts = new double[timeline.Lengths.Length][];
        for (var k = 0; k < starts.Length; k++)
        {
            starts[k] = start;
            start = AfterBoundary(space, component, timeline, k, Through(matrices, timeline.Lengths[k], start));
        }

        return (new ComponentSolution(space, starts), null, false);
    }

    /// <summary>The distributions at given times of a segment, ascending.</summary>
    public double[][] At(int segment, IReadOnlyList<double> times)
    {
        if (IsStationary) return [.. times.Select(_ => segmentStarts[0])];
        if (times.Count == 0) return [];
        var key = (segment, times.Count, times[0], times[^1]);
        if (!known.TryGetValue(key, out var laws)) known[key] = laws = Compute(segment, times);
        return laws;
    }

    private double[][] Compute(int segment, IReadOnlyList<double> times)
    {
        var chain = Space.Chain;
        var limit = SteadyState.Solve(chain, segmentStarts[segment]).Distribution;
        var uniformization = new Uniformization(chain);
        var x = (double[])segmentStarts[segment].Clone();
        var now = 0.0;
        var settled = false;
        var result = new double[times.Count][];
        for (var k = 0; k < times.Count; k++)
        {
            if (!settled)
            {
                uniformization.Advance(x, times[k] - now);
                now = times[k];
                settled = limit is not null && IsSettled(x, limit);
            }

            result[k] = settled ? limit! : (double[])x.Clone();
        }

        return result;
    }

    /// <summary>Applies the instants of a boundary that belong to this component.</summary>
    public static double[] AfterBoundary(StateSpace space, int component, Timeline timeline, int boundary, double[] x)
    {
        foreach (var (owner, instant) in timeline.Boundaries[boundary])
        {
            if (owner != component) continue;
            var y = new double[x.Length];
            space.Instants[instant].Apply(x, y);
            x = y;
        }

        return x;
    }

    private static double[] Through(Dictionary<double, TransitionMatrix> matrices, double length, double[] x)
    {
        if (length <= 0) return x;
        var y = new double[x.Length];
        matrices[length].Advance(x, y);
        return y;
    }

    // The sum of absolute distances never grows again, so once it is negligible beside what is not the likeliest state nothing moves any more.
    private static bool IsSettled(double[] x, double[] limit)
    {
        var (distance, greatest) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            distance += Math.Abs(x[i] - limit[i]);
            greatest = Math.Max(greatest, limit[i]);
        }

        return distance <= SettledTolerance * (1 - greatest);
    }

    private static string Explain(StateSpace space, SteadyStateResult result) => result.Problem switch
    {
        SteadyStateProblem.Absorbing => $"it never leaves the state ({space.Describe(result.State)}), so there is no long run to speak of; ask for --measure mttff or --measure unreliability, or add the repair that is missing",
        SteadyStateProblem.SeveralClasses => $"its long run depends on chance: it may end around ({space.Describe(result.State)}) or elsewhere",
        _ => $"the long run of a part with {result.State} states could not be found with known error",
    };
}
