namespace Reliability.FaultTrees;

/// <summary>Which minimal cut sets to list.</summary>
/// <param name="MaximumCount">The most cut sets to list, 0 or more.</param>
/// <param name="MaximumOrder">The highest order to list.</param>
/// <param name="MinimumProbability">The least probability to list; 0 lists all.</param>
public sealed record CutSetSelection(int MaximumCount = 10_000, int MaximumOrder = int.MaxValue, double MinimumProbability = 0);
