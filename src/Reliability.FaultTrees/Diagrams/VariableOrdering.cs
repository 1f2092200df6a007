namespace Reliability.FaultTrees;

/// <summary>A static heuristic that orders basic events before the diagram of a tree is built.</summary>
public enum VariableOrdering
{
    /// <summary>Tries the other heuristics in turn under growing node limits, and keeps the first diagram that fits.</summary>
    Automatic,

    /// <summary>Depth first from the top, inputs left to right as written.</summary>
    DepthFirst,

    /// <summary>Depth first from the top, at each gate the input with the fewest leaves below it first.</summary>
    LightestFirst,

    /// <summary>Depth first from the top, at each gate the input with the most leaves below it first.</summary>
    HeaviestFirst,

    /// <summary>Weights handed down from the top and split over inputs; the heaviest event is placed and removed in turn (Minato 1990).</summary>
    DynamicWeight,

    /// <summary>Centre-of-gravity placement that shortens the span of every gate (FORCE: Aloul, Markov and Sakallah 2003).</summary>
    Force,
}
