using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Models;

/// <summary>What a model file holds: the model, and what its author says about it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Citation">Where it was published.</param>
/// <param name="Note">Free text.</param>
/// <param name="Expected">Values that an answer can be compared with.</param>
public sealed record ModelFile(StochasticModel Model, string? Citation, string? Note, ImmutableArray<ExpectedValue> Expected)
{
    /// <summary>The constants with their values, in the order of the file; what is set from outside stands in place of what is written.</summary>
    public ImmutableArray<InputValue> Constants { get; init; } = [];
}

/// <summary>A value that a measure of the model should have.</summary>
/// <param name="Measure">The measure, by its field name.</param>
/// <param name="At">The time it is taken at, in hours; <c>null</c> for the long run.</param>
/// <param name="Value">The value; durations in hours, rates per hour.</param>
/// <param name="Tolerance">The relative deviation that is allowed.</param>
/// <param name="Published">The value as it was published, in the words of the source.</param>
public sealed record ExpectedValue(string Measure, double? At, double Value, double Tolerance, string? Published);
