namespace Reliability.Markov.Solvers;

/// <summary>A long-run distribution, or why there is none.</summary>
/// <param name="Distribution">One probability a state; <c>null</c> when refused.</param>
/// <param name="Problem">Why it was refused.</param>
/// <param name="State">The absorbing state, a state of the second class, or the number of states that is too large.</param>
public sealed record SteadyStateResult(double[]? Distribution, SteadyStateProblem Problem, int State);

/// <summary>Why a chain has no long-run distribution that could be asked for.</summary>
public enum SteadyStateProblem
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>It ends in a state that it never leaves.</summary>
    Absorbing,

    /// <summary>It may end in one of several sets of states; which one is decided by chance.</summary>
    SeveralClasses,

    /// <summary>It is too large for elimination, and iteration did not find it with an error that is known to be small.</summary>
    TooLarge,
}
