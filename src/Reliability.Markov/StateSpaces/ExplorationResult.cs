using Reliability.Modeling.Diagnostics;

namespace Reliability.Markov.StateSpaces;

/// <summary>A state space, or why there is none.</summary>
/// <param name="StateSpace">The state space; <c>null</c> when it could not be built.</param>
/// <param name="Problem">What is wrong; <c>null</c> when nothing is.</param>
/// <param name="LimitReached">True when the problem is a limit that an option can raise.</param>
public sealed record ExplorationResult(StateSpace? StateSpace, Diagnostic? Problem, bool LimitReached = false);
