using System.Collections.Immutable;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// The process looked at when it forgets: at jumps where no clock runs, and when a clock starts anew, fires, or is stopped for good. Between two such moments one
/// row says how long it is where. The chain of these moments is solved by elimination without subtraction.
/// </summary>
internal sealed class EmbeddedProcess
{
    private const long MostNumbers = 50_000_000;

    private readonly ClockGraph graph;
    private readonly ImmutableArray<DelayLaw> laws;
    private readonly bool[] stops;
    private readonly Dictionary<int, RegenerationRow> rows = [];
    private readonly Dictionary<int, SubordinatedChain> chains = [];

    private long kept;

    private EmbeddedProcess(ClockGraph graph, ImmutableArray<DelayLaw> laws, bool[] stops) => (this.graph, this.laws, this.stops) = (graph, laws, stops);

    /// <summary>Clock and node of two clocks that both have an age; <c>null</c> for none.</summary>
    public (int Clock, int Node)? Conflict { get; private set; }

    /// <summary>A clock beside whose states nothing could be computed in reasonable time, and their number; <c>null</c> for none.</summary>
    public (int Clock, int States)? TooLarge { get; private set; }

    /// <summary>By how much probabilities that should sum to one miss it at most.</summary>
    public double Defect => chains.Values.Select(c => c.Defect).DefaultIfEmpty().Max();

    /// <summary>How wrong rows may be beside rounding, as their methods know.</summary>
    public double RowError => chains.Values.Select(c => c.RelativeError).DefaultIfEmpty().Max();

    /// <summary>Whether an integral over a density was needed.</summary>
    public bool Integrated => chains.Keys.Any(k => laws[k].IsIntegrated);

    /// <summary>Greatest number of nodes beside one clock.</summary>
    public int Widest => chains.Values.Select(c => c.RunningCount).DefaultIfEmpty().Max();

    /// <summary>Builds the rows of all nodes in which it may forget, from the start on.</summary>
    /// <param name="graph">The nodes.</param>
    /// <param name="laws">The laws of the clocks.</param>
    /// <param name="resumes">Whether each clock keeps its age.</param>
    /// <param name="stops">Nodes where it ends; <c>null</c> for none.</param>
    /// <param name="order">Points of a panel where a law has a density.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static EmbeddedProcess Create(ClockGraph graph, ImmutableArray<DelayLaw> laws, ImmutableArray<bool> resumes, bool[]? stops, int order, CancellationToken cancellation)
    {
        var process = new EmbeddedProcess(graph, laws, stops ?? new bool[graph.Count]);
        var work = new Stack<int>(graph.Start.Select(s => s.Node));
        while (work.TryPop(out var node))
        {
            if (process.stops[node] || process.rows.ContainsKey(node)) continue;
            cancellation.ThrowIfCancellationRequested();
            if (process.RowOf(node, resumes, order, cancellation) is not { } row) break;
            process.rows.Add(node, row);
            foreach (var (next, _) in row.Next) work.Push(next);
            if ((process.kept += row.Size) > MostNumbers) process.TooLarge = (Math.Max(0, graph.Clock[node]), process.rows.Count);
            if (process.TooLarge is not null) break;
        }

        return process;
    }

    /// <summary>The long run: hours and firings of every node per hour, or why there is none.</summary>
    public RegenerativeLongRun Solve(CancellationToken cancellation)
    {
        var (nodes, place) = Numbered();
        var classes = RecurrentClasses.Find(nodes.Length, k => [.. rows[nodes[k]].Next.Select(n => place[n.Node])], graph.Start.Select(s => place[s.Node]));
        if (classes.Count > 1) return new RegenerativeLongRun([], [], false) { Several = nodes[classes[1][0]] };
        if (classes[0] is [var only] && rows[nodes[only]].Next.Length == 0) return new RegenerativeLongRun([], [], false) { Absorbing = nodes[only] };
        if (Moments(nodes, place, classes[0], cancellation) is not { } moments) return new RegenerativeLongRun([], [], false) { TooLarge = classes[0].Length };
        var (hours, firings) = (new double[graph.Count], new double[graph.Count]);
        foreach (var k in classes[0])
        {
            foreach (var (node, time) in rows[nodes[k]].Hours) hours[node] += moments[k] * time;
            foreach (var (node, probability) in rows[nodes[k]].Firings) firings[node] += moments[k] * probability;
        }

        var cycle = hours.Sum();
        for (var i = 0; i < hours.Length; i++) (hours[i], firings[i]) = (hours[i] / cycle, firings[i] / cycle);
        var locked = classes[0].All(k => graph.Clock[nodes[k]] is var c && c >= 0 && laws[c].IsFixed && !rows[nodes[k]].IsDisturbed);
        return new RegenerativeLongRun(hours, firings, locked);
    }

