using System.Collections.Immutable;
using System.Globalization;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>
/// Reads expressions by recursive descent, in PRISM's order of binding. Nesting is bounded, and long rows of <c>&amp;</c> and <c>|</c> become balanced trees, so that
/// hostile input cannot exhaust the stack. The operators of properties hang on by <see cref="PropertyReader"/>; in a model there is none.
/// </summary>
internal sealed class ExpressionReader(TokenStream tokens)
{
    /// <summary>The most brackets and operators in each other.</summary>
    public const int MaximumNesting = 256;

    /// <summary>The greatest depth of a tree.</summary>
    public const int MaximumDepth = 1000;

    /// <summary>Rows up to this length keep the order in which they are written.</summary>
    private const int LongRow = 64;

    private static readonly ImmutableDictionary<string, Function> Functions = new[]
    {
        Function.Min, Function.Max, Function.Floor, Function.Ceil, Function.Round, Function.Pow, Function.Mod, Function.Log,
    }.ToImmutableDictionary(f => f.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private int nesting;

    /// <summary>Reads what only properties have; <c>null</c> in a model.</summary>
    public PropertyReader? Properties { get; init; }

    /// <summary>An expression; <c>null</c> after a message.</summary>
    public ExpressionSyntax? Expression() => Nested(() => Properties is null ? Conditional() : Properties.Temporal());

    /// <summary>Runs a part of the descent one level deeper.</summary>
    public ExpressionSyntax? Nested(Func<ExpressionSyntax?> read)
    {
        if (nesting >= MaximumNesting)
        {
            tokens.Fail("the expression is nested too deeply", $"at most {MaximumNesting} levels are read");
            return null;
        }

        nesting++;
        var result = read();
        nesting--;
        if (result is null || result.Depth <= MaximumDepth) return result;
        tokens.Diagnostics.Error("the expression is too long", result.Span, "give parts of it names with 'formula'");
        return null;
    }

    /// <summary>A choice or what binds tighter. A row of choices, as in a table of values, is read in a loop.</summary>
    public ExpressionSyntax? Conditional()
    {
        var row = new List<(int Start, ExpressionSyntax Condition, ExpressionSyntax Then)>();
        while (true)
        {
            var start = tokens.Current.Start;
            if (Level(0) is not { } last) return null;
            if (!tokens.Take("?"))
            {
                for (var i = row.Count - 1; i >= 0; i--) last = new ConditionalSyntax(tokens.SpanFrom(row[i].Start), row[i].Condition, row[i].Then, last);
                return last;
            }

            if (Nested(Conditional) is not { } then || !tokens.Expect(":", "a choice is written 'condition ? value : value'")) return null;
            row.Add((start, last, then));
            if (row.Count <= MaximumDepth) continue;
            tokens.Fail("the expression is too long", "give parts of it names with 'formula'");
            return null;
        }
    }

    /// <summary>A number without comparisons: what may stand as a bound.</summary>
    public ExpressionSyntax? Sum() => Level(6);

    // Levels of binding, weakest first: => <=> '|' & (then !) = and != comparisons, + and -, * and /.
    private ExpressionSyntax? Level(int level)
    {
        if (level == 8) return Negation();
        var start = tokens.Current.Start;
        var first = Tighter(level);
        if (first is null || OperatorAt(level) is null) return first;
        var row = new List<ExpressionSyntax> { first };
        var operators = new List<BinaryOperator>();
        var ends = new List<int> { tokens.PreviousEnd };
        while (OperatorAt(level) is { } op)
        {
            tokens.Next();
            if (Tighter(level) is not { } operand) return null;
            operators.Add(op);
            row.Add(operand);
            ends.Add(tokens.PreviousEnd);
        }

        if (level is 2 or 3 && row.Count > LongRow) return Balanced(row, operators[0], 0, row.Count);
        if (row.Count > MaximumDepth)
        {
            tokens.Diagnostics.Error("the expression is too long", tokens.SpanFrom(start), "give parts of it names with 'formula'");
            return null;
        }

        var result = first;
        for (var i = 0; i < operators.Count; i++) result = new BinarySyntax(new SourceSpan(tokens.Source, start, ends[i + 1] - start), operators[i], result, row[i + 1]);
        return result;
    }

    private ExpressionSyntax? Tighter(int level) => level == 3 ? Not() : Level(level + 1);

    private static ExpressionSyntax Balanced(List<ExpressionSyntax> row, BinaryOperator op, int from, int to)
    {
        if (to - from == 1) return row[from];
        var middle = (from + to) / 2;
        var (left, right) = (Balanced(row, op, from, middle), Balanced(row, op, middle, to));
        return new BinarySyntax(new SourceSpan(left.Span.Source, left.Span.Start, Math.Max(0, right.Span.End - left.Span.Start)), op, left, right);
    }

    private BinaryOperator? OperatorAt(int level) => tokens.Current.Kind != TokenKind.Symbol ? null : (level, tokens.Current.Text) switch
    {
        (0, "=>") => BinaryOperator.Implies,
        (1, "<=>") => BinaryOperator.Iff,
        (2, "|") => BinaryOperator.Or,
        (3, "&") => BinaryOperator.And,
        (4, "=") => BinaryOperator.Equal,
        (4, "!=") => BinaryOperator.NotEqual,
        (5, "<") => BinaryOperator.Less,
        (5, "<=") => BinaryOperator.LessOrEqual,
        (5, ">") => BinaryOperator.Greater,
        (5, ">=") => BinaryOperator.GreaterOrEqual,
        (6, "+") => BinaryOperator.Add,
        (6, "-") => BinaryOperator.Subtract,
        (7, "*") => BinaryOperator.Multiply,
        (7, "/") => BinaryOperator.Divide,
        _ => null,
    };

    private ExpressionSyntax? Not()
    {
        if (!tokens.Is("!")) return Level(4);
        var start = tokens.Current.Start;
        tokens.Next();
        return Nested(Not) is { } operand ? new UnarySyntax(tokens.SpanFrom(start), UnaryOperator.Not, operand) : null;
    }

    private ExpressionSyntax? Negation()
    {
        if (!tokens.Is("-")) return Primary();
        var start = tokens.Current.Start;
        tokens.Next();
        return Nested(Negation) is { } operand ? new UnarySyntax(tokens.SpanFrom(start), UnaryOperator.Negate, operand) : null;
    }

    private ExpressionSyntax? Primary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Integer or TokenKind.Real: return Number(token);
            case TokenKind.Quoted: return Label(token);
            case TokenKind.Name: return Named(token);
            case TokenKind.Symbol when token.Text == "(":
                tokens.Next();
                return Expression() is { } inner && tokens.Expect(")", $"the bracket opened in line {tokens.Span(token).Position.Line} is not closed") ? inner : null;
        }

