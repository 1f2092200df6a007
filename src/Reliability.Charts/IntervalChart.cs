using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>Categories down the side and, for each, points with intervals on a logarithmic axis, or a linear one from zero.</summary>
public sealed record IntervalChart : Chart
{
    /// <summary>The names of the categories, from top to bottom.</summary>
    public required ImmutableArray<string> CategoryNames { get; init; }

    /// <summary>The series, drawn one below the other inside each category. The numbers of the first are printed at the right edge.</summary>
    public required ImmutableArray<IntervalSeries> Series { get; init; }

    /// <summary>What the axis measures, with its unit.</summary>
    public required string AxisLabel { get; init; }

    /// <summary>Whether the axis is linear and begins at zero. By default it is logarithmic.</summary>
    public bool Linear { get; init; }
}
