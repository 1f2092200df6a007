using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>Builds the decision diagram of a fault tree bottom-up, gate by gate (Rauzy 1993), without recursion.</summary>
public static class BddBuilder
{
    private static readonly VariableOrdering[] _heuristics =
    [
        VariableOrdering.LightestFirst,
        VariableOrdering.DepthFirst,
        VariableOrdering.HeaviestFirst,
        VariableOrdering.DynamicWeight,
        VariableOrdering.Force,
    ];

    /// <summary>Builds the diagram of the top event, with common causes expanded first.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="options">Variable order and node limit; null for the defaults.</param>
    /// <returns>
    /// The diagram, or the limit it met. Exponential in the number of events at worst; small for most trees met in practice, depending on
    /// the order. The same tree and options give the same diagram.
    /// </returns>
    /// <exception cref="ArgumentException">A name made by common-cause expansion is already taken.</exception>
    public static BddBuildResult Build(FaultTree tree, BddBuildOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        options ??= new BddBuildOptions();
        var graph = new FaultTreeGraph(CommonCauseExpansion.Expand(tree));
        if (options.Ordering != VariableOrdering.Automatic)
        {
            FaultTreeDiagram? single = TryBuild(graph, options.Ordering, options.NodeLimit);
            return single is not null ? new BddBuildResult(single, null) : Failure(options.NodeLimit, 1);
        }

        int limit = Math.Min(options.NodeLimit, 100_000);
        while (true)
        {
            foreach (VariableOrdering heuristic in _heuristics)
            {
                if (TryBuild(graph, heuristic, limit) is { } found) return new BddBuildResult(found, null);
            }

            if (limit == options.NodeLimit) return Failure(limit, _heuristics.Length);
            limit = limit * 24L >= options.NodeLimit ? options.NodeLimit : limit * 12;
        }
    }

    private static BddBuildResult Failure(int limit, int orders) => new(null, new BddLimitExceeded(limit, orders));

    private static FaultTreeDiagram? TryBuild(FaultTreeGraph graph, VariableOrdering ordering, int limit)
    {
        var diagram = new BinaryDecisionDiagram(Math.Max(2, limit));
        int[] order = VariableOrder.Compute(graph, ordering);
        var functions = new BddNode[graph.NodeCount];
        foreach (int leaf in order) functions[leaf] = diagram.CreateVariable();
        foreach (int node in graph.PostOrder)
        {
            if (graph.IsGate(node)) functions[node] = Gate(diagram, graph, functions, node);
            else if (!graph.IsBasicEvent(node)) functions[node] = graph.HouseState(node) ? BddNode.True : BddNode.False;
            if (diagram.LimitExceeded) return null;
        }

        BinaryDecisionDiagram compact = Compact(diagram, functions[graph.Top], out BddNode root);
        bool monotone = graph.PostOrder.All(
            node => !graph.IsGate(node) || graph.GateAt(node).Kind is GateKind.And or GateKind.Or or GateKind.AtLeast);
        ImmutableArray<BasicEvent> variables = [.. order.Select(leaf => graph.Tree.BasicEvents[leaf])];
        return new FaultTreeDiagram(graph.Tree, compact, root, variables, ordering, monotone);
    }

    private static BddNode Gate(BinaryDecisionDiagram diagram, FaultTreeGraph graph, BddNode[] functions, int node)
    {
        ReadOnlySpan<int> indexes = graph.Inputs(node);
        var inputs = new BddNode[indexes.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = functions[indexes[i]];
        Gate gate = graph.GateAt(node);
        return gate.Kind switch
        {
            GateKind.And => diagram.And(inputs),
            GateKind.Or => diagram.Or(inputs),
            GateKind.AtLeast => diagram.AtLeast(gate.Threshold, inputs),
            GateKind.Not => diagram.Not(inputs[0]),
            GateKind.Xor => diagram.Xor(inputs[0], inputs[1]),
            GateKind.Nand => diagram.Not(diagram.And(inputs)),
            GateKind.Nor => diagram.Not(diagram.Or(inputs)),
            GateKind.Imply => diagram.Ite(inputs[0], inputs[1], BddNode.True),
            GateKind.Iff => diagram.Not(diagram.Xor(inputs[0], inputs[1])),
            _ => throw new InvalidOperationException($"Gate kind {gate.Kind} is not known."),
        };
    }

    /// <summary>Copies one function to a diagram of its own and leaves intermediate results behind.</summary>
    private static BinaryDecisionDiagram Compact(BinaryDecisionDiagram from, BddNode root, out BddNode copiedRoot)
    {
        var to = new BinaryDecisionDiagram(Math.Max(from.NodeLimit, from.NodeCount + from.VariableCount));
        for (int i = 0; i < from.VariableCount; i++) to.CreateVariable();
        var copies = new BddNode[root.Index + 1];
        copies[0] = BddNode.False;
        if (copies.Length > 1) copies[1] = BddNode.True;
        foreach (BddNode node in from.NodesOf(root))
            copies[node.Index] = to.FindOrAdd(from.Variable(node), copies[from.Low(node).Index], copies[from.High(node).Index]);
        copiedRoot = copies[root.Index];
        return to;
    }
}
