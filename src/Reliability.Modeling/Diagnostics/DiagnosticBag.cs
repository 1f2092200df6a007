using System.Collections.Immutable;

namespace Reliability.Modeling.Diagnostics;

/// <summary>Collects diagnostics while an input is read, so that a reader can go on and find more. Not thread-safe.</summary>
public sealed class DiagnosticBag
{
    /// <summary>More errors than this help nobody; the rest is counted, not kept.</summary>
    public const int Limit = 50;

    private readonly List<Diagnostic> items = [];
    private int dropped;

    /// <summary>True when at least one error was reported.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Number of diagnostics reported, those beyond <see cref="Limit"/> included.</summary>
    public int Count => items.Count + dropped;

    /// <summary>Reports an error.</summary>
    public void Error(string message, SourceSpan? span = null, string? hint = null) => Add(new Diagnostic(Severity.Error, message, span, hint));

    /// <summary>Reports a warning.</summary>
    public void Warning(string message, SourceSpan? span = null, string? hint = null) => Add(new Diagnostic(Severity.Warning, message, span, hint));

    /// <summary>Reports a note.</summary>
    public void Note(string message, SourceSpan? span = null, string? hint = null) => Add(new Diagnostic(Severity.Note, message, span, hint));

    /// <summary>Adds a diagnostic; exact repetitions are dropped.</summary>
    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        if (items.Contains(diagnostic)) return;
        if (items.Count < Limit) items.Add(diagnostic);
        else dropped++;
    }

    /// <summary>Adds all of a sequence.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) Add(diagnostic);
    }

    /// <summary>What was reported, in order of position, with a last line that counts what was left out.</summary>
    public ImmutableArray<Diagnostic> ToImmutable()
    {
        var sorted = items.OrderBy(d => d.Span?.Source.Name, StringComparer.Ordinal).ThenBy(d => d.Span?.Start ?? -1);
        return dropped == 0
            ? [.. sorted]
            : [.. sorted, new Diagnostic(Severity.Error, $"and {dropped} more problems, not shown")];
    }
}
