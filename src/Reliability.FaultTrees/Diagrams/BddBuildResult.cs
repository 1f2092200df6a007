namespace Reliability.FaultTrees;

/// <summary>What <see cref="BddBuilder.Build"/> returns: the diagram of a tree, or the limit it met; exactly one is not null.</summary>
/// <param name="Diagram">The diagram, or null.</param>
/// <param name="Failure">The limit met, or null.</param>
public sealed record BddBuildResult(FaultTreeDiagram? Diagram, BddLimitExceeded? Failure);
