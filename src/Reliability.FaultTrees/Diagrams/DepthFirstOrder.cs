namespace Reliability.FaultTrees;

/// <summary>
/// The top-down depth-first order: events in the order a walk from the top first meets them, the inputs of each gate taken by ascending
/// rank and, at equal rank, left to right (Fujita, Fujisawa and Kawato 1988; for fault trees Bouissou, Bruyère and Rauzy 1997).
/// </summary>
internal static class DepthFirstOrder
{
    public static int[] Compute(FaultTreeGraph graph, Func<double[], int, double> rank)
    {
        double[] weights = LeafCounts(graph);
        var order = new List<int>();
        var seen = new bool[graph.NodeCount];
        var pending = new Stack<int>();
        pending.Push(graph.Top);
        while (pending.TryPop(out int node))
        {
            if (seen[node]) continue;
            seen[node] = true;
            if (graph.IsBasicEvent(node)) order.Add(node);
            int[] inputs = [.. graph.Inputs(node).ToArray().OrderBy(input => rank(weights, input))];
            for (int i = inputs.Length - 1; i >= 0; i--) pending.Push(inputs[i]);
        }

        return [.. order];
    }

    /// <summary>Counts the leaves below each node, a shared leaf once for each way down to it.</summary>
    private static double[] LeafCounts(FaultTreeGraph graph)
    {
        var weights = new double[graph.NodeCount];
        foreach (int node in graph.PostOrder)
        {
            if (!graph.IsGate(node)) weights[node] = 1;
            foreach (int input in graph.Inputs(node)) weights[node] = Math.Min(1e300, weights[node] + weights[input]);
        }

        return weights;
    }
}
