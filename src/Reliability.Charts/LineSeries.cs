using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>One line of a <see cref="LineChart"/>. A point that is not a number, or not positive on a logarithmic axis, breaks the line.</summary>
/// <param name="Name">The name printed at the end of the line.</param>
/// <param name="X">The positions from left to right.</param>
/// <param name="Y">The heights, as many as there are positions.</param>
public sealed record LineSeries(string Name, ImmutableArray<double> X, ImmutableArray<double> Y);
