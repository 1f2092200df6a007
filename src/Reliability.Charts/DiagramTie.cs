namespace Reliability.Charts;

/// <summary>A line between two neighbouring boxes of a <see cref="DiagramBox"/>.</summary>
/// <param name="From">The index of the left box; the right one is the next.</param>
/// <param name="Label">What it is, printed over it.</param>
public sealed record DiagramTie(int From, string Label);
