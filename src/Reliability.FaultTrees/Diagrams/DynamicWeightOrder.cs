namespace Reliability.FaultTrees;

/// <summary>
/// Dynamic weight assignment (Minato, Ishiura and Yajima 1990): the top has weight one, each gate splits its weight evenly over its
/// inputs, the event that collects the most comes first and is then struck out, and the rest is weighed again. Quadratic in the size of
/// the tree.
/// </summary>
internal static class DynamicWeightOrder
{
    public static int[] Compute(FaultTreeGraph graph)
    {
        var alive = new bool[graph.NodeCount];
        var weights = new double[graph.NodeCount];
        int left = 0;
        foreach (int node in graph.PostOrder)
        {
            alive[node] = graph.IsBasicEvent(node) || AnyAlive(graph, alive, node);
            if (graph.IsBasicEvent(node)) left++;
        }

        var order = new int[left];
        for (int placed = 0; placed < order.Length; placed++)
        {
            Distribute(graph, alive, weights);
            int heaviest = -1;
            foreach (int node in graph.PostOrder)
            {
                if (graph.IsBasicEvent(node) && alive[node] && (heaviest < 0 || weights[node] > weights[heaviest])) heaviest = node;
            }

            order[placed] = heaviest;
            alive[heaviest] = false;
            foreach (int node in graph.PostOrder)
            {
                if (graph.IsGate(node)) alive[node] = AnyAlive(graph, alive, node);
            }
        }

        return order;
    }

    private static void Distribute(FaultTreeGraph graph, bool[] alive, double[] weights)
    {
        Array.Clear(weights);
        weights[graph.Top] = 1;
        for (int i = graph.PostOrder.Length - 1; i >= 0; i--)
        {
            int node = graph.PostOrder[i];
            ReadOnlySpan<int> inputs = graph.Inputs(node);
            int sharing = 0;
            foreach (int input in inputs) sharing += alive[input] ? 1 : 0;
            foreach (int input in inputs)
            {
                if (alive[input]) weights[input] += weights[node] / sharing;
            }
        }
    }

    private static bool AnyAlive(FaultTreeGraph graph, bool[] alive, int node)
    {
        foreach (int input in graph.Inputs(node))
        {
            if (alive[input]) return true;
        }

        return false;
    }
}
