namespace Reliability.Formats.Explicit;

/// <summary>A named set of states.</summary>
/// <param name="Name">Its name.</param>
/// <param name="States">The indices of its states, ascending, each once.</param>
public sealed record ExplicitLabel(string Name, IReadOnlyList<int> States);
