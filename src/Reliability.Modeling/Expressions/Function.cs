namespace Reliability.Modeling.Expressions;

/// <summary>The functions of the expression language.</summary>
public enum Function
{
    /// <summary>The least argument.</summary>
    Min,

    /// <summary>The greatest argument.</summary>
    Max,

    /// <summary>The greatest integer not above the argument.</summary>
    Floor,

    /// <summary>The least integer not below the argument.</summary>
    Ceil,

    /// <summary>The nearest integer, halves upward.</summary>
    Round,

    /// <summary>A power; of type int when both arguments are.</summary>
    Pow,

    /// <summary>The remainder with the sign of the divisor; integers only.</summary>
    Mod,

    /// <summary><c>log(x, b)</c>: the logarithm of x to the base b.</summary>
    Log,

    /// <summary><c>atleast(k, a, b, …)</c>: true when k or more of the conditions hold. Not in the PRISM language.</summary>
    AtLeast,
}
