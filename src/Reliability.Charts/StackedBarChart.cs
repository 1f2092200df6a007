using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>Horizontal bars put together from segments, on a linear axis, with the total at the end of each bar.</summary>
public sealed record StackedBarChart : Chart
{
    /// <summary>The names of the bars, from top to bottom.</summary>
    public required ImmutableArray<string> CategoryNames { get; init; }

    /// <summary>The segments, from left to right.</summary>
    public required ImmutableArray<BarSeries> Series { get; init; }

    /// <summary>What the axis measures, with its unit.</summary>
    public required string AxisLabel { get; init; }
}
