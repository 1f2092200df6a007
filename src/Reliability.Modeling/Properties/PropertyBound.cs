using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Properties;

/// <summary>A bound that a number must keep.</summary>
/// <param name="Comparison"><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;=</c> or <c>&gt;</c>.</param>
/// <param name="Threshold">What it is compared with.</param>
public sealed record PropertyBound(BinaryOperator Comparison, double Threshold)
{
    /// <summary>Whether a number keeps the bound.</summary>
    public bool Holds(double value) => Comparison switch
    {
        BinaryOperator.Less => value < Threshold,
        BinaryOperator.LessOrEqual => value <= Threshold,
        BinaryOperator.GreaterOrEqual => value >= Threshold,
        BinaryOperator.Greater => value > Threshold,
        _ => throw new NotSupportedException(Comparison.ToString()),
    };
}
