using System.Text;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Explicit;

/// <summary>
/// Collects what is wrong with one file. Only the lines that are at fault are kept: files of many millions of lines are never held as text.
/// </summary>
internal sealed class ExplicitProblems(string name)
{
    private const int Most = 20;
    private const int LongestLine = 2000;
    private const int LastShownLine = 20_000_000;

    private readonly List<(int Line, int Column, int Length, string Message, string? Hint)> found = [];
    private readonly SortedDictionary<int, string> lines = [];

    /// <summary>True when so much is wrong that reading on is of no use.</summary>
    public bool Full => found.Count >= Most;

    public bool Any => found.Count > 0;

    /// <summary>Reports the next word of the present line, or its end.</summary>
    public void AtWord(LineScanner scanner, string message, string? hint = null)
    {
        scanner.Skip();
        At(scanner, scanner.Position, scanner.Word().Length, message, hint);
    }

    /// <summary>Reports a part of the present line, in bytes.</summary>
    public void At(LineScanner scanner, int start, int length, string message, string? hint = null)
    {
        var line = scanner.Content;
        lines.TryAdd(scanner.Line, Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestLine)]));
        var column = 1 + Encoding.UTF8.GetCharCount(line[..start]);
        found.Add((scanner.Line, column, Encoding.UTF8.GetCharCount(line.Slice(start, length)), message, hint));
    }

    /// <summary>Reports a line that is no longer the present one.</summary>
    public void AtLine(int line, string text, string message, string? hint = null)
    {
        lines.TryAdd(line, text.Length > LongestLine ? text[..LongestLine] : text);
        found.Add((line, 1, text.Length, message, hint));
    }

    /// <summary>What a word looks like in a message.</summary>
    public static string Shown(ReadOnlySpan<byte> word)
    {
        var text = Encoding.UTF8.GetString(word[..Math.Min(word.Length, 40)]);
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) + (word.Length > 40 ? "…" : "");
    }

    /// <summary>Hands everything on. Places are shown in a text in which all lines but those at fault are empty.</summary>
    public void Report(DiagnosticBag diagnostics)
    {
        if (found.Count == 0) return;
        if (lines.Keys.Last() > LastShownLine)
        {
            foreach (var p in found) diagnostics.Error($"{name}:{p.Line}:{p.Column}: {p.Message}", null, p.Hint);
            return;
        }

        var text = new StringBuilder();
        var at = 1;
        foreach (var (line, content) in lines)
        {
            text.Append('\n', line - at).Append(content);
            at = line;
        }

        var source = new SourceText(name, text.ToString());
        foreach (var p in found) diagnostics.Error(p.Message, new SourceSpan(source, source.OffsetOf(p.Line, p.Column), Math.Min(p.Length, LongestLine)), p.Hint);
    }
}
