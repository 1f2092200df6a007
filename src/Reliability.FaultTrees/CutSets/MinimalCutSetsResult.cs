namespace Reliability.FaultTrees;

/// <summary>What <see cref="MinimalCutSets.Compute"/> returns: the cut sets, or why there are none to give; exactly one is not null.</summary>
/// <param name="CutSets">The cut sets, or null.</param>
/// <param name="Refusal">The reason, or null.</param>
public sealed record MinimalCutSetsResult(MinimalCutSets? CutSets, MinimalCutSetsRefusal? Refusal);
