namespace Reliability.Formats.Prism.Syntax;

/// <summary>The kinds of words and signs of the PRISM language.</summary>
internal enum TokenKind
{
    Name,
    Integer,
    Real,
    Quoted,
    Symbol,
    End,
}

/// <summary>A word or sign with its place.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text; without the quotes for a quoted name.</param>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Characters in the source, quotes included.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>How messages show it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Quoted => $"'\"{Text}\"'",
        _ => $"'{Text}'",
    };
}
