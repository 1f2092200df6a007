using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism.Properties;

/// <summary>Gives <c>P</c>, <c>S</c>, <c>R</c> and filters their meaning.</summary>
internal sealed class QueryBinder(PropertyBinder properties, PathBinder paths, ImmutableArray<string?> rewards, DiagnosticBag diagnostics)
{
    /// <summary>A query, in its filter if it has one.</summary>
    public Meaning? Query(QuerySyntax node)
    {
        var bound = Bound(node, out var readable);
        var body = node switch
        {
            ProbabilitySyntax p => paths.Path(p.Path) is { } path ? Of(new ProbabilityProperty(path.Path!, bound), path) : null,
            SteadyStateSyntax s => properties.Condition(s.States, "what 'S' asks about") is { } set ? Of(new SteadyStateProperty(set.State!, bound), set) : null,
            RewardSyntax r => Reward(r, bound),
            _ => throw new NotSupportedException(node.GetType().Name),
        };
        var states = node.Filter is null ? null : properties.Condition(node.Filter.States, "the set of a filter");
        if (!readable || body is null) return null;
        if (node.Filter is not { } filter) return body;
        if (states is null) return null;
        var kind = (filter.Minimum, filter.Maximum) switch
        {
            (true, true) => FilterKind.Range,
            (true, false) => FilterKind.Minimum,
            (false, true) => FilterKind.Maximum,
            _ => FilterKind.State,
        };
        if (kind == FilterKind.State || bound is null) return Filtered(kind, body, states);
        diagnostics.Error("the least or greatest of truth values is not asked", filter.Span, "leave out {min} and {max}, or ask for the number with '=?'");
        return null;
    }

    /// <summary>A filter.</summary>
    public Meaning? Filter(FilterSyntax node)
    {
        var body = properties.State(node.Body, "what a filter takes");
        var states = node.States is null ? null : properties.Condition(node.States, "the set of a filter");
        if (body is null || (node.States is not null && states is null)) return null;
        bool? truth = node.Kind switch
        {
            FilterKind.Count or FilterKind.ForAll or FilterKind.Exists => true,
            FilterKind.Minimum or FilterKind.Maximum or FilterKind.MinimumStates or FilterKind.MaximumStates or FilterKind.Sum or FilterKind.Average or FilterKind.Range => false,
            _ => null,
        };
        if (truth is { } needed && needed != (body.Type == ExpressionType.Bool))
        {
            diagnostics.Error($"the filter '{node.KindName}' takes {(needed ? "a condition, and this is a number" : "a number, and this is a condition")}", node.Body.Span);
            return null;
        }

        return Filtered(node.Kind, body, states);
    }

    private static Meaning Filtered(FilterKind kind, Meaning body, Meaning? states)
    {
        var type = kind switch
        {
            FilterKind.MinimumStates or FilterKind.MaximumStates => ExpressionType.Bool,
            FilterKind.Count => ExpressionType.Int,
            FilterKind.Average => ExpressionType.Double,
            _ => body.State!.Type,
        };
        var size = Math.Min(Sized.MaximumSize + 1L, 1L + body.Size + (states?.Size ?? 0));
        return new Meaning(new FilterProperty(kind, body.State!, states?.State, type), null, (int)size, 1 + Math.Max(body.Depth, states?.Depth ?? 0));
    }

    private static Meaning Of(PropertyExpression property, Meaning? part) => new(property, null, 1 + (part?.Size ?? 1), 2 + (part?.Depth ?? 0));

    private PropertyBound? Bound(QuerySyntax node, out bool readable)
    {
        readable = true;
        if (node.Relation.Threshold is not { } threshold) return null;
        var isReward = node is RewardSyntax;
        if (properties.Constant(threshold, "the bound") is { } value)
        {
            if (isReward || value is >= 0 and <= 1) return new PropertyBound(node.Relation.Comparison, value);
            diagnostics.Error($"the bound {value:R} is no probability", threshold.Span, "probabilities lie between 0 and 1");
        }

        readable = false;
        return null;
    }

    private Meaning? Reward(RewardSyntax node, PropertyBound? bound)
    {
        var reward = Index(node);
        Meaning? part = null;
        RewardQuestion? question = null;
        switch (node.Question)
        {
            case RewardQuestionKind.Cumulative:
                if (paths.Time(node.Argument!) is { } until) question = new CumulativeReward(until);
                break;
            case RewardQuestionKind.Instantaneous:
                if (paths.Time(node.Argument!) is { } at) question = new InstantaneousReward(at);
                break;
            case RewardQuestionKind.Reachability:
                part = properties.Bind(node.Argument!);
                if (part is { State: null }) diagnostics.Error("the reward along this path is not answered", node.Argument!.Span, "'F' in 'R' takes a set of states");
                else if (part is { Type: not ExpressionType.Bool }) diagnostics.Error("what 'F' leads to is a number, not a condition", node.Argument!.Span, "compare it with something, such as n>0");
                else if (part is not null) question = new ReachabilityReward(part.State!);
                break;
            case RewardQuestionKind.LongRun:
                question = new LongRunReward();
                break;
            default:
                question = new TotalReward();
                break;
        }

        return reward is { } index && question is not null ? Of(new RewardProperty(index, question, bound), part) : null;
    }

    private int? Index(RewardSyntax node)
    {
        if (rewards.Length == 0)
        {
            diagnostics.Error("the model has no rewards", node.Name is { } asked ? new SourceSpan(node.Span.Source, asked.Start, asked.Length) : node.Span.Slice(0, 1));
            return null;
        }

        if (node.Name is { } name)
        {
            var index = rewards.IndexOf(name.Text, StringComparer.Ordinal);
            if (index >= 0) return index;
            SymbolTable.Unknown("reward", name.Text, new SourceSpan(node.Span.Source, name.Start, name.Length), [.. rewards.OfType<string>()], diagnostics);
            return null;
        }

        if (node.Index is not { } written) return 0;
        if (properties.Constant(written, "the index of a reward") is not { } number) return null;
        if (number >= 1 && number <= rewards.Length && Math.Floor(number) == number) return (int)number - 1;
        diagnostics.Error($"there is no reward number {number:R}", written.Span, $"the model has {rewards.Length}, counted from 1");
        return null;
    }
}
