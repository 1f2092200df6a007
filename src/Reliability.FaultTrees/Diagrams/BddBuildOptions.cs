namespace Reliability.FaultTrees;

/// <summary>How <see cref="BddBuilder"/> builds a diagram.</summary>
/// <param name="Ordering">The variable order.</param>
/// <param name="NodeLimit">The most nodes created in one attempt, from 2 up.</param>
public sealed record BddBuildOptions(
    VariableOrdering Ordering = VariableOrdering.Automatic,
    int NodeLimit = BinaryDecisionDiagram.DefaultNodeLimit);
