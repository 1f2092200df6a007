using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>What <see cref="FaultTreeBuilder.Build"/> returns: a valid tree, or everything that is wrong with the description.</summary>
/// <param name="Tree">The tree; null exactly when there are errors.</param>
/// <param name="Errors">One message for each problem, in the order of the declarations; empty for a valid tree.</param>
public sealed record FaultTreeBuildResult(FaultTree? Tree, ImmutableArray<string> Errors)
{
    /// <summary>Gets a value indicating whether the description was valid.</summary>
    public bool IsValid => Tree is not null;
}
