using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Reliability.Notebook.Execution;

/// <summary>The messages of the compiler with the lines they are about.</summary>
internal static class CompileErrorText
{
    private const int Most = 10;

    /// <summary>The errors of a cell, in the order of its lines.</summary>
    public static CellError Of(CellSource source, ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).OrderBy(error => error.Location.SourceSpan.Start).ToList();
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var error in errors.Take(Most))
        {
            var position = error.Location.GetLineSpan();
            var inCell = position.Path == source.Name;
            lines.Add($"{(position.IsValid && position.Path.Length > 0 ? $"{position.Path}, line {position.StartLinePosition.Line + 1}: " : "")}error {error.Id}: {error.GetMessage()}");
            if (inCell) lines.AddRange(CaretText.Of(source.Original, error.Location.SourceSpan));
            else if (error.Location.SourceTree is { } tree) lines.AddRange(CaretText.Of(tree.GetText(), error.Location.SourceSpan));
        }
        if (errors.Count > Most) lines.Add($"and {errors.Count - Most} more");
        var first = errors[0];
        return new(first.Id, first.GetMessage(), lines.ToImmutable(), first.Location.IsInSource ? first.Location.GetLineSpan().StartLinePosition.Line + 1 : null);
    }
}