        if (Properties?.Refused() is not true) tokens.Fail(token.Kind == TokenKind.End ? "the text ends too early" : $"{token} is not expected here", "expected a number, a name, '(' or '!'");
        return null;
    }

    private ExpressionSyntax? Label(Token token)
    {
        if (Properties is null)
        {
            tokens.Fail("a label cannot be used in a model", "give the condition a name with 'formula' and use that");
            return null;
        }

        tokens.Next();
        return new LabelSyntax(tokens.Span(token), token.Text);
    }

    private ExpressionSyntax? Number(Token token)
    {
        if (token.Kind == TokenKind.Integer && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var integer)) return Literal(token, integer);
        if (token.Kind == TokenKind.Real && double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)) return Literal(token, real);
        var shown = token.Text.Length <= 40 ? token.Text : token.Text[..40] + "…";
        if (token.Kind == TokenKind.Integer) tokens.Fail($"'{shown}' is too large for an integer", "write it with a decimal point to make it a double");
        else tokens.Fail($"'{shown}' is too large for a double");
        return null;
    }

    private LiteralSyntax Literal(Token token, Expression value)
    {
        tokens.Next();
        return new LiteralSyntax(tokens.Span(token), value);
    }

    private ExpressionSyntax? Named(Token token)
    {
        if (token.Text is "true" or "false") return Literal(token, token.Text == "true");
        if (token.Text == "func" && tokens.IsAt(1, "(")) return OldCall(token);
        if (tokens.IsAt(1, "(") && Functions.TryGetValue(token.Text, out var function))
        {
            tokens.Next();
            tokens.Next();
            return Arguments(token, function);
        }

        if (Properties is not null && Properties.Starts()) return Nested(Properties.Query);
        if (Properties?.Refused() is true) return null;
        if (ReservedWords.Contains(token.Text))
        {
            tokens.Fail($"{token} is not expected here", Properties is null && token.Text is "P" or "S" or "R" or "F" or "G" or "X" or "U" ? "it belongs in properties" : "it is a word of the PRISM language and cannot be a name");
            return null;
        }

        // On the next line a bracket may begin another property; directly behind a name it is a call.
        if (tokens.IsAt(1, "(") && tokens.Peek().Start == token.End)
        {
            tokens.Fail($"unknown function '{token.Text}'", NearestName.Hint(token.Text, [.. Functions.Keys.Order(StringComparer.Ordinal)]));
            return null;
        }

        tokens.Next();
        return new NameSyntax(tokens.Span(token), token.Text);
    }

    // As older versions write it: func(min, a, b).
    private ExpressionSyntax? OldCall(Token token)
    {
        tokens.Next();
        tokens.Next();
        if (tokens.Current.Kind != TokenKind.Name || !Functions.TryGetValue(tokens.Current.Text, out var function))
        {
            tokens.Fail($"{tokens.Current} is no function", NearestName.Hint(tokens.Current.Text, [.. Functions.Keys.Order(StringComparer.Ordinal)]));
            return null;
        }

        tokens.Next();
        return tokens.Expect(",") ? Arguments(token, function) : null;
    }

    private CallSyntax? Arguments(Token name, Function function)
    {
        var arguments = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        do
        {
            if (Expression() is not { } argument) return null;
            arguments.Add(argument);
        }
        while (tokens.Take(","));
        return tokens.Expect(")", "arguments are separated by ','") ? new CallSyntax(tokens.SpanFrom(name.Start), function, arguments.ToImmutable()) : null;
    }
}
