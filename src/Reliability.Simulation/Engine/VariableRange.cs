using Reliability.Modeling.Expressions;

namespace Reliability.Simulation.Engine;

/// <summary>A condition of the form "a variable is at least this and at most that".</summary>
/// <param name="Variable">The variable; -1 for a condition of another form.</param>
/// <param name="Least">The least value.</param>
/// <param name="Greatest">The greatest value.</param>
internal readonly record struct VariableRange(int Variable, int Least, int Greatest)
{
    private static readonly VariableRange None = new(-1, 0, 0);

    /// <summary>True for a condition of this form.</summary>
    public bool Exists => Variable >= 0;

    /// <summary>The form of a condition.</summary>
    public static VariableRange Of(Expression condition)
    {
        switch (condition)
        {
            case VariableExpression { Type: ExpressionType.Bool } v:
                return new(v.Index, 1, int.MaxValue);
            case UnaryExpression { Operator: UnaryOperator.Not, Operand: VariableExpression v }:
                return new(v.Index, 0, 0);
            case BinaryExpression { Left: VariableExpression { Type: ExpressionType.Int } v, Right: LiteralExpression { Type: ExpressionType.Int } l } b:
                var at = (int)l.Value;
                return b.Operator switch
                {
                    BinaryOperator.Equal => new(v.Index, at, at),
                    BinaryOperator.LessOrEqual => new(v.Index, int.MinValue, at),
                    BinaryOperator.GreaterOrEqual => new(v.Index, at, int.MaxValue),
                    BinaryOperator.Less when at > int.MinValue => new(v.Index, int.MinValue, at - 1),
                    BinaryOperator.Greater when at < int.MaxValue => new(v.Index, at + 1, int.MaxValue),
                    _ => None,
                };
            default:
                return None;
        }
    }

    /// <summary>Whether it holds; only where it <see cref="Exists"/>.</summary>
    public bool Holds(int[] state) => Contains(state[Variable]);

    /// <summary>Whether it holds where the variable has a value.</summary>
    public bool Contains(int value) => value >= Least && value <= Greatest;
}
