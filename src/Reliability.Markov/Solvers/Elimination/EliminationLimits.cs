namespace Reliability.Markov.Solvers.Elimination;

/// <summary>What an elimination may cost; both numbers are known exactly before the first rate is touched.</summary>
/// <param name="MaximumEntries">Numbers kept, in the factors and while working, 8 bytes each.</param>
/// <param name="MaximumOperations">Multiply-adds of one factorization.</param>
public sealed record EliminationLimits(long MaximumEntries = 150_000_000, double MaximumOperations = 3e10);
