using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>The operators over paths.</summary>
internal enum TemporalOperator
{
    Next,
    Finally,
    Globally,
    Until,
    WeakUntil,
    Release,
}

/// <summary>The bound of a temporal operator: <c>&lt;=t</c>, <c>&gt;=t</c>, <c>=t</c> or <c>[a,b]</c>.</summary>
internal sealed record TimeBoundSyntax(ExpressionSyntax? Lower, ExpressionSyntax? Upper, SourceSpan Span);

/// <summary>A temporal operator; <see cref="Left"/> only for those with two operands.</summary>
internal sealed class TemporalSyntax(SourceSpan span, TemporalOperator op, ExpressionSyntax? left, ExpressionSyntax right, TimeBoundSyntax? bound)
    : ExpressionSyntax(span, left, right, bound?.Lower, bound?.Upper)
{
    public TemporalOperator Operator => op;

    public ExpressionSyntax? Left => left;

    public ExpressionSyntax Right => right;

    public TimeBoundSyntax? Bound => bound;
}

/// <summary>What a query is compared with; a <c>null</c> threshold asks for the number.</summary>
internal sealed record RelationSyntax(BinaryOperator Comparison, ExpressionSyntax? Threshold);

/// <summary>The filter inside the brackets of a query, <c>{states}{min}{max}</c>, as older versions write it.</summary>
internal sealed record OldFilterSyntax(ExpressionSyntax States, bool Minimum, bool Maximum, SourceSpan Span);

/// <summary><c>P</c>, <c>S</c> or <c>R</c> with a relation and brackets.</summary>
internal abstract class QuerySyntax(SourceSpan span, RelationSyntax relation, OldFilterSyntax? filter, params ReadOnlySpan<ExpressionSyntax?> parts)
    : ExpressionSyntax(span, [relation.Threshold, filter?.States, .. parts])
{
    public RelationSyntax Relation => relation;

    public OldFilterSyntax? Filter => filter;
}

internal sealed class ProbabilitySyntax(SourceSpan span, RelationSyntax relation, ExpressionSyntax path, OldFilterSyntax? filter) : QuerySyntax(span, relation, filter, path)
{
    public ExpressionSyntax Path => path;
}

internal sealed class SteadyStateSyntax(SourceSpan span, RelationSyntax relation, ExpressionSyntax states, OldFilterSyntax? filter) : QuerySyntax(span, relation, filter, states)
{
    public ExpressionSyntax States => states;
}

/// <summary>What stands in the brackets of <c>R</c>.</summary>
internal enum RewardQuestionKind
{
    Cumulative,
    Instantaneous,
    Reachability,
    LongRun,
    Total,
}

/// <summary>A reward query. The reward is given by name, by index, or not at all.</summary>
internal sealed class RewardSyntax(
    SourceSpan span, Token? name, ExpressionSyntax? index, RelationSyntax relation, RewardQuestionKind question, ExpressionSyntax? argument, OldFilterSyntax? filter)
    : QuerySyntax(span, relation, filter, index, argument)
{
    public Token? Name => name;

    public ExpressionSyntax? Index => index;

    public RewardQuestionKind Question => question;

    public ExpressionSyntax? Argument => argument;
}

/// <summary><c>filter(kind, body, states)</c>.</summary>
internal sealed class FilterSyntax(SourceSpan span, FilterKind kind, string kindName, ExpressionSyntax body, ExpressionSyntax? states) : ExpressionSyntax(span, body, states)
{
    public FilterKind Kind => kind;

    public string KindName => kindName;

    public ExpressionSyntax Body => body;

    public ExpressionSyntax? States => states;
}

/// <summary>A constant declared in a model or properties file.</summary>
internal sealed record ConstantSyntax(Token Name, SourceSpan Span, ExpressionType Type, ExpressionSyntax? Value);

/// <summary>A label of a model or properties file.</summary>
internal sealed record NamedSyntax(Token Name, SourceSpan Span, ExpressionSyntax Value);

/// <summary>A property of a file.</summary>
internal sealed record PropertyEntry(Token? Name, SourceSpan Span, ExpressionSyntax Value, string Text);

/// <summary>A properties file.</summary>
internal sealed record PropertyFileSyntax(ImmutableArray<ConstantSyntax> Constants, ImmutableArray<NamedSyntax> Labels, ImmutableArray<PropertyEntry> Properties);
