namespace Reliability.Markov.Chains;

/// <summary>One possible jump of a chain.</summary>
/// <param name="Target">Index of the state it leads to.</param>
/// <param name="Rate">Rate per hour, positive.</param>
/// <param name="Cause">Index into the causes of the chain.</param>
public readonly record struct Transition(int Target, double Rate, int Cause);
