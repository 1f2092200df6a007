namespace Reliability.Charts;

/// <summary>A number with the interval around it. A value of NaN is absent; a value of 0 with an upper bound means nothing was seen.</summary>
/// <param name="Value">The number itself.</param>
/// <param name="Lower">The lower end of the interval, if known.</param>
/// <param name="Upper">The upper end of the interval, if known.</param>
public readonly record struct IntervalPoint(double Value, double? Lower = null, double? Upper = null);
