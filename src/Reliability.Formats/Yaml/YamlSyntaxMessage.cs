using Reliability.Modeling.Diagnostics;
using YamlDotNet.Core;

namespace Reliability.Formats.Yaml;

/// <summary>Says in plain words what a YAML parser objects to.</summary>
internal static class YamlSyntaxMessage
{
    private const string OpenQuote = "perhaps a quote is left open in the lines above";

    private static readonly (string Part, string Message, string? Hint)[] Known =
    [
        ("mapping values are not allowed", "a second ': ' stands in this line", "put a text that holds ': ' into quotes"),
        ("did not find expected ',' or '}'", "'}' or ',' is missing", "a group that begins with { ends with }"),
        ("did not find expected ',' or ']'", "']' or ',' is missing", "a list that begins with [ ends with ]"),
        ("did not find expected key", "a key is expected here", "keys of one group begin in the same column; quote a text that begins with a quote, [ or {"),
        ("did not find expected '-' indicator", "'- ' is expected here", "items of one list begin in the same column"),
        ("block sequence entries are not allowed", "a list may not begin here", "begin it on a line of its own, with '- '"),
        ("could not find expected ':'", "':' is missing behind a key", "write 'key: value'"),
        ("unexpected end of stream", "the file ends inside a quoted text", "close the quote"),
        ("found unexpected document indicator", "'---' or '...' stands inside a quoted text", "close the quote before it"),
        ("cannot start any token", "this character cannot begin a value", "put the text into quotes"),
        ("unknown escape character", "the escape behind '\\' is not known", "use single quotes for a text with backslashes"),
        ("did not find expected hexdecimal number", "a hexadecimal number is expected behind the escape", "use single quotes for a text with backslashes"),
        ("undefined tag handle", "tags are not used here", "remove the word that begins with '!', or put the text into quotes"),
        ("anchor", "anchors and aliases are not used here", "put a text that begins with & or * into quotes"),
        ("alias", "anchors and aliases are not used here", "put a text that begins with & or * into quotes"),
        ("tag", "tags are not used here", "remove the word that begins with '!', or put the text into quotes"),
        ("directive", "directives are not used here", "remove the line that begins with '%'"),
        ("multi-line", "a key must stand on one line", OpenQuote),
        ("multiline", "a key must stand on one line", OpenQuote),
        ("indent", "the indentation does not fit the lines above", "keys of one group begin in the same column"),
    ];

    public static Diagnostic From(SourceText source, YamlException e)
    {
        // An indentation that does not fit is told of the group around it, which may begin far above the tab.
        var indentation = e.Message.Contains("indent", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("expected key", StringComparison.OrdinalIgnoreCase);
        if ((Tab(source, (int)e.Start.Line, (int)e.End.Line) ?? (indentation ? Tab(source, 1, source.LineCount) : null)) is { } tab)
        {
            return new Diagnostic(Severity.Error, "a tab is used for indentation", tab, "YAML is indented with spaces: replace the tab by two or more");
        }

        var start = (int)Math.Clamp(e.End.Index, 0, source.Text.Length);
        // At the end of the text the place of interest is where the unfinished part began.
        if (start >= source.Text.TrimEnd().Length) start = (int)Math.Clamp(e.Start.Index, 0, source.Text.Length);
        var span = new SourceSpan(source, start, start < source.Text.Length && source.Text[start] is not ('\n' or '\r') ? 1 : 0);
        foreach (var (part, message, hint) in Known)
        {
            if (e.Message.Contains(part, StringComparison.OrdinalIgnoreCase)) return new Diagnostic(Severity.Error, message, span, hint);
        }

        return new Diagnostic(Severity.Error, "this is not valid YAML", span, "put a text with special characters into quotes, and check the indentation");
    }

    private static SourceSpan? Tab(SourceText source, int from, int to)
    {
        for (var line = Math.Max(1, Math.Min(from, to) - 1); line <= Math.Min(source.LineCount, Math.Max(from, to) + 1); line++)
        {
            var text = source.Line(line);
            var indentation = text.Length - text.TrimStart(' ', '\t').Length;
            var tab = text.IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && tab < indentation && indentation < text.Length) return new SourceSpan(source, source.OffsetOf(line, tab + 1), 1);
        }

        return null;
    }
}
