using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>One point for each category of an <see cref="IntervalChart"/>.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Points">The points, in the order of the categories.</param>
public sealed record IntervalSeries(string Name, ImmutableArray<IntervalPoint> Points);
