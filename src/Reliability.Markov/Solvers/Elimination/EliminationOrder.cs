namespace Reliability.Markov.Solvers.Elimination;

/// <summary>Chooses an order of elimination that keeps the factors sparse.</summary>
internal static class EliminationOrder
{
    // Below this a second order costs more than it could save.
    private const double WorthASecond = 2e7;

    /// <summary>Finds the order with the fewest multiply-adds among those tried, with its tree.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="limits">What elimination may cost.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The tree of the order, or <c>null</c> when all cost more than allowed.</returns>
    public static EliminationTree? Find(SymmetricPattern pattern, EliminationLimits limits, CancellationToken cancellation)
    {
        EliminationTree? best = null;
        if (MinimumDegreeOrder.Find(pattern, limits.MaximumEntries, cancellation) is { } order) best = EliminationTree.Build(pattern, order);
        if (best is null || best.Operations > WorthASecond)
        {
            var second = EliminationTree.Build(pattern, NestedDissectionOrder.Find(pattern, cancellation));
            if (best is null || second.Operations < best.Operations) best = second;
        }

        return best.Entries > limits.MaximumEntries || best.Operations > limits.MaximumOperations ? null : best;
    }
}
