namespace Reliability.Modeling.Quantities;

/// <summary>A value with its dimension, in base units (hours, bits), as read from text.</summary>
/// <param name="Value">The value in base units.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Uncertainty">The epistemic distribution written after <c>~</c>, as text; <c>null</c> when the value is taken as known.</param>
public readonly record struct Quantity(double Value, Dimension Dimension, string? Uncertainty = null);
