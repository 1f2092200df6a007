namespace Reliability.Formats.Explicit;

/// <summary>What states earn per unit of time, and transitions each time.</summary>
/// <param name="Name">Its name; empty when a file does not give it.</param>
/// <param name="States">The states that earn something and what, by ascending index.</param>
/// <param name="Transitions">The transitions that earn something and what, by ascending indices.</param>
public sealed record ExplicitReward(string Name, IReadOnlyList<(int State, double Value)> States, IReadOnlyList<ExplicitTransition> Transitions);
