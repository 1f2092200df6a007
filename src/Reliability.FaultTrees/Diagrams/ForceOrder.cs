namespace Reliability.FaultTrees;

/// <summary>
/// FORCE (Aloul, Markov and Sakallah 2003): every gate pulls its inputs and itself to their common centre of gravity; nodes are sorted by
/// where they are pulled, until the total span of the gates stops shrinking. Starts from a given order of the events.
/// </summary>
internal static class ForceOrder
{
    private const int MaximumRounds = 200;

    public static int[] Compute(FaultTreeGraph graph, int[] start)
    {
        int[] nodes = [.. graph.PostOrder.Where(node => graph.IsBasicEvent(node) || graph.IsGate(node))];
        var place = new double[graph.NodeCount];
        for (int i = 0; i < start.Length; i++) place[start[i]] = i;
        foreach (int node in nodes)
        {
            if (graph.IsGate(node)) place[node] = Centre(graph, place, node, includeGate: false);
        }

        Rank(nodes, place);
        double best = double.PositiveInfinity;
        int[] bestOrder = start;
        for (int round = 0; round < MaximumRounds; round++)
        {
            Pull(graph, nodes, place);
            double span = Span(graph, nodes, place);
            if (span >= best) break;
            best = span;
            bestOrder = [.. nodes.Where(graph.IsBasicEvent).OrderBy(node => place[node])];
        }

        return bestOrder;
    }

    private static void Pull(FaultTreeGraph graph, int[] nodes, double[] place)
    {
        var sum = new double[place.Length];
        var count = new int[place.Length];
        foreach (int gate in nodes)
        {
            if (!graph.IsGate(gate)) continue;
            double centre = Centre(graph, place, gate, includeGate: true);
            sum[gate] += centre;
            count[gate]++;
            foreach (int input in graph.Inputs(gate))
            {
                sum[input] += centre;
                count[input]++;
            }
        }

        foreach (int node in nodes)
        {
            if (count[node] > 0) place[node] = sum[node] / count[node];
        }

        Rank(nodes, place);
    }

    private static double Centre(FaultTreeGraph graph, double[] place, int gate, bool includeGate)
    {
        double sum = includeGate ? place[gate] : 0;
        int count = includeGate ? 1 : 0;
        foreach (int input in graph.Inputs(gate))
        {
            sum += place[input];
            count++;
        }

        return sum / count;
    }

    private static double Span(FaultTreeGraph graph, int[] nodes, double[] place)
    {
        double total = 0;
        foreach (int gate in nodes)
        {
            if (!graph.IsGate(gate)) continue;
            double first = place[gate];
            double last = place[gate];
            foreach (int input in graph.Inputs(gate))
            {
                first = Math.Min(first, place[input]);
                last = Math.Max(last, place[input]);
            }

            total += last - first;
        }

        return total;
    }

    /// <summary>Replaces places by ranks 0, 1, 2... in the same order, ties as they stand in <paramref name="nodes"/>.</summary>
    private static void Rank(int[] nodes, double[] place)
    {
        int[] sorted = [.. nodes.OrderBy(node => place[node])];
        for (int i = 0; i < sorted.Length; i++) place[sorted[i]] = i;
    }
}
