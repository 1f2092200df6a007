using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reliability.Formats.Yaml;

/// <summary>
/// Reads a plain subset of YAML 1.2 into nodes with places: no anchors, aliases, tags or several documents. Linear time and memory; whatever is wrong
/// becomes a diagnostic.
/// </summary>
public sealed class YamlReader
{
    private readonly SourceText source;
    private readonly DiagnosticBag diagnostics;
    private readonly YamlLimits limits;
    private readonly Parser parser;
    private int nodes;

    private YamlReader(SourceText source, DiagnosticBag diagnostics, YamlLimits limits)
    {
        (this.source, this.diagnostics, this.limits) = (source, diagnostics, limits);
        parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="limits">How large the text may be; <see cref="YamlLimits.Default"/> when <c>null</c>.</param>
    /// <returns>The root; <c>null</c> when there is none that could be used. After a repeated key or a tag the root is returned, so that a reader can find more.</returns>
    public static YamlNode? Read(SourceText source, DiagnosticBag diagnostics, YamlLimits? limits = null)
    {
        if (string.IsNullOrWhiteSpace(source.Text))
        {
            diagnostics.Error("the file is empty", new SourceSpan(source, 0, 0));
            return null;
        }

        try
        {
            var node = new YamlReader(source, diagnostics, limits ?? YamlLimits.Default).Document();
            if (node is null && !diagnostics.HasErrors) diagnostics.Error("the file is not valid YAML", new SourceSpan(source, 0, 0));
            return node;
        }
        catch (YamlException e)
        {
            diagnostics.Add(YamlSyntaxMessage.From(source, e));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            diagnostics.Error("the file is not valid YAML", new SourceSpan(source, 0, 0));
            return null;
        }
    }

    private YamlNode? Document()
    {
        Take<StreamStart>();
        if (parser.Current is StreamEnd)
        {
            diagnostics.Error("the file is empty", new SourceSpan(source, 0, 0), "it holds comments only");
            return null;
        }

        Take<DocumentStart>();
        if (Node(1) is not { } root) return null;
        Take<DocumentEnd>();
        if (parser.Current is DocumentStart second)
        {
            diagnostics.Error("a second document begins here", Span(second.Start, second.End), "write one document in a file: remove the line '---' and what follows, or put it into a file of its own");
        }

        if (root is not YamlScalar { IsEmpty: true }) return root;
        diagnostics.Error("the file is empty", new SourceSpan(source, 0, 0));
        return null;
    }

    // Null only after a problem that ends the reading.
    private YamlNode? Node(int depth)
    {
        if (parser.Current is AnchorAlias alias) return Refuse(alias, $"the alias '*{alias.Value.Value}' refers to another part of the file");
        if (parser.Current is not NodeEvent e) return null;
        if (!e.Anchor.IsEmpty) return Refuse(e, $"'&{e.Anchor.Value}' gives a part of the file a name");
        if (++nodes > limits.Nodes)
        {
            diagnostics.Error($"the file has more than {limits.Nodes} values", Span(e.Start, e.Start), "split the file");
            return null;
        }

        if (!e.Tag.IsEmpty && e is not Scalar { IsPlainImplicit: true } and not Scalar { IsQuotedImplicit: true })
        {
            diagnostics.Error($"the tag '{e.Tag.Value}' is not used here", Span(e.Start, e.End), "remove it: every key has a fixed type");
        }

        if (e is Scalar scalar)
        {
            parser.MoveNext();
            if (scalar.Value.Any(IsInvisible)) diagnostics.Error("the text holds characters that cannot be seen and would change what stands around it", Span(scalar.Start, scalar.End), "remove control characters and marks of writing direction");
            return new YamlScalar(scalar.Value, Span(scalar.Start, scalar.End), scalar.Style != ScalarStyle.Plain);
        }

        if (depth <= limits.Depth) return e is MappingStart mapping ? Mapping(mapping, depth) : Sequence((SequenceStart)e, depth);
        diagnostics.Error("the file is nested too deeply", Span(e.Start, e.End), $"at most {limits.Depth} levels");
        return null;
    }

    // Control characters other than line ends and tabs, and marks that turn the direction of writing: a terminal would obey them.
    private static bool IsInvisible(char c) => (char.IsControl(c) && c is not '\n' and not '\r' and not '\t') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private YamlSequence? Sequence(SequenceStart start, int depth)
    {
        parser.MoveNext();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (parser.Current is not SequenceEnd)
        {
            if (Node(depth + 1) is not { } item) return null;
            items.Add(item);
        }

        var span = Whole(start, items.Count == 0 ? null : items[^1], start.Style == SequenceStyle.Flow);
        parser.MoveNext();
        return new YamlSequence(items.ToImmutable(), span);
    }

    private YamlMapping? Mapping(MappingStart start, int depth)
    {
        parser.MoveNext();
        var entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlNode)>();
        var seen = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        while (parser.Current is not MappingEnd)
        {
            if (Node(depth + 1) is not { } key) return null;
            if (Node(depth + 1) is not { } value) return null;
            if (key is not YamlScalar name)
            {
                diagnostics.Error($"{key.Kind} cannot be a key", key.Head, "a key is a word; quote a text that begins with [ or {");
            }
            else if (seen.TryGetValue(name.Text, out var first))
            {
                diagnostics.Error($"the key '{name.Text}' is written twice", name.Span, $"it stands in line {first.Span.Position.Line} already");
            }
            else
            {
                seen.Add(name.Text, name);
                entries.Add((name, value));
            }
        }

        var span = Whole(start, entries.Count == 0 ? null : entries[^1].Item2, start.Style == MappingStyle.Flow);
        parser.MoveNext();
        return new YamlMapping(entries.ToImmutable(), span);
    }

    // The end of a block, as the parser reports it, lies behind comments and blank lines: the last part's end is what a reader sees.
    private SourceSpan Whole(ParsingEvent start, YamlNode? last, bool flow) =>
        flow || last is null
            ? Span(start.Start, flow ? parser.Current!.End : start.End)
            : new SourceSpan(source, Offset(start.Start), Math.Max(0, last.Span.End - Offset(start.Start)));

    private YamlNode? Refuse(ParsingEvent e, string what)
    {
        diagnostics.Error($"anchors and aliases are not used here: {what}", Span(e.Start, e.End), "write the text out where it is needed; named values go under 'constants:' or, in a topology, 'parameters:'");
        return null;
    }

    private void Take<T>()
        where T : ParsingEvent
    {
        if (parser.Current is null && !parser.MoveNext()) return;
        if (parser.Current is T) parser.MoveNext();
    }

    private SourceSpan Span(Mark start, Mark end) => new(source, Offset(start), Math.Max(0, Offset(end) - Offset(start)));

    private int Offset(Mark mark) => (int)Math.Clamp(mark.Index, 0, source.Text.Length);
}
