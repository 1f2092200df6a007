namespace Reliability.Modeling.Expressions;

/// <summary>The operators with one operand.</summary>
public enum UnaryOperator
{
    /// <summary>Arithmetic negation, <c>-a</c>.</summary>
    Negate,

    /// <summary>Logical negation, <c>!a</c>.</summary>
    Not,
}
