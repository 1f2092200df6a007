using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;

namespace Reliability.Studies.Analytic;

/// <summary>
/// Follows one component from its initial state through its calendar, either as it is or stopped on entering a set of states. Dense matrices for each
/// length of segment, found once; small probabilities keep their relative accuracy.
/// </summary>
internal sealed class CalendarTransient
{
    /// <summary>Number of states beyond which nothing is followed.</summary>
    public const int MaximumStates = 400;

    private const double Tolerance = 1e-9;
    private const int MaximumPeriods = 200_000;

    private readonly StateSpace space;
    private readonly int component;
    private readonly Timeline timeline;
    private readonly bool[]? stopped;
    private readonly MarkovChain chain;
    private readonly Dictionary<double, TransitionMatrix> matrices = [];

    /// <summary>Prepares to follow a component.</summary>
    /// <param name="space">The component.</param>
    /// <param name="component">Its index, under which its instants stand in the timeline.</param>
    /// <param name="timeline">The common period.</param>
    /// <param name="stopped">The states that are never left once entered; <c>null</c> to follow the component as it is.</param>
    public CalendarTransient(StateSpace space, int component, Timeline timeline, bool[]? stopped)
    {
        (this.space, this.component, this.timeline, this.stopped) = (space, component, timeline, stopped);
        chain = space.Chain;
        if (stopped is null) return;
        var rows = new List<IReadOnlyList<Transition>>();
        for (var s = 0; s < space.Count; s++) rows.Add(stopped[s] ? [] : space.Chain.Row(s).ToArray());
        chain = new MarkovChain(rows, space.Chain.Causes);
    }

    /// <summary>The distribution at a time, just after whatever happens then.</summary>
    public double[] At(double hours)
    {
        var x = space.Initial.ToArray();
        var now = 0.0;
        for (var k = 0; ; k = (k + 1) % timeline.Lengths.Length)
        {
            var length = timeline.Lengths[k];
            if (now + length > hours + Tolerance) return Through(x, Math.Max(0, hours - now));
            x = Boundary(Through(x, length), k);
            now += length;
        }
    }

    /// <summary>Mean time until a stopped state is entered; <c>null</c> when it may never be, or the calculation does not settle.</summary>
    public double? MeanTime()
    {
        var x = space.Initial.ToArray();
        var total = 0.0;
        for (var period = 0; period < MaximumPeriods; period++)
        {
            var before = (double[])x.Clone();
            var inPeriod = 0.0;
            for (var k = 0; k < timeline.Lengths.Length; k++)
            {
                inPeriod += Alive(Occupied(x, timeline.Lengths[k]));
                x = Boundary(Through(x, timeline.Lengths[k]), k);
            }

            total += inPeriod;
            var (start, end) = (Alive(before), Alive(x));
            if (end <= 1e-18) return total;
            var ratio = end / start;
            var change = 0.0;
            for (var s = 0; s < x.Length; s++) change += stopped![s] ? 0 : Math.Abs((x[s] / end) - (before[s] / start));
            // Once the law among the survivors repeats from period to period, the rest is a geometric series.
            if (change > 1e-13 || ratio >= 1) continue;
            var lost = 0.0;
            for (var s = 0; s < x.Length; s++) lost += stopped![s] ? x[s] - before[s] : 0;
            return total + (inPeriod * ratio / (lost / start));
        }

        return null;
    }

    private double Alive(double[] x)
    {
        var sum = 0.0;
        for (var s = 0; s < x.Length; s++) sum += stopped![s] ? 0 : x[s];
        return sum;
    }

    private double[] Boundary(double[] x, int boundary)
    {
        foreach (var (owner, instant) in timeline.Boundaries[boundary])
        {
            if (owner != component) continue;
            var moving = (double[])x.Clone();
            var y = new double[x.Length];
            for (var s = 0; s < x.Length && stopped is not null; s++) moving[s] = stopped[s] ? 0 : x[s];
            space.Instants[instant].Apply(moving, y);
            for (var s = 0; s < x.Length && stopped is not null; s++) y[s] += stopped[s] ? x[s] : 0;
            x = y;
        }

        return x;
    }

    private double[] Through(double[] x, double hours)
    {
        if (hours <= 0 || chain.MaximumExitRate == 0) return x;
        var y = new double[x.Length];
        Matrix(hours).Advance(x, y);
        return y;
    }

    private double[] Occupied(double[] x, double hours)
    {
        if (hours <= 0 || chain.MaximumExitRate == 0) return [.. x.Select(p => p * hours)];
        var y = new double[x.Length];
        Matrix(hours).Occupancy(x, y);
        return y;
    }

    private TransitionMatrix Matrix(double hours)
    {
        if (!matrices.TryGetValue(hours, out var matrix)) matrices[hours] = matrix = TransitionMatrix.Compute(chain, hours);
        return matrix;
    }
}
