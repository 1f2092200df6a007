namespace Reliability.Markov.Solvers.Transient;

/// <summary>Transients at several times, or why there are none.</summary>
/// <param name="Solution">What was found; <c>null</c> when refused.</param>
/// <param name="Refusal">Why it was refused and what to do; <c>null</c> when it was not.</param>
public sealed record TransientResult(TransientSolution? Solution, string? Refusal);
