using System.Globalization;

namespace Reliability.Modeling.Expressions;

/// <summary>Writes expressions in PRISM syntax with the fewest parentheses.</summary>
internal static class ExpressionPrinter
{
    /// <summary>The text of an expression.</summary>
    public static string Print(Expression expression) => Print(expression, 0);

    /// <summary>The symbol of an operator.</summary>
    public static string Symbol(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        BinaryOperator.Implies => "=>",
        _ => "<=>",
    };

    /// <summary>The name of a function.</summary>
    public static string Symbol(Function function) => function.ToString().ToLowerInvariant();

    private static string Print(Expression expression, int context)
    {
        switch (expression)
        {
            case LiteralExpression { Type: ExpressionType.Bool } b: return b.Value != 0 ? "true" : "false";
            case LiteralExpression { Type: ExpressionType.Int } i: return i.Value.ToString("0", CultureInfo.InvariantCulture);
            case LiteralExpression d:
                var digits = d.Value.ToString("R", CultureInfo.InvariantCulture);
                return digits.AsSpan().IndexOfAny(".eEN∞") >= 0 ? digits : digits + ".0";
            case VariableExpression v: return v.Name;
            case UnaryExpression { Operator: UnaryOperator.Not } n: return Wrap("!" + Print(n.Operand, 6), 6, context);
            case UnaryExpression m: return Wrap("-" + Print(m.Operand, 11), 11, context);
            case BinaryExpression b:
                var level = Level(b.Operator);
                return Wrap($"{Print(b.Left, level)} {Symbol(b.Operator)} {Print(b.Right, level + 1)}", level, context);
            case ConditionalExpression c: return Wrap($"{Print(c.Condition, 2)} ? {Print(c.Then, 1)} : {Print(c.Else, 1)}", 1, context);
            case CallExpression f: return $"{Symbol(f.Function)}({string.Join(", ", f.Arguments.Select(a => Print(a, 0)))})";
            default: throw new NotSupportedException(expression.GetType().Name);
        }
    }

    private static int Level(BinaryOperator op) => op switch
    {
        BinaryOperator.Implies => 2,
        BinaryOperator.Iff => 3,
        BinaryOperator.Or => 4,
        BinaryOperator.And => 5,
        BinaryOperator.Equal or BinaryOperator.NotEqual => 7,
        BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => 8,
        BinaryOperator.Add or BinaryOperator.Subtract => 9,
        _ => 10,
    };

    private static string Wrap(string text, int level, int context) => level < context ? $"({text})" : text;
}
