using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>Horizontal bars put together from segments, on a linear axis, with the total at the end of each bar and the names of segments inside them where there is room.</summary>
public sealed record StackedBarChart : Chart
{
    /// <summary>The names of the bars, from top to bottom.</summary>
    public required ImmutableArray<string> CategoryNames { get; init; }

    /// <summary>The segments, from left to right.</summary>
    public required ImmutableArray<BarSeries> Series { get; init; }

    /// <summary>What the axis measures, with its unit.</summary>
    public required string AxisLabel { get; init; }

    /// <summary>The unit of every length, for readers who point at a segment.</summary>
    public string Unit { get; init; } = "";
}
