namespace Reliability.Markov.Solvers.LongRun;

/// <summary>A long-run mean with its error, or what was reached without an answer.</summary>
/// <param name="Measure">The mean; <c>null</c> unless its error is within what was asked.</param>
/// <param name="Reached">The relative error that was reached; infinity when nothing can be said.</param>
/// <param name="Explanation">How the error is known, or why there is no answer.</param>
public sealed record LongRunOutcome(SolvedMeasure? Measure, double Reached, string Explanation)
{
    /// <summary>True when there is an answer.</summary>
    public bool Converged => Measure is not null;
}
