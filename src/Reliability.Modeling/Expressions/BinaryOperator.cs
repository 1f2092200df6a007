namespace Reliability.Modeling.Expressions;

/// <summary>The operators with two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>a + b</c>.</summary>
    Add,

    /// <summary><c>a - b</c>.</summary>
    Subtract,

    /// <summary><c>a * b</c>.</summary>
    Multiply,

    /// <summary><c>a / b</c>, always of type double.</summary>
    Divide,

    /// <summary><c>a = b</c>.</summary>
    Equal,

    /// <summary><c>a != b</c>.</summary>
    NotEqual,

    /// <summary><c>a &lt; b</c>.</summary>
    Less,

    /// <summary><c>a &lt;= b</c>.</summary>
    LessOrEqual,

    /// <summary><c>a &gt; b</c>.</summary>
    Greater,

    /// <summary><c>a &gt;= b</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>a &amp; b</c>.</summary>
    And,

    /// <summary><c>a | b</c>.</summary>
    Or,

    /// <summary><c>a =&gt; b</c>.</summary>
    Implies,

    /// <summary><c>a &lt;=&gt; b</c>.</summary>
    Iff,
}
