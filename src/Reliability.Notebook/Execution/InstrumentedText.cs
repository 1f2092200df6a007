using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Reliability.Notebook.Execution;

/// <summary>A cell with checks woven in, and the way back from its positions to those that the user knows. Lines stay as they are.</summary>
internal sealed class InstrumentedText
{
    private readonly ImmutableArray<TextChange> _changes;

    private InstrumentedText(SourceText text, ImmutableArray<TextChange> changes) => (Text, _changes) = (text, changes);

    /// <summary>The text with checks.</summary>
    public SourceText Text { get; }

    /// <summary>Weaves checks into the code of a cell.</summary>
    public static InstrumentedText Create(CellSource source)
    {
        var weaver = new InterruptionWeaver();
        weaver.Visit(CSharpSyntaxTree.ParseText(source.Code, CellSource.ParseOptions).GetRoot());
        // OrderBy is stable: what was found first stays first at one position.
        var changes = weaver.Changes.OrderBy(change => change.Span.Start).ToImmutableArray();
        return new(source.Code.WithChanges(changes), changes);
    }

    /// <summary>The position in the user's text.</summary>
    public int ToOriginal(int position)
    {
        var shift = 0;
        foreach (var change in _changes)
        {
            var begin = change.Span.Start + shift;
            if (position < begin) break;
            var length = change.NewText!.Length;
            if (position < begin + length) return change.Span.Start;
            shift += length - change.Span.Length;
        }
        return position - shift;
    }
}
