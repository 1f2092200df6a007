namespace Reliability.Modeling.Diagnostics;

/// <summary>A stretch of a source text: where a diagnostic points.</summary>
/// <param name="Source">The text.</param>
/// <param name="Start">Offset of the first character, from 0.</param>
/// <param name="Length">Number of characters; may be 0 at a place where something is missing.</param>
public readonly record struct SourceSpan(SourceText Source, int Start, int Length)
{
    /// <summary>The offset behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The characters of the span.</summary>
    public string Text => Source.Text.Substring(Start, Math.Clamp(Length, 0, Source.Text.Length - Start));

    /// <summary>Line and column of the first character, both from 1.</summary>
    public (int Line, int Column) Position => Source.PositionOf(Start);

    /// <summary>A part of this span.</summary>
    public SourceSpan Slice(int offset, int length) => new(Source, Start + offset, length);
}
