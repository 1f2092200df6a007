namespace Reliability.Modeling.Expressions;

/// <summary>The type of an expression, as in the PRISM language.</summary>
public enum ExpressionType
{
    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>A 32-bit integer.</summary>
    Int,

    /// <summary>A double; an integer is accepted wherever a double is.</summary>
    Double,
}
