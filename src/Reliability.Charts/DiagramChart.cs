namespace Reliability.Charts;

/// <summary>Boxes inside boxes, with ties between neighbours and bands under those that belong together.</summary>
public sealed record DiagramChart : Chart
{
    /// <summary>The outermost box.</summary>
    public required DiagramBox Root { get; init; }

    /// <summary>Width in pixels at which boxes flow into the next row. Default 860.</summary>
    public int WidestRow { get; init; } = 860;
}
