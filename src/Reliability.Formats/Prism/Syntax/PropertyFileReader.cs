using System.Collections.Immutable;
using System.Text;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>Reads a properties file into its constants, labels and properties. A property ends at <c>;</c> or where the next begins on a new line.</summary>
internal sealed class PropertyFileReader
{
    private readonly TokenStream tokens;
    private readonly PropertyReader properties;
    private readonly DeclarationReader declarations;

    private PropertyFileReader(SourceText source, DiagnosticBag diagnostics)
    {
        tokens = new TokenStream(source, diagnostics);
        properties = new PropertyReader(tokens);
        declarations = new DeclarationReader(tokens, properties.Expressions);
    }

    public static PropertyFileSyntax Read(SourceText source, DiagnosticBag diagnostics) => new PropertyFileReader(source, diagnostics).File();

    private PropertyFileSyntax File()
    {
        var constants = ImmutableArray.CreateBuilder<ConstantSyntax>();
        var labels = ImmutableArray.CreateBuilder<NamedSyntax>();
        var entries = ImmutableArray.CreateBuilder<PropertyEntry>();
        while (!tokens.AtEnd)
        {
            var start = tokens.Current.Start;
            if (tokens.Take(";")) continue;
            var read = true;
            if (tokens.IsAnyOf("const", "rate", "prob")) read = Added(constants, declarations.Constant());
            else if (tokens.Is("label")) read = Added(labels, declarations.Label());
            else read = Added(entries, Entry());
            if (read) continue;
            properties.Reset();
            if (tokens.Current.Start == start) tokens.Next();
            SkipLine();
        }

        return new PropertyFileSyntax(constants.ToImmutable(), labels.ToImmutable(), entries.ToImmutable());
    }

    private static bool Added<T>(ImmutableArray<T>.Builder items, T? item)
        where T : class
    {
        if (item is null) return false;
        items.Add(item);
        return true;
    }

    private PropertyEntry? Entry()
    {
        Token? name = null;
        if (tokens.Current.Kind == TokenKind.Quoted && tokens.IsAt(1, ":"))
        {
            name = tokens.Quoted("the name of a property");
            if (name is null) return null;
            tokens.Next();
        }

        var start = tokens.Current.Start;
        if (properties.Expressions.Expression() is not { } value) return null;
        var span = tokens.SpanFrom(start);
        if (!tokens.AtEnd && !tokens.Is(";") && LineOf(tokens.Current.Start) == LineOf(tokens.PreviousEnd))
        {
            tokens.Fail($"{tokens.Current} is not expected here", "an operator may be missing before it; properties are separated by ';' or stand in lines of their own");
            return null;
        }

        return new PropertyEntry(name, span, value, Plain(span.Text));
    }

    private int LineOf(int offset) => tokens.Source.PositionOf(offset).Line;

    private void SkipLine()
    {
        var line = LineOf(tokens.PreviousEnd);
        while (!tokens.AtEnd && LineOf(tokens.Current.Start) == line && !tokens.Is(";")) tokens.Next();
    }

    // Without comments, blanks collapsed.
    private static string Plain(string text)
    {
        var result = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!quoted && text[i] == '/' && i + 1 < text.Length && text[i + 1] == '/')
            {
                while (i < text.Length && text[i] != '\n') i++;
                if (i == text.Length) break;
            }

            if (text[i] == '"') quoted = !quoted;
            if (!char.IsWhiteSpace(text[i])) result.Append(text[i]);
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }

        return result.ToString().Trim();
    }
}
