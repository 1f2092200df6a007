using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>A place in a row of words and signs, and what is said when something else was expected there.</summary>
internal sealed class TokenStream(SourceText source, DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<Token> tokens = Lexer.Read(source, diagnostics);
    private int position;

    public SourceText Source => source;

    public DiagnosticBag Diagnostics => diagnostics;

    public Token Current => tokens[position];

    public bool AtEnd => Current.Kind == TokenKind.End;

    /// <summary>Offset behind the last word or sign that was taken.</summary>
    public int PreviousEnd => position == 0 ? 0 : tokens[position - 1].End;

    /// <summary>The word or sign that comes after <paramref name="distance"/> others.</summary>
    public Token Peek(int distance = 1) => tokens[Math.Min(position + distance, tokens.Length - 1)];

    public void Next()
    {
        if (position < tokens.Length - 1) position++;
    }

    public bool Is(string text) => IsAt(0, text);

    public bool IsAt(int distance, string text) => Peek(distance) is { Kind: TokenKind.Symbol or TokenKind.Name } token && token.Text == text;

    public bool IsAnyOf(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (Is(text)) return true;
        }

        return false;
    }

    /// <summary>Takes a word or sign if it comes next.</summary>
    public bool Take(string text)
    {
        if (!Is(text)) return false;
        Next();
        return true;
    }

    /// <summary>Takes a word or sign that must come next.</summary>
    public bool Expect(string text, string? hint = null)
    {
        if (Take(text)) return true;
        Fail($"'{text}' is expected here, not {Current}", hint);
        return false;
    }

    /// <summary>Takes a name that must come next; <c>null</c> with a message when there is none.</summary>
    public Token? Name(string what)
    {
        var token = Current;
        if (token.Kind == TokenKind.Name && !ReservedWords.Contains(token.Text))
        {
            Next();
            return token;
        }

        if (token.Kind == TokenKind.Name) Fail($"{token} cannot be {what}: it is a word of the PRISM language", $"another name will do, such as {token.Text}_");
        else Fail($"{what} is expected here, not {token}");
        return null;
    }

    /// <summary>Takes a name in quotes that must come next.</summary>
    public Token? Quoted(string what)
    {
        var token = Current;
        if (token.Kind == TokenKind.Quoted && token.Text.Length > 0)
        {
            Next();
            return token;
        }

        Fail($"{what} in quotes is expected here, not {token}");
        return null;
    }

    public SourceSpan Span(Token token) => new(source, token.Start, token.Length);

    /// <summary>From an offset to the end of what was taken last.</summary>
    public SourceSpan SpanFrom(int start) => new(source, start, Math.Max(0, PreviousEnd - start));

    public void Fail(string message, string? hint = null) => diagnostics.Error(message, Span(Current), hint);

    /// <summary>Goes on to the next of some words or signs, or to the end.</summary>
    public void SkipTo(params ReadOnlySpan<string> texts)
    {
        while (!AtEnd && !IsAnyOf(texts)) Next();
    }
}
