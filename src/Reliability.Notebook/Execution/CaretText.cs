using Microsoft.CodeAnalysis.Text;

namespace Reliability.Notebook.Execution;

/// <summary>A line of code with a caret under the place that matters.</summary>
internal static class CaretText
{
    private const int Widest = 160;
    private const string Indent = "    ";

    /// <summary>Two lines: the code, and the carets under the span or as much of it as is on the first line.</summary>
    public static string[] Of(SourceText text, TextSpan span)
    {
        var line = text.Lines.GetLineFromPosition(Math.Min(span.Start, text.Length));
        var code = line.ToString();
        var column = Math.Min(span.Start - line.Start, code.Length);
        var width = Math.Clamp(Math.Min(span.End, line.End) - span.Start, 1, Widest);
        // Of very long lines the part around the caret is shown.
        var from = column > Widest ? column - (Widest / 2) : 0;
        var shown = code.Substring(from, Math.Min(code.Length - from, Widest));
        var lead = new string([.. code.AsSpan(from, column - from).ToArray().Select(c => c == '\t' ? '\t' : ' ')]);
        return [Indent + shown, Indent + lead + new string('^', Math.Max(1, Math.Min(width, Widest - (column - from))))];
    }
}
