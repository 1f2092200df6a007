using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>
/// A tree with names replaced by numbers and chains of like gates merged: basic events first, then house events, then gates, each in declared order; with an order in
/// which every node reachable from the top comes after its inputs.
/// </summary>
internal sealed class FaultTreeGraph
{
    private readonly int[][] _inputs;

    public FaultTreeGraph(FaultTree tree)
    {
        Tree = tree;
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (BasicEvent basic in tree.BasicEvents) indexOf.Add(basic.Name, indexOf.Count);
        foreach (HouseEvent house in tree.HouseEvents) indexOf.Add(house.Name, indexOf.Count);
        FirstGate = indexOf.Count;
        foreach (Gate gate in tree.Gates) indexOf.Add(gate.Name, indexOf.Count);
        _inputs = [.. tree.Gates.Select(gate => gate.Inputs.Select(input => indexOf[input]).ToArray())];
        Top = indexOf[tree.Top];
        PostOrder = OrderFromTop();
        _inputs = GateCoalescing.Merge(this);
        PostOrder = OrderFromTop();
    }

    public FaultTree Tree { get; }

    public int Top { get; }

    public int FirstGate { get; }

    public int NodeCount => FirstGate + _inputs.Length;

    /// <summary>Gets the nodes the top depends on, inputs before gates, inputs visited left to right.</summary>
    public ImmutableArray<int> PostOrder { get; }

    public bool IsBasicEvent(int node) => node < Tree.BasicEvents.Length;

    public bool IsGate(int node) => node >= FirstGate;

    public bool HouseState(int node) => Tree.HouseEvents[node - Tree.BasicEvents.Length].State;

    public Gate GateAt(int node) => Tree.Gates[node - FirstGate];

    public ReadOnlySpan<int> Inputs(int node) => IsGate(node) ? _inputs[node - FirstGate] : [];

    private ImmutableArray<int> OrderFromTop()
    {
        var order = ImmutableArray.CreateBuilder<int>();
        var seen = new bool[NodeCount];
        var path = new Stack<(int Node, int NextInput)>();
        path.Push((Top, 0));
        seen[Top] = true;
        while (path.TryPop(out (int Node, int NextInput) step))
        {
            ReadOnlySpan<int> inputs = Inputs(step.Node);
            int next = step.NextInput;
            while (next < inputs.Length && seen[inputs[next]]) next++;
            if (next == inputs.Length)
            {
                order.Add(step.Node);
                continue;
            }

            path.Push((step.Node, next + 1));
            seen[inputs[next]] = true;
            path.Push((inputs[next], 0));
        }

        return order.ToImmutable();
    }
}
