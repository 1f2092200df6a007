using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Yaml;

/// <summary>A part of a YAML text, with its place. Immutable.</summary>
/// <param name="Span">Where it stands; of a mapping or sequence, from its first to its last part.</param>
public abstract record YamlNode(SourceSpan Span)
{
    /// <summary>What kind of node this is, as messages say it.</summary>
    public abstract string Kind { get; }

    /// <summary>Where a message about the node as a whole points: its first line.</summary>
    public SourceSpan Head
    {
        get
        {
            var text = Span.Text;
            var end = text.IndexOfAny(['\n', '\r']);
            return end < 0 ? Span : Span.Slice(0, end);
        }
    }
}

/// <summary>A text, number or word.</summary>
/// <param name="Text">The text, quotes removed and escapes resolved.</param>
/// <param name="Span">Where it stands, quotes included.</param>
/// <param name="IsQuoted">True when it is quoted or a block, and so is text whatever it looks like.</param>
public sealed record YamlScalar(string Text, SourceSpan Span, bool IsQuoted) : YamlNode(Span)
{
    /// <inheritdoc />
    public override string Kind => IsEmpty ? "nothing" : "a value";

    /// <summary>True when nothing is written: <c>key:</c> without a value.</summary>
    public bool IsEmpty => Text.Length == 0 && !IsQuoted;

    /// <summary>The place of the text without its quotes, where the text stands there letter by letter; else <see cref="YamlNode.Span"/>.</summary>
    public SourceSpan Content
    {
        get
        {
            if (!IsQuoted || Span.Length != Text.Length + 2) return Span;
            var inner = Span.Slice(1, Text.Length);
            return string.Equals(inner.Text, Text, StringComparison.Ordinal) ? inner : Span;
        }
    }
}

/// <summary>Keys with values, in the order of the text; no key twice.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Span">Where they stand.</param>
public sealed record YamlMapping(ImmutableArray<(YamlScalar Key, YamlNode Value)> Entries, SourceSpan Span) : YamlNode(Span)
{
    /// <inheritdoc />
    public override string Kind => "a group of keys";

    /// <summary>The value of a key, or <c>null</c>.</summary>
    public YamlNode? Find(string key)
    {
        foreach (var (k, value) in Entries)
        {
            if (string.Equals(k.Text, key, StringComparison.Ordinal)) return value;
        }

        return null;
    }
}

/// <summary>A list.</summary>
/// <param name="Items">The items.</param>
/// <param name="Span">Where they stand.</param>
public sealed record YamlSequence(ImmutableArray<YamlNode> Items, SourceSpan Span) : YamlNode(Span)
{
    /// <inheritdoc />
    public override string Kind => "a list";
}
