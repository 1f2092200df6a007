using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>A way out of a node.</summary>
/// <param name="Target">The node it leads to.</param>
/// <param name="Weight">A rate per hour, or the probability of an outcome when a clock fires.</param>
/// <param name="Cause">Index of its cause.</param>
internal readonly record struct ClockArc(int Target, double Weight, int Cause);

/// <summary>
/// States with exponential transitions, in each of which at most one clock of another law runs: the raw material of a Markov regenerative process. Immutable by
/// contract.
/// </summary>
/// <param name="Exponential">For every node its transitions at a rate; none to itself.</param>
/// <param name="Firing">For every node where the firing of its clock leads; probabilities that sum to one, empty without a clock.</param>
/// <param name="Clock">For every node the clock that runs there; -1 for none.</param>
/// <param name="Start">The nodes at time zero with their probabilities.</param>
/// <param name="StateOf">The explored state of every node.</param>
/// <param name="Causes">The causes that arcs refer to.</param>
internal sealed record ClockGraph(
    ClockArc[][] Exponential, ClockArc[][] Firing, int[] Clock, ImmutableArray<(int Node, double Probability)> Start, int[] StateOf, ImmutableArray<Cause> Causes)
{
    /// <summary>Number of nodes.</summary>
    public int Count => Clock.Length;

    /// <summary>
    /// The graph that remembers what began the present outage: a down node stands once for every cause that may have. Then the time share of an outage's cause is
    /// that of nodes, whatever clocks are running.
    /// </summary>
    /// <param name="down">For every explored state whether it is down.</param>
    /// <returns>The graph, and for every node the cause of its outage: -1 when up, the number of causes when it began down.</returns>
    public (ClockGraph Graph, int[] Outage) WithOutages(bool[] down)
    {
        var index = new Dictionary<(int Node, int Outage), int>();
        var nodes = new List<(int Node, int Outage)>();
        ImmutableArray<(int, double)> start = [.. Start.Select(s => (Number(s.Node, down[StateOf[s.Node]] ? Causes.Length : -1), s.Probability))];
        var exponential = new List<ClockArc[]>();
        var firing = new List<ClockArc[]>();
        for (var k = 0; k < nodes.Count; k++)
        {
            var (node, outage) = nodes[k];
            exponential.Add(Follow(Exponential[node], outage));
            firing.Add(Follow(Firing[node], outage));
        }

        return (new ClockGraph([.. exponential], [.. firing], [.. nodes.Select(n => Clock[n.Node])], start, [.. nodes.Select(n => StateOf[n.Node])], Causes), [.. nodes.Select(n => n.Outage)]);

        ClockArc[] Follow(ClockArc[] arcs, int outage) =>
            [.. arcs.Select(a => a with { Target = Number(a.Target, !down[StateOf[a.Target]] ? -1 : outage >= 0 ? outage : a.Cause) })];

        int Number(int node, int outage)
        {
            if (index.TryGetValue((node, outage), out var found)) return found;
            index.Add((node, outage), nodes.Count);
            nodes.Add((node, outage));
            return nodes.Count - 1;
        }
    }
}
