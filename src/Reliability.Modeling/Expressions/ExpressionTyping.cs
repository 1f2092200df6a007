namespace Reliability.Modeling.Expressions;

/// <summary>The typing rules of the expression language: which operands an operator accepts and what it gives.</summary>
internal static class ExpressionTyping
{
    public static ExpressionType? Result(BinaryOperator op, ExpressionType left, ExpressionType right)
    {
        var numbers = left != ExpressionType.Bool && right != ExpressionType.Bool;
        var conditions = left == ExpressionType.Bool && right == ExpressionType.Bool;
        return op switch
        {
            BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply when numbers =>
                left == ExpressionType.Int && right == ExpressionType.Int ? ExpressionType.Int : ExpressionType.Double,
            BinaryOperator.Divide when numbers => ExpressionType.Double,
            BinaryOperator.Equal or BinaryOperator.NotEqual when numbers || conditions => ExpressionType.Bool,
            BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual when numbers => ExpressionType.Bool,
            BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Implies or BinaryOperator.Iff when conditions => ExpressionType.Bool,
            _ => null,
        };
    }

    public static ExpressionType? Result(Function function, IReadOnlyList<Expression> arguments)
    {
        var numbers = arguments.All(a => a.Type != ExpressionType.Bool);
        var integers = arguments.All(a => a.Type == ExpressionType.Int);
        return function switch
        {
            Function.Min or Function.Max when arguments.Count >= 1 && numbers => integers ? ExpressionType.Int : ExpressionType.Double,
            Function.Floor or Function.Ceil or Function.Round when arguments.Count == 1 && numbers => ExpressionType.Int,
            Function.Pow when arguments.Count == 2 && numbers => integers ? ExpressionType.Int : ExpressionType.Double,
            Function.Mod when arguments.Count == 2 && integers => ExpressionType.Int,
            Function.Log when arguments.Count == 2 && numbers => ExpressionType.Double,
            Function.AtLeast when arguments.Count >= 2 && arguments[0] is LiteralExpression { Type: ExpressionType.Int } && arguments.Skip(1).All(a => a.Type == ExpressionType.Bool) => ExpressionType.Bool,
            _ => null,
        };
    }

    public static string Complaint(UnaryOperator op, Expression operand) =>
        op == UnaryOperator.Not ? $"'!' needs a condition, but '{operand}' is a number" : $"'-' needs a number, but '{operand}' is a condition";

    public static string Complaint(BinaryOperator op, Expression left, Expression right) =>
        $"'{ExpressionPrinter.Symbol(op)}' cannot join {Kind(left)} '{left}' and {Kind(right)} '{right}'";

    public static string Complaint(Function function) => function switch
    {
        Function.Min or Function.Max => $"'{ExpressionPrinter.Symbol(function)}' needs one or more numbers",
        Function.Floor or Function.Ceil or Function.Round => $"'{ExpressionPrinter.Symbol(function)}' needs one number",
        Function.Mod => "'mod' needs two integers",
        Function.AtLeast => "'atleast' needs a constant integer and then one or more conditions",
        _ => $"'{ExpressionPrinter.Symbol(function)}' needs two numbers",
    };

    private static string Kind(Expression expression) => expression.Type == ExpressionType.Bool ? "the condition" : "the number";
}
