using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>One segment for each bar of a <see cref="StackedBarChart"/>.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Values">The lengths, in the order of the categories; none is negative, NaN counts as nothing.</param>
/// <param name="Color">Its colour, so that the same thing has the same colour in every picture; by default the next one of the palette.</param>
public sealed record BarSeries(string Name, ImmutableArray<double> Values, ChartColor? Color = null);
