using Reliability.Modeling.Diagnostics;

namespace Reliability.Modeling.Models;

/// <summary>Where an event stands in a file, for messages about it. All are equal: events from different places are the same when they do the same.</summary>
/// <param name="Span">The place; <c>null</c> for an event made in code.</param>
public readonly record struct EventOrigin(SourceSpan? Span)
{
    /// <inheritdoc />
    public bool Equals(EventOrigin other) => true;

    /// <inheritdoc />
    public override int GetHashCode() => 0;
}
