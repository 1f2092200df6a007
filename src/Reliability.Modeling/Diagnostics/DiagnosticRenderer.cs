using System.Globalization;
using System.Text;

namespace Reliability.Modeling.Diagnostics;

/// <summary>Writes a diagnostic as people read it on a terminal.</summary>
internal static class DiagnosticRenderer
{
    private const int Width = 120;

    /// <summary>The text of a diagnostic: position, message, source line with a caret, hint. Long lines are cut around the place; control characters are shown as spaces.</summary>
    public static string Render(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        var severity = diagnostic.Severity.ToString().ToLowerInvariant();
        if (diagnostic.Span is { } span)
        {
            var (line, column) = span.Position;
            text.Append(CultureInfo.InvariantCulture, $"{span.Source.Name}:{line}:{column}: {severity}: {diagnostic.Message}");
            AppendLine(text, span, line, column);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{severity}: {diagnostic.Message}");
        }

        if (diagnostic.Hint is { } hint) text.Append("\n  hint: ").Append(hint);
        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, SourceSpan span, int line, int column)
    {
        var source = span.Source.Line(line);
        if (source.Length == 0 && span.Source.Text.Length == 0) return;
        var from = Math.Max(0, Math.Min(column - 1 - (Width / 2), source.Length - Width));
        var shown = source.Substring(from, Math.Min(Width, source.Length - from));
        var caret = Math.Max(0, column - 1 - from);
        var length = Math.Clamp(span.Length, 1, Math.Max(1, shown.Length - caret));
        var number = line.ToString(CultureInfo.InvariantCulture);
        text.Append('\n').Append("  ").Append(number).Append(" | ");
        foreach (var c in shown) text.Append(char.IsControl(c) ? ' ' : c);
        text.Append('\n').Append(' ', number.Length + 2).Append(" | ").Append(' ', caret).Append('^', length);
    }
}