    /// <summary>The mean hours until it stops; <c>null</c> when it may never.</summary>
    public double? MeanTime(CancellationToken cancellation)
    {
        var (nodes, place) = Numbered();
        var (rates, exits, hours) = (new List<(int, double)>[nodes.Length], new double[nodes.Length], new double[nodes.Length]);
        for (var k = 0; k < nodes.Length; k++)
        {
            rates[k] = [];
            hours[k] = rows[nodes[k]].Hours.Sum(h => h.Hours);
            foreach (var (next, probability) in rows[nodes[k]].Next)
            {
                if (stops[next]) exits[k] += probability;
                else if (next != nodes[k]) rates[k].Add((place[next], probability));
            }
        }

        if (FirstPassage.Solve(rates, exits, hours, cancellation) is not { } times) return null;
        return graph.Start.Sum(s => place.TryGetValue(s.Node, out var k) ? s.Probability * times[k] : 0);
    }

    private (int[] Nodes, Dictionary<int, int> Place) Numbered()
    {
        int[] nodes = [.. rows.Keys.Order()];
        var place = new Dictionary<int, int>();
        for (var k = 0; k < nodes.Length; k++) place.Add(nodes[k], k);
        return (nodes, place);
    }

    // The share of moments at which it forgets in each node of the class that is never left; null when that is not found with known error.
    private double[]? Moments(int[] nodes, Dictionary<int, int> place, int[] recurrent, CancellationToken cancellation)
    {
        if (recurrent.Length <= SteadyState.DenseLimit)
        {
            return SteadyState.Solve(nodes.Length, recurrent, (k, add) =>
            {
                foreach (var (next, probability) in rows[nodes[k]].Next) add(place[next], probability);
            });
        }

        var number = new int[nodes.Length];
        for (var k = 0; k < recurrent.Length; k++) number[recurrent[k]] = k;
        var chain = Chains.MarkovChain.FromArcs(recurrent.Length, recurrent.SelectMany((k, from) => rows[nodes[k]].Next.Select(n => (from, number[place[n.Node]], n.Probability))));
        var start = new double[recurrent.Length];
        start[0] = 1;
        if (SteadyState.Solve(chain, start, cancellation).Distribution is not { } shares) return null;
        var moments = new double[nodes.Length];
        for (var k = 0; k < recurrent.Length; k++) moments[recurrent[k]] = shares[k];
        return moments;
    }

    private RegenerationRow? RowOf(int node, ImmutableArray<bool> resumes, int order, CancellationToken cancellation)
    {
        var clock = graph.Clock[node];
        if (clock < 0) return Jump(node);
        if (!chains.TryGetValue(clock, out var chain))
        {
            chains[clock] = chain = SubordinatedChain.Create(graph, clock, resumes[clock], laws[clock], stops, order, cancellation);
            if (chain.Conflict >= 0) Conflict = (clock, chain.Conflict);
            else if (!chain.Ready) TooLarge = (clock, chain.RunningCount);
        }

        if (!chain.Ready) return null;
        var row = chain.Row(node, cancellation);
        if (row is null) TooLarge = (clock, chain.RunningCount);
        return row;
    }

    private RegenerationRow Jump(int node)
    {
        var total = graph.Exponential[node].Sum(a => a.Weight);
        if (total == 0) return new RegenerationRow([], [], [], true);
        return new RegenerationRow([.. graph.Exponential[node].GroupBy(a => a.Target).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(a => a.Weight) / total))], [(node, 1 / total)], [], true);
    }
}
