using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Models;

/// <summary>A part of a scalar with its place; the place is the whole scalar where its text does not stand there letter by letter.</summary>
internal sealed record TextPart(string Text, SourceSpan Span)
{
    public static TextPart Whole(YamlScalar scalar) => new TextPart(scalar.Text, scalar.Content).Slice(0, scalar.Text.Length);

    /// <summary>A part without the spaces around it.</summary>
    public TextPart Slice(int start, int length)
    {
        var end = start + length;
        while (start < end && char.IsWhiteSpace(Text[start])) start++;
        while (end > start && char.IsWhiteSpace(Text[end - 1])) end--;
        var exact = Span.Length == Text.Length && string.Equals(Span.Text, Text, StringComparison.Ordinal);
        return new TextPart(Text[start..end], exact ? Span.Slice(start, end - start) : Span);
    }

    /// <summary>The parts between commas that stand in no parentheses.</summary>
    public IEnumerable<TextPart> AtCommas()
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i <= Text.Length; i++)
        {
            if (i == Text.Length || (Text[i] == ',' && depth <= 0))
            {
                yield return Slice(start, i - start);
                start = i + 1;
            }
            else if (Text[i] == '(')
            {
                depth++;
            }
            else if (Text[i] == ')')
            {
                depth--;
            }
        }
    }
}
