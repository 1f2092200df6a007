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

    /// <summary>A hint that names the nearest candidate; <c>null</c> where nobody will see it, as finding it takes long among many names.</summary>
    /// <param name="word">The word that is none of them.</param>
    /// <param name="candidates">The names there are.</param>
    public string? HintAt(string word, Func<IReadOnlyCollection<string>> candidates) => items.Count < Limit ? NearestName.Hint(word, candidates()) : null;

    /// <summary>Reports an error.</summary>
    public void Error(string message, SourceSpan? span = null, string? hint = null) => Add(new Diagnostic(Severity.Error, message, span, hint));

    /// <summary>Reports a warning.</summary>
    public void Warning(string message, SourceSpan? span = null, string? hint = null) => Add(new Diagnostic(Severity.Warning, message, span, hint));

    /// <summary>Reports a note.</summary>
    public void Note(string message, SourceSpan? span = null, string? hint = null) => Add(new Diagnostic(Severity.Note, message, span, hint));

    /// <summary>Adds a diagnostic; exact repetitions are dropped. One that counts what another bag left out is added to the count.</summary>
    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        if (diagnostic.LeftOut > 0)
        {
            dropped += diagnostic.LeftOut;
            return;
        }

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
            : [.. sorted, new Diagnostic(Severity.Error, $"and {dropped} more problem{(dropped == 1 ? "" : "s")}, not shown") { LeftOut = dropped }];
    }
}
