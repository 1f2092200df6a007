namespace Reliability.Formats.Explicit;

/// <summary>An entry of an explicit matrix.</summary>
/// <param name="From">Index of the state that is left.</param>
/// <param name="To">Index of the state that is entered; the same one for a self-loop.</param>
/// <param name="Value">The rate, or what the transition earns.</param>
public readonly record struct ExplicitTransition(int From, int To, double Value);
