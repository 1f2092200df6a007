using System.Globalization;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Modeling.Expressions;

/// <summary>
/// Reads expressions of the PRISM language: literals, names, <c>- ! * / + - &lt; &lt;= &gt;= &gt; = != &amp; | &lt;=&gt; =&gt; ?:</c> (tightest first;
/// <c>!</c> binds weaker than comparisons, as there), and the functions <c>min max floor ceil round pow mod log</c>, and our <c>atleast</c>.
/// Recursive descent; nesting is bounded so that hostile input cannot exhaust the stack.
/// </summary>
public sealed class ExpressionParser
{
    private const int MaximumDepth = 256;

    private readonly SourceSpan span;
    private readonly string text;
    private readonly Func<string, Expression?> scope;
    private readonly Func<IReadOnlyCollection<string>> knownNames;
    private readonly DiagnosticBag diagnostics;
    private readonly bool exactPlaces;
    private int position;
    private int tokenStart;
    private string token = "";
    private int depth;
    private bool failed;

    private ExpressionParser(string text, SourceSpan span, Func<string, Expression?> scope, Func<IReadOnlyCollection<string>> knownNames, DiagnosticBag diagnostics)
    {
        (this.text, this.span, this.scope, this.knownNames, this.diagnostics) = (text, span, scope, knownNames, diagnostics);
        exactPlaces = span.Length == text.Length && string.Equals(span.Text, text, StringComparison.Ordinal);
        Next();
    }

    /// <summary>Reads one expression; reports the first problem with its place and returns <c>null</c> when there is one.</summary>
    /// <param name="text">The text of the expression.</param>
    /// <param name="span">Where it stands, for messages.</param>
    /// <param name="scope">What a name stands for; <c>null</c> for an unknown name.</param>
    /// <param name="knownNames">The names there are, for hints.</param>
    /// <param name="diagnostics">Receives the problem.</param>
    public static Expression? Parse(string text, SourceSpan span, Func<string, Expression?> scope, Func<IReadOnlyCollection<string>> knownNames, DiagnosticBag diagnostics)
    {
        var parser = new ExpressionParser(text, span, scope, knownNames, diagnostics);
        if (parser.token.Length == 0)
        {
            parser.Fail("an expression is missing", null, 0, 0);
            return null;
        }

        var expression = parser.Conditional();
        if (!parser.failed && parser.token.Length > 0) parser.Fail($"'{parser.token}' is not expected here", "an operator may be missing before it");
        return parser.failed ? null : expression;
    }

    private Expression Conditional()
    {
        var start = tokenStart;
        var condition = Level(0);
        if (failed || token != "?") return condition;
        Next();
        var then = Conditional();
        if (!Expect(":")) return Expression.False;
        var otherwise = Conditional();
        return Build(() => Expression.Conditional(condition, then, otherwise), start);
    }

    // Levels of binding, weakest first: => | <=> | '|' | & | ! | = != | < <= >= > | + - | * / | unary - | primary
    private Expression Level(int level)
    {
        if (level == 4) return Not();
        if (level == 9) return Negation();
        var start = tokenStart;
        var left = Level(level + 1);
        while (!failed && OperatorAt(level) is { } op)
        {
            Next();
            var right = Level(level + 1);
            if (failed) break;
            var before = left;
            left = Build(() => Expression.Binary(op, before, right), start);
        }

        return left;
    }

    private BinaryOperator? OperatorAt(int level) => (level, token) switch
    {
        (0, "=>") => BinaryOperator.Implies,
        (1, "<=>") => BinaryOperator.Iff,
        (2, "|") => BinaryOperator.Or,
        (3, "&") => BinaryOperator.And,
        (5, "=") => BinaryOperator.Equal,
        (5, "!=") => BinaryOperator.NotEqual,
        (6, "<") => BinaryOperator.Less,
        (6, "<=") => BinaryOperator.LessOrEqual,
        (6, ">") => BinaryOperator.Greater,
        (6, ">=") => BinaryOperator.GreaterOrEqual,
        (7, "+") => BinaryOperator.Add,
        (7, "-") => BinaryOperator.Subtract,
        (8, "*") => BinaryOperator.Multiply,
        (8, "/") => BinaryOperator.Divide,
        _ => null,
    };

    private Expression Not()
    {
        if (token != "!") return Level(5);
        var start = tokenStart;
        if (!Enter()) return Expression.False;
        Next();
        var operand = Not();
        depth--;
        return Build(() => Expression.Unary(UnaryOperator.Not, operand), start);
    }

    private Expression Negation()
    {
        if (token != "-") return Primary();
        var start = tokenStart;
        if (!Enter()) return Expression.False;
        Next();
        var operand = Negation();
        depth--;
        return Build(() => Expression.Unary(UnaryOperator.Negate, operand), start);
    }

