namespace Reliability.Charts;

/// <summary>The size of a picture in pixels at scale 1.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
public readonly record struct ChartSize(int Width, int Height);
