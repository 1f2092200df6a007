using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>Cuts a PRISM text into words and signs; blanks and comments from <c>//</c> to the end of a line fall away. Linear in the length of the text.</summary>
internal static class Lexer
{
    private static readonly string[] LongSymbols = ["<=>", "|||", "<=", ">=", "!=", "=>", "->", "..", "||"];
    private const string ShortSymbols = "()[]{}<>=!&|+-*/?:;,'^";

    /// <summary>The words and signs of a text, an end mark last. What is neither is reported and left out.</summary>
    public static ImmutableArray<Token> Read(SourceText source, DiagnosticBag diagnostics)
    {
        var text = source.Text;
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var position = 0;
        while (position < text.Length)
        {
            var c = text[position];
            if (char.IsWhiteSpace(c) || c == '\uFEFF') position++;
            else if (c == '/' && position + 1 < text.Length && text[position + 1] == '/') position = LineEnd(text, position);
            else if (char.IsAsciiLetter(c) || c == '_') Add(TokenKind.Name, EndOfName(text, position));
            else if (char.IsAsciiDigit(c) || (c == '.' && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1]))) Number();
            else if (c == '"') Quoted();
            else if (SymbolAt(text, position) is { } length) Add(TokenKind.Symbol, position + length);
            else Unknown(c);
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length, 0));
        return tokens.ToImmutable();

        void Add(TokenKind kind, int end)
        {
            tokens.Add(new Token(kind, text[position..end], position, end - position));
            position = end;
        }

        void Number()
        {
            var end = position;
            var real = false;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
            {
                real = true;
                end++;
                while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            }

            if (end < text.Length && text[end] is 'e' or 'E')
            {
                var digits = end + 1;
                if (digits < text.Length && text[digits] is '+' or '-') digits++;
                if (digits < text.Length && char.IsAsciiDigit(text[digits]))
                {
                    real = true;
                    end = digits;
                    while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
                }
            }

            Add(real ? TokenKind.Real : TokenKind.Integer, end);
        }

        void Quoted()
        {
            var end = LineEnd(text, position);
            var close = text.IndexOf('"', position + 1, end - position - 1);
            if (close < 0) diagnostics.Error("the closing '\"' is missing", new SourceSpan(source, position, 1), "a name in quotes ends on its line");
            var inside = text[(position + 1)..(close < 0 ? end : close)].TrimEnd();
            var next = close < 0 ? end : close + 1;
            tokens.Add(new Token(TokenKind.Quoted, inside, position, next - position));
            position = next;
        }

        void Unknown(char c)
        {
            var what = char.IsControl(c) || char.IsSurrogate(c) ? $"the character U+{(int)c:X4}" : $"'{c}'";
            var hint = c switch
            {
                '#' => "PRISM's preprocessor is not read: run it first and give its output",
                '%' or '@' or '$' or '~' => "'mod(a, b)' is the remainder, '!' the negation",
                _ => null,
            };
            diagnostics.Error($"{what} has no meaning in the PRISM language", new SourceSpan(source, position, 1), hint);
            position++;
        }
    }

    private static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        return end < 0 ? text.Length : end;
    }

    private static int EndOfName(string text, int position)
    {
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] == '_')) position++;
        return position;
    }

    private static int? SymbolAt(string text, int position)
    {
        var rest = text.AsSpan(position);
        foreach (var symbol in LongSymbols)
        {
            if (rest.StartsWith(symbol, StringComparison.Ordinal)) return symbol.Length;
        }

        return ShortSymbols.Contains(text[position], StringComparison.Ordinal) ? 1 : null;
    }
}
