using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>Lines over a common axis, each named at its right end.</summary>
public sealed record LineChart : Chart
{
    /// <summary>The lines.</summary>
    public required ImmutableArray<LineSeries> Series { get; init; }

    /// <summary>What the horizontal axis measures, with its unit.</summary>
    public required string XLabel { get; init; }

    /// <summary>What the vertical axis measures, with its unit.</summary>
    public required string YLabel { get; init; }

    /// <summary>Whether the horizontal axis is logarithmic.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether the vertical axis is logarithmic.</summary>
    public bool LogY { get; init; }
}
