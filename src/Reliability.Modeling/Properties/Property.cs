using Reliability.Modeling.Diagnostics;

namespace Reliability.Modeling.Properties;

/// <summary>A property of a file or of the command line.</summary>
/// <param name="Name">Its name; <c>null</c> when it has none.</param>
/// <param name="Text">Its text as written, without comments, blanks collapsed.</param>
/// <param name="Expression">What it asks.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Property(string? Name, string Text, PropertyExpression Expression, SourceSpan Span);
