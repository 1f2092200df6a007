using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>Reads the operators of properties: those over paths, <c>P</c>, <c>S</c>, <c>R</c> and filters. What a chain has no use for is refused by its name.</summary>
internal sealed class PropertyReader
{
    private static readonly ImmutableDictionary<string, FilterKind> Filters = new Dictionary<string, FilterKind>(StringComparer.Ordinal)
    {
        ["state"] = FilterKind.State, ["min"] = FilterKind.Minimum, ["max"] = FilterKind.Maximum, ["argmin"] = FilterKind.MinimumStates, ["argmax"] = FilterKind.MaximumStates,
        ["count"] = FilterKind.Count, ["sum"] = FilterKind.Sum, ["+"] = FilterKind.Sum, ["avg"] = FilterKind.Average, ["first"] = FilterKind.First, ["range"] = FilterKind.Range,
        ["forall"] = FilterKind.ForAll, ["exists"] = FilterKind.Exists, ["print"] = FilterKind.Print, ["printall"] = FilterKind.PrintAll, ["&"] = FilterKind.ForAll, ["|"] = FilterKind.Exists,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private readonly TokenStream tokens;
    private int brackets;

    public PropertyReader(TokenStream tokens)
    {
        this.tokens = tokens;
        Expressions = new ExpressionReader(tokens) { Properties = this };
    }

    /// <summary>The reader of the expressions in which the operators stand.</summary>
    public ExpressionReader Expressions { get; }

    /// <summary>An expression or path: <c>φ U ψ</c>, <c>φ W ψ</c>, <c>φ R ψ</c>, or one of its parts.</summary>
    public ExpressionSyntax? Temporal()
    {
        var start = tokens.Current.Start;
        var left = TemporalUnary();
        if (left is null || brackets == 0) return left;
        TemporalOperator op;
        if (tokens.Take("U")) op = TemporalOperator.Until;
        else if (tokens.Take("W")) op = TemporalOperator.WeakUntil;
        else if (tokens.Take("R")) op = TemporalOperator.Release;
        else return left;
        if (!Bound(out var bound) || TemporalUnary() is not { } right) return null;
        if (!tokens.IsAnyOf("U", "W", "R")) return new TemporalSyntax(tokens.SpanFrom(start), op, left, right, bound);
        tokens.Fail($"{tokens.Current} cannot follow another until", "say with brackets which comes first");
        return null;
    }

    /// <summary>True where <c>P</c>, <c>S</c>, <c>R</c> or <c>filter</c> begins.</summary>
    public bool Starts() => tokens.IsAnyOf("P", "S", "R") || (tokens.Is("filter") && tokens.IsAt(1, "("));

    /// <summary>Reads <c>P</c>, <c>S</c>, <c>R</c> or a filter.</summary>
    public ExpressionSyntax? Query() => tokens.Current.Text switch
    {
        "P" => Probability(),
        "S" => SteadyState(),
        "R" => Reward(),
        _ => Filter(),
    };

    /// <summary>True, with a message, where something begins that is not asked of a chain in continuous time.</summary>
    public bool Refused()
    {
        var token = tokens.Current;
        var (what, hint) = token.Text switch
        {
            "Pmin" or "Pmax" or "Rmin" or "Rmax" or "Smin" or "Smax" => ($"{token} asks for the best or worst of choices, and a CTMC has no choices", $"write '{token.Text[0]}'"),
            "A" or "E" when tokens.IsAt(1, "[") => ($"{token} [ … ] of the logic CTL is not answered", token.Text == "A" ? "'P>=1 [ … ]' asks nearly the same" : "'P>0 [ … ]' asks nearly the same"),
            "multi" when tokens.IsAt(1, "(") => ("'multi' asks for a trade-off between choices, and a CTMC has no choices", "ask the properties one by one"),
            "<" when tokens.IsAt(1, "<") => ("'<<…>>' asks about the players of a game, and a CTMC has no players", "leave it out"),
            "[" when tokens.IsAt(1, "[") => ("'[[…]]' asks about the players of a game, and a CTMC has no players", "leave it out"),
            "F" or "G" or "X" when token.Kind == TokenKind.Name => ($"{token} is not expected here", brackets == 0 ? "an operator over paths stands in the brackets of 'P'" : "write brackets around the operator over paths and its operand"),
            _ => (null, null),
        };
        if (what is null || token.Kind == TokenKind.Quoted) return false;
        tokens.Fail(what, hint);
        return true;
    }

    private ExpressionSyntax? TemporalUnary()
    {
        if (brackets == 0 || tokens.Current.Kind != TokenKind.Name || tokens.Current.Text is not ("X" or "F" or "G")) return Expressions.Conditional();
        var start = tokens.Current.Start;
        var op = tokens.Current.Text switch
        {
            "X" => TemporalOperator.Next,
            "F" => TemporalOperator.Finally,
            _ => TemporalOperator.Globally,
        };
        tokens.Next();
        return Bound(out var bound) && Expressions.Nested(TemporalUnary) is { } right ? new TemporalSyntax(tokens.SpanFrom(start), op, null, right, bound) : null;
    }

    private bool Bound(out TimeBoundSyntax? bound)
    {
        bound = null;
        var start = tokens.Current.Start;
        if (tokens.Is("{"))
        {
            tokens.Fail("a bound on a reward is not answered", "only time can be bounded: F<=t, F>=t, F[a,b] or F=t");
            return false;
        }

        if (tokens.Take("["))
        {
            if (Expressions.Nested(Expressions.Sum) is not { } from || !tokens.Expect(",", "an interval of time is written [a,b]") || Expressions.Nested(Expressions.Sum) is not { } to || !tokens.Expect("]", "an interval of time is written [a,b]")) return false;
            bound = new TimeBoundSyntax(from, to, tokens.SpanFrom(start));
            return true;
        }

        var relation = tokens.Current.Text;
        if (!tokens.IsAnyOf("<=", "<", ">=", ">", "=")) return true;
        tokens.Next();
        if (Expressions.Nested(Expressions.Sum) is not { } time) return false;
        bound = new TimeBoundSyntax(relation[0] == '<' ? null : time, relation[0] == '>' ? null : time, tokens.SpanFrom(start));
        return true;
    }

    private ProbabilitySyntax? Probability()
    {
        var start = tokens.Current.Start;
        tokens.Next();
        if (Relation("P") is not { } relation || !Open() || Expressions.Expression() is not { } path || !Close(out var filter)) return null;
        return new ProbabilitySyntax(tokens.SpanFrom(start), relation, path, filter);
    }

    private SteadyStateSyntax? SteadyState()
    {
        var start = tokens.Current.Start;
        tokens.Next();
        if (Relation("S") is not { } relation || !Open() || Expressions.Expression() is not { } states || !Close(out var filter)) return null;
        return new SteadyStateSyntax(tokens.SpanFrom(start), relation, states, filter);
    }

    private RewardSyntax? Reward()
    {
        var start = tokens.Current.Start;
        tokens.Next();
        Token? name = null;
        ExpressionSyntax? index = null;
        if (tokens.Take("{"))
        {
            if (tokens.Current.Kind == TokenKind.Quoted)
            {
                name = tokens.Current;
                tokens.Next();
            }
            else
            {
                index = Expressions.Nested(Expressions.Sum);
                if (index is null) return null;
            }

            if (!tokens.Expect("}", "one reward is named: R{\"name\"} or R{1}")) return null;
        }

        if (Relation("R") is not { } relation || !Open()) return null;
        if (!Question(out var question, out var argument) || !Close(out var filter)) return null;
        return new RewardSyntax(tokens.SpanFrom(start), name, index, relation, question, argument, filter);
    }

    private bool Question(out RewardQuestionKind question, out ExpressionSyntax? argument)
    {
        argument = null;
        question = RewardQuestionKind.Total;
        if (tokens.Take("C"))
        {
            if (!tokens.IsAnyOf("<=", "<", ">=", ">", "=", "[", "{")) return true;
            if (!tokens.Take("<="))
            {
                tokens.Fail($"'C{tokens.Current.Text}' is not answered", "rewards are cumulated from the start: C<=t, or C for all time");
                return false;
            }

            question = RewardQuestionKind.Cumulative;
            argument = Expressions.Nested(Expressions.Sum);
            return argument is not null;
        }

        if (tokens.Take("I"))
        {
            question = RewardQuestionKind.Instantaneous;
            argument = tokens.Expect("=", "the reward at a time is written I=t") ? Expressions.Nested(Expressions.Sum) : null;
            return argument is not null;
        }

        if (tokens.Is("S") && (tokens.IsAt(1, "]") || tokens.IsAt(1, "{")))
        {
            tokens.Next();
            question = RewardQuestionKind.LongRun;
            return true;
        }

        question = RewardQuestionKind.Reachability;
        if (Expressions.Expression() is not { } path) return false;
        if (path is TemporalSyntax { Operator: TemporalOperator.Finally, Bound: null } reach)
        {
            argument = reach.Right;
            return true;
        }

        tokens.Diagnostics.Error("the reward along this path is not answered", path.Span, "R takes C<=t, C, I=t, S, or F with a set of states");
        return false;
    }

    private FilterSyntax? Filter()
    {
        var start = tokens.Current.Start;
        tokens.Next();
        tokens.Next();
        var token = tokens.Current;
        if (token.Kind is not (TokenKind.Name or TokenKind.Symbol) || !Filters.TryGetValue(token.Text, out var kind))
        {
            tokens.Fail($"{token} is no kind of filter", NearestName.Hint(token.Text, [.. Filters.Keys.Order(StringComparer.Ordinal)]));
            return null;
        }

        tokens.Next();
        if (!tokens.Expect(",", "a filter is written filter(kind, property, states)") || Expressions.Expression() is not { } body) return null;
        ExpressionSyntax? states = null;
        if (tokens.Take(",") && (states = Expressions.Expression()) is null) return null;
        return tokens.Expect(")", "a filter is written filter(kind, property, states)") ? new FilterSyntax(tokens.SpanFrom(start), kind, token.Text, body, states) : null;
    }

    private RelationSyntax? Relation(string letter)
    {
        if (tokens.Is("=") && tokens.IsAt(1, "?"))
        {
            tokens.Next();
            tokens.Next();
            return new RelationSyntax(BinaryOperator.Equal, null);
        }

        BinaryOperator? comparison = tokens.Current.Kind != TokenKind.Symbol ? null : tokens.Current.Text switch
        {
            "<" => BinaryOperator.Less,
            "<=" => BinaryOperator.LessOrEqual,
            ">" => BinaryOperator.Greater,
            ">=" => BinaryOperator.GreaterOrEqual,
            _ => null,
        };
        if (comparison is not { } op)
        {
            if (tokens.IsAnyOf("min", "max")) tokens.Fail($"'{letter}{tokens.Current.Text}' asks for the best or worst of choices, and a CTMC has no choices", $"write '{letter}=?'");
            else tokens.Fail($"'=?' or a bound is expected after '{letter}', not {tokens.Current}", $"write {letter}=?, or a bound such as {letter}>=0.9");
            return null;
        }

        tokens.Next();
        return Expressions.Nested(Expressions.Sum) is { } threshold ? new RelationSyntax(op, threshold) : null;
    }

    private bool Open()
    {
        if (!tokens.Expect("[")) return false;
        brackets++;
        return true;
    }

    private bool Close(out OldFilterSyntax? filter)
    {
        filter = null;
        var start = tokens.Current.Start;
        if (tokens.Take("{"))
        {
            if (Expressions.Expression() is not { } states || !tokens.Expect("}")) return false;
            var (minimum, maximum) = (false, false);
            while (tokens.Take("{"))
            {
                if (tokens.Take("min")) minimum = true;
                else if (tokens.Take("max")) maximum = true;
                else
                {
                    tokens.Fail($"'min' or 'max' is expected here, not {tokens.Current}");
                    return false;
                }

                if (!tokens.Expect("}")) return false;
            }

            filter = new OldFilterSyntax(states, minimum, maximum, tokens.SpanFrom(start));
        }

        if (!tokens.Expect("]")) return false;
        brackets--;
        return true;
    }

    /// <summary>Forgets open brackets after a fault, so that the next property is read afresh.</summary>
    public void Reset() => brackets = 0;
}
