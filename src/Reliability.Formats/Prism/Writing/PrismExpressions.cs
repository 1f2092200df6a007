using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Writing;

/// <summary>Writes expressions in the PRISM language: variables under their new names, <c>atleast</c> as a sum of choices.</summary>
/// <param name="names">The new names of the variables, by their index.</param>
internal sealed class PrismExpressions(IReadOnlyList<string> names)
{
    /// <summary>The text of an expression.</summary>
    public string Text(Expression expression) => Rewrite(expression).ToString();

    /// <summary>The text of an expression before a colon, which must not be taken for that of a choice.</summary>
    public string Rate(Expression expression) => Rewrite(expression) is var e && e is ConditionalExpression ? $"({e})" : e.ToString();

    /// <summary>The text of an expression as an operand of a product.</summary>
    public string Factor(Expression expression) => Rewrite(expression) is var e && e is LiteralExpression or VariableExpression or CallExpression ? e.ToString() : $"({e})";

    /// <summary>False when a number in it is infinite or none at all.</summary>
    public static bool IsFinite(Expression expression) => expression is LiteralExpression { Value: var value } ? double.IsFinite(value) : expression.Parts.All(IsFinite);

    // Trees are put together as they are, not built anew: what stands in the model is what is written.
    private Expression Rewrite(Expression expression) => expression switch
    {
        LiteralExpression { Type: ExpressionType.Int, Value: < int.MinValue or > int.MaxValue } large => new LiteralExpression(large.Value, ExpressionType.Double),
        VariableExpression v => v with { Name = names[v.Index] },
        UnaryExpression u => u with { Operand = Rewrite(u.Operand) },
        BinaryExpression b => b with { Left = Rewrite(b.Left), Right = Rewrite(b.Right) },
        ConditionalExpression c => c with { Condition = Rewrite(c.Condition), Then = Rewrite(c.Then), Else = Rewrite(c.Else) },
        CallExpression { Function: Function.AtLeast } f => new BinaryExpression(BinaryOperator.GreaterOrEqual, Count(f.Arguments), f.Arguments[0], ExpressionType.Bool),
        // PRISM's min and max take two arguments or more.
        CallExpression { Function: Function.Min or Function.Max, Arguments.Count: 1 } f => Rewrite(f.Arguments[0]),
        CallExpression f => f with { Arguments = f.Arguments.Select(Rewrite).ToEquatableArray() },
        _ => expression,
    };

    private Expression Count(EquatableArray<Expression> arguments)
    {
        var terms = arguments.Skip(1).Select(a => (Expression)new ConditionalExpression(Rewrite(a), 1, 0, ExpressionType.Int));
        return terms.Aggregate((a, b) => new BinaryExpression(BinaryOperator.Add, a, b, ExpressionType.Int));
    }
}
