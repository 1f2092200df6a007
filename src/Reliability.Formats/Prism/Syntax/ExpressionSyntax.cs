using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>
/// An expression or property as it is written: a tree with places whose names are not resolved yet, since a renamed module reads the same text with other
/// names. Its depth is bounded by the parser, so that walks over it may recurse.
/// </summary>
internal abstract class ExpressionSyntax
{
    protected ExpressionSyntax(SourceSpan span, params ReadOnlySpan<ExpressionSyntax?> parts)
    {
        Span = span;
        foreach (var part in parts)
        {
            if (part is not null) Depth = Math.Max(Depth, part.Depth);
        }

        Depth++;
        var kept = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var part in parts)
        {
            if (part is not null) kept.Add(part);
        }

        Parts = kept.ToImmutable();
    }

    public SourceSpan Span { get; }

    public ImmutableArray<ExpressionSyntax> Parts { get; }

    public int Depth { get; }

    /// <summary>The tree from the root on, without recursion.</summary>
    public IEnumerable<ExpressionSyntax> All()
    {
        var open = new Stack<ExpressionSyntax>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Parts.Length - 1; i >= 0; i--) open.Push(node.Parts[i]);
        }
    }

    /// <summary>The plain names in it.</summary>
    public IEnumerable<string> Names() => All().OfType<NameSyntax>().Select(n => n.Name);

    /// <summary>The names in quotes in it.</summary>
    public IEnumerable<string> Labels() => All().OfType<LabelSyntax>().Select(n => n.Name);
}

/// <summary>A number, <c>true</c> or <c>false</c>.</summary>
internal sealed class LiteralSyntax(SourceSpan span, Expression value) : ExpressionSyntax(span)
{
    public Expression Value => value;
}

/// <summary>The name of a variable, constant or formula.</summary>
internal sealed class NameSyntax(SourceSpan span, string name) : ExpressionSyntax(span)
{
    public string Name => name;
}

/// <summary>A name in quotes: a label or another property.</summary>
internal sealed class LabelSyntax(SourceSpan span, string name) : ExpressionSyntax(span)
{
    public string Name => name;
}

internal sealed class UnarySyntax(SourceSpan span, UnaryOperator op, ExpressionSyntax operand) : ExpressionSyntax(span, operand)
{
    public UnaryOperator Operator => op;

    public ExpressionSyntax Operand => operand;
}

internal sealed class BinarySyntax(SourceSpan span, BinaryOperator op, ExpressionSyntax left, ExpressionSyntax right) : ExpressionSyntax(span, left, right)
{
    public BinaryOperator Operator => op;

    public ExpressionSyntax Left => left;

    public ExpressionSyntax Right => right;
}

internal sealed class ConditionalSyntax(SourceSpan span, ExpressionSyntax condition, ExpressionSyntax then, ExpressionSyntax otherwise) : ExpressionSyntax(span, condition, then, otherwise)
{
    public ExpressionSyntax Condition => condition;

    public ExpressionSyntax Then => then;

    public ExpressionSyntax Else => otherwise;
}

internal sealed class CallSyntax(SourceSpan span, Function function, ImmutableArray<ExpressionSyntax> arguments) : ExpressionSyntax(span, arguments.AsSpan())
{
    public Function Function => function;

    public ImmutableArray<ExpressionSyntax> Arguments => arguments;
}
