namespace Reliability.FaultTrees;

/// <summary>Computes a static variable order: the basic events the top depends on, first in the diagram first.</summary>
internal static class VariableOrder
{
    public static int[] Compute(FaultTreeGraph graph, VariableOrdering ordering) => ordering switch
    {
        VariableOrdering.DepthFirst => DepthFirstOrder.Compute(graph, static (_, _) => 0),
        VariableOrdering.LightestFirst => DepthFirstOrder.Compute(graph, static (weights, node) => weights[node]),
        VariableOrdering.HeaviestFirst => DepthFirstOrder.Compute(graph, static (weights, node) => -weights[node]),
        VariableOrdering.DynamicWeight => DynamicWeightOrder.Compute(graph),
        VariableOrdering.Force => ForceOrder.Compute(graph, DepthFirstOrder.Compute(graph, static (_, _) => 0)),
        _ => throw new ArgumentOutOfRangeException(nameof(ordering)),
    };
}
