namespace Reliability.Modeling.Diagnostics;

/// <summary>One thing to tell the author of an input: what was found, where, what was expected and what to do.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Message">What is wrong, in a sentence without a final stop.</param>
/// <param name="Span">Where; <c>null</c> when the whole input or command is meant.</param>
/// <param name="Hint">What to do about it; <c>null</c> when the message says so already.</param>
public sealed record Diagnostic(Severity Severity, string Message, SourceSpan? Span = null, string? Hint = null)
{
    /// <summary>How many others were left out, for the line that says so; else 0.</summary>
    internal int LeftOut { get; init; }

    /// <summary>The text form: <c>file:line:column: error: message</c>, then the line, a caret under the place, and the hint.</summary>
    public override string ToString() => DiagnosticRenderer.Render(this);
}