    private Expression Primary()
    {
        if (failed || !Enter()) return Expression.False;
        try
        {
            var start = tokenStart;
            if (token.Length == 0)
            {
                Fail("the expression ends too early", null);
                return Expression.False;
            }

            if (token == "(")
            {
                Next();
                var inner = Conditional();
                Expect(")");
                return inner;
            }

            if (char.IsAsciiDigit(token[0]) || token[0] == '.') return Number();
            if (char.IsLetter(token[0]) || token[0] == '_') return NameOrCall(start);
            Fail($"'{token}' is not expected here", "expected a number, a name, '(' or '!'");
            return Expression.False;
        }
        finally
        {
            depth--;
        }
    }

    private Expression Number()
    {
        var digits = token;
        Next();
        if (digits.AsSpan().IndexOfAny(".eE") < 0)
        {
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var integer)) return integer;
            Fail($"'{digits}' is too large for an integer", "write it with a decimal point to make it a double", tokenStart - digits.Length, digits.Length);
            return Expression.False;
        }

        if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)) return value;
        Fail($"'{digits}' is not a number", null);
        return Expression.False;
    }

    private Expression NameOrCall(int start)
    {
        var name = token;
        Next();
        if (name == "true") return Expression.True;
        if (name == "false") return Expression.False;
        if (token == "(") return Call(name, start);
        if (scope(name) is { } bound) return bound;
        if (!failed) Fail($"unknown name '{name}'", diagnostics.HintAt(name, knownNames), start, name.Length);
        return Expression.False;
    }

    private Expression Call(string name, int start)
    {
        if (!Enum.GetNames<Function>().Contains(name, StringComparer.OrdinalIgnoreCase) || name.Any(char.IsUpper))
        {
            Fail($"unknown function '{name}'", NearestName.Hint(name, [.. Enum.GetNames<Function>().Select(f => f.ToLowerInvariant())]), start, name.Length);
            return Expression.False;
        }

        Next();
        var arguments = new List<Expression>();
        do
        {
            if (arguments.Count > 0) Next();
            arguments.Add(Conditional());
        }
        while (!failed && token == ",");
        if (!Expect(")")) return Expression.False;
        return Build(() => Expression.Call(Enum.Parse<Function>(name, ignoreCase: true), arguments), start);
    }

    private Expression Build(Func<Expression> build, int start)
    {
        if (failed) return Expression.False;
        try
        {
            return build();
        }
        catch (ArgumentException e)
        {
            Fail(e.Message.Split(" (Parameter", StringSplitOptions.None)[0], null, start, Math.Max(1, LastEnd() - start));
            return Expression.False;
        }
    }

    private int LastEnd()
    {
        var end = tokenStart;
        while (end > 0 && char.IsWhiteSpace(text[end - 1])) end--;
        return end;
    }

    private bool Enter()
    {
        if (++depth <= MaximumDepth) return true;
        Fail("the expression is nested too deeply", $"at most {MaximumDepth} levels");
        return false;
    }

    private bool Expect(string expected)
    {
        if (failed) return false;
        if (token != expected)
        {
            Fail(token.Length == 0 ? $"'{expected}' is missing at the end" : $"'{expected}' is expected here, not '{token}'", null);
            return false;
        }

        Next();
        return true;
    }

    private void Next()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
        tokenStart = position;
        if (position == text.Length)
        {
            token = "";
            return;
        }

        var c = text[position];
        if (char.IsLetter(c) || c == '_')
        {
            while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_')) position++;
        }
        else if (char.IsAsciiDigit(c) || c == '.')
        {
            while (position < text.Length && (char.IsAsciiDigit(text[position]) || text[position] == '.')) position++;
            if (position < text.Length && text[position] is 'e' or 'E')
            {
                var ahead = position + 1;
                if (ahead < text.Length && text[ahead] is '+' or '-') ahead++;
                if (ahead < text.Length && char.IsAsciiDigit(text[ahead]))
                {
                    position = ahead;
                    while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
                }
            }
        }
        else
        {
            var rest = text.AsSpan(position);
            position += rest.StartsWith("<=>") ? 3 : rest.StartsWith("<=") || rest.StartsWith(">=") || rest.StartsWith("!=") || rest.StartsWith("=>") ? 2 : 1;
        }

        token = text[tokenStart..position];
    }

    private void Fail(string message, string? hint, int start = -1, int length = -1)
    {
        if (failed) return;
        failed = true;
        if (start < 0) (start, length) = (tokenStart, token.Length);
        diagnostics.Error(message, exactPlaces ? span.Slice(start, length) : span, hint);
    }
}
