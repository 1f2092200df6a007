using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>Minimal cut sets in ascending order, most probable first within an order, then by names.</summary>
/// <param name="CutSets">The cut sets listed.</param>
/// <param name="IsCutShort">True when the maximum count left out cut sets that met the other conditions.</param>
public sealed record CutSetListing(ImmutableArray<MinimalCutSet> CutSets, bool IsCutShort);
