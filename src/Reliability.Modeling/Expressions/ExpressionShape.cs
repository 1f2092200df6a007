using Reliability.Modeling.Collections;

namespace Reliability.Modeling.Expressions;

/// <summary>What is left of an expression when its variables are numbered by their first appearance: equal for expressions that differ in their variables alone.</summary>
internal static class ExpressionShape
{
    /// <summary>The shape, and the variable of each of its numbers.</summary>
    public static (Expression Shape, int[] Variables) Of(Expression expression)
    {
        var variables = new List<int>();
        var shape = Renumbered(expression, variables);
        return (shape, [.. variables]);
    }

    private static Expression Renumbered(Expression expression, List<int> variables)
    {
        switch (expression)
        {
            case VariableExpression v:
                var number = variables.IndexOf(v.Index);
                if (number < 0)
                {
                    number = variables.Count;
                    variables.Add(v.Index);
                }

                return new VariableExpression(number, "", v.Type);
            case UnaryExpression u:
                return u with { Operand = Renumbered(u.Operand, variables) };
            case BinaryExpression b:
                var left = Renumbered(b.Left, variables);
                return b with { Left = left, Right = Renumbered(b.Right, variables) };
            case ConditionalExpression c:
                var condition = Renumbered(c.Condition, variables);
                var then = Renumbered(c.Then, variables);
                return c with { Condition = condition, Then = then, Else = Renumbered(c.Else, variables) };
            case CallExpression f:
                return f with { Arguments = f.Arguments.Select(a => Renumbered(a, variables)).ToEquatableArray() };
            default:
                return expression;
        }
    }
}
