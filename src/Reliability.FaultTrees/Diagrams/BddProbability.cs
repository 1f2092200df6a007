namespace Reliability.FaultTrees;

/// <summary>The probability of a Boolean function and that of its negation, neither computed from the other.</summary>
/// <param name="Holds">The probability that the function is true, in [0, 1] up to rounding.</param>
/// <param name="Fails">The probability that the function is false, in [0, 1] up to rounding.</param>
public readonly record struct BddProbability(double Holds, double Fails);
