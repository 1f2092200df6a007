namespace Reliability.FaultTrees;

/// <summary>
/// Merges an Or gate into the only gate that uses it when that is an Or too, and likewise And gates: one wide gate is joined in one go
/// where a chain of narrow ones would build every intermediate function.
/// </summary>
internal static class GateCoalescing
{
    /// <summary>Returns the inputs of each gate with merged gates replaced by their inputs, in place and in order; linear.</summary>
    public static int[][] Merge(FaultTreeGraph graph)
    {
        bool[] merged = FindMerged(graph);
        var inputs = new int[graph.NodeCount - graph.FirstGate][];
        var collected = new List<int>();
        var pending = new Stack<int>();
        for (int gate = graph.FirstGate; gate < graph.NodeCount; gate++)
        {
            Push(pending, graph.Inputs(gate));
            while (pending.TryPop(out int node))
            {
                if (merged[node] && !merged[gate]) Push(pending, graph.Inputs(node));
                else collected.Add(node);
            }

            inputs[gate - graph.FirstGate] = [.. collected];
            collected.Clear();
        }

        return inputs;
    }

    private static bool[] FindMerged(FaultTreeGraph graph)
    {
        var uses = new int[graph.NodeCount];
        foreach (int node in graph.PostOrder)
        {
            foreach (int input in graph.Inputs(node)) uses[input]++;
        }

        var merged = new bool[graph.NodeCount];
        foreach (int node in graph.PostOrder)
        {
            if (!graph.IsGate(node) || graph.GateAt(node).Kind is not (GateKind.And or GateKind.Or)) continue;
            foreach (int input in graph.Inputs(node))
                merged[input] = uses[input] == 1 && graph.IsGate(input) && graph.GateAt(input).Kind == graph.GateAt(node).Kind;
        }

        return merged;
    }

    private static void Push(Stack<int> pending, ReadOnlySpan<int> inputs)
    {
        for (int i = inputs.Length - 1; i >= 0; i--) pending.Push(inputs[i]);
    }
}
