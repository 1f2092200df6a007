namespace Reliability.Modeling.Expressions;

/// <summary>Evaluates what does not depend on variables, and removes neutral operands.</summary>
internal static class ConstantFolding
{
    public static Expression Fold(UnaryExpression e) =>
        e.Operand is LiteralExpression a
            ? e.Operator == UnaryOperator.Not ? a.Value == 0 : new LiteralExpression(-a.Value, a.Type)
            : e;

    public static Expression Fold(BinaryExpression e)
    {
        if (e.Left is LiteralExpression a && e.Right is LiteralExpression b) return Literal(Evaluate(e.Operator, a.Value, b.Value), e.Type);
        return e.Operator switch
        {
            BinaryOperator.And when e.Left.IsTrue => e.Right,
            BinaryOperator.And when e.Right.IsTrue => e.Left,
            BinaryOperator.And when e.Left.IsFalse || e.Right.IsFalse => Expression.False,
            BinaryOperator.Or when e.Left.IsFalse => e.Right,
            BinaryOperator.Or when e.Right.IsFalse => e.Left,
            BinaryOperator.Or when e.Left.IsTrue || e.Right.IsTrue => Expression.True,
            BinaryOperator.Multiply when IsOne(e.Left) && e.Right.Type == e.Type => e.Right,
            BinaryOperator.Multiply when IsOne(e.Right) && e.Left.Type == e.Type => e.Left,
            _ => e,
        };
    }

    public static Expression Fold(CallExpression e)
    {
        if (e.Function == Function.AtLeast)
        {
            var k = (int)((LiteralExpression)e.Arguments[0]).Value;
            var n = e.Arguments.Count - 1;
            if (k <= 0) return Expression.True;
            if (k > n) return Expression.False;
            if (k == 1) return Expression.Any(e.Arguments.Skip(1));
            if (k == n) return Expression.All(e.Arguments.Skip(1));
        }

        return e.Arguments.All(a => a is LiteralExpression)
            ? Literal(Evaluate(e.Function, [.. e.Arguments.Select(a => ((LiteralExpression)a).Value)]), e.Type)
            : e;
    }

    public static double Evaluate(BinaryOperator op, double a, double b) => op switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Equal => a == b ? 1 : 0,
        BinaryOperator.NotEqual => a != b ? 1 : 0,
        BinaryOperator.Less => a < b ? 1 : 0,
        BinaryOperator.LessOrEqual => a <= b ? 1 : 0,
        BinaryOperator.Greater => a > b ? 1 : 0,
        BinaryOperator.GreaterOrEqual => a >= b ? 1 : 0,
        BinaryOperator.And => a != 0 && b != 0 ? 1 : 0,
        BinaryOperator.Or => a != 0 || b != 0 ? 1 : 0,
        BinaryOperator.Implies => a == 0 || b != 0 ? 1 : 0,
        _ => (a != 0) == (b != 0) ? 1 : 0,
    };

    public static double Evaluate(Function function, ReadOnlySpan<double> a)
    {
        switch (function)
        {
            case Function.Min or Function.Max:
                var best = a[0];
                foreach (var x in a) best = function == Function.Min ? Math.Min(best, x) : Math.Max(best, x);
                return best;
            case Function.Floor: return Math.Floor(a[0]);
            case Function.Ceil: return Math.Ceiling(a[0]);
            case Function.Round: return Math.Floor(a[0] + 0.5);
            case Function.Pow: return Math.Pow(a[0], a[1]);
            case Function.Mod: return a[0] - (a[1] * Math.Floor(a[0] / a[1]));
            case Function.Log: return Math.Log(a[0]) / Math.Log(a[1]);
            default:
                var count = 0;
                foreach (var x in a[1..]) count += x != 0 ? 1 : 0;
                return count >= a[0] ? 1 : 0;
        }
    }

    private static LiteralExpression Literal(double value, ExpressionType type) => new(value, type);

    private static bool IsOne(Expression e) => e is LiteralExpression { Value: 1, Type: not ExpressionType.Bool };
}
