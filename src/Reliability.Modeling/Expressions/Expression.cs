using Reliability.Modeling.Collections;

namespace Reliability.Modeling.Expressions;

/// <summary>
/// A typed expression over the variables of a model: an immutable tree with value equality. Constants are folded when a tree is built, so an
/// expression without variables is always a <see cref="LiteralExpression"/>. Trees are data: nothing in them can run code or touch a file.
/// </summary>
public abstract partial record Expression
{
    private protected Expression(ExpressionType type) => Type = type;

    /// <summary>The type of the value.</summary>
    public ExpressionType Type { get; }

    /// <summary>The condition that always holds.</summary>
    public static Expression True { get; } = new LiteralExpression(1, ExpressionType.Bool);

    /// <summary>The condition that never holds.</summary>
    public static Expression False { get; } = new LiteralExpression(0, ExpressionType.Bool);

    /// <summary>True for the literal <c>true</c>.</summary>
    public bool IsTrue => this is LiteralExpression { Type: ExpressionType.Bool, Value: not 0 };

    /// <summary>True for the literal <c>false</c>.</summary>
    public bool IsFalse => this is LiteralExpression { Type: ExpressionType.Bool, Value: 0 };

    /// <summary>The direct parts of the expression.</summary>
    public abstract IEnumerable<Expression> Parts { get; }

    /// <summary>An integer literal.</summary>
    public static implicit operator Expression(int value) => new LiteralExpression(value, ExpressionType.Int);

    /// <summary>A double literal.</summary>
    public static implicit operator Expression(double value) => new LiteralExpression(value, ExpressionType.Double);

    /// <summary>A literal condition.</summary>
    public static implicit operator Expression(bool value) => value ? True : False;

    /// <summary>The same expression over other variables: each variable index i becomes <paramref name="map"/>(i).</summary>
    public Expression Remap(Func<int, int> map) => this switch
    {
        LiteralExpression => this,
        VariableExpression v => v with { Index = map(v.Index) },
        UnaryExpression u => u with { Operand = u.Operand.Remap(map) },
        BinaryExpression b => b with { Left = b.Left.Remap(map), Right = b.Right.Remap(map) },
        ConditionalExpression c => c with { Condition = c.Condition.Remap(map), Then = c.Then.Remap(map), Else = c.Else.Remap(map) },
        CallExpression f => f with { Arguments = f.Arguments.Select(a => a.Remap(map)).ToEquatableArray() },
        _ => throw new NotSupportedException(GetType().Name),
    };

    /// <summary>The indices of the variables that the value depends on, ascending.</summary>
    public IReadOnlyCollection<int> Support()
    {
        var found = new SortedSet<int>();
        Collect(this, found);
        return found;

        static void Collect(Expression expression, SortedSet<int> found)
        {
            if (expression is VariableExpression v) found.Add(v.Index);
            foreach (var part in expression.Parts) Collect(part, found);
        }
    }

    /// <summary>The expression in PRISM syntax.</summary>
    public sealed override string ToString() => ExpressionPrinter.Print(this);
}

/// <summary>A constant.</summary>
/// <param name="Value">The value; 0 or 1 for a truth value.</param>
/// <param name="LiteralType">Its type.</param>
public sealed record LiteralExpression(double Value, ExpressionType LiteralType) : Expression(LiteralType)
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [];
}

/// <summary>The value of a variable.</summary>
/// <param name="Index">Its index in the model.</param>
/// <param name="Name">Its name.</param>
/// <param name="VariableType">Bool for a variable of range 0..1 declared so, else int.</param>
public sealed record VariableExpression(int Index, string Name, ExpressionType VariableType) : Expression(VariableType)
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [];
}

/// <summary>An operator applied to one operand.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Operand">The operand.</param>
public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand) : Expression(Operand.Type)
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [Operand];
}

/// <summary>An operator applied to two operands.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
/// <param name="ResultType">The type of the value.</param>
public sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, ExpressionType ResultType) : Expression(ResultType)
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [Left, Right];
}

/// <summary><c>condition ? then : else</c>.</summary>
/// <param name="Condition">A truth value.</param>
/// <param name="Then">The value where the condition holds.</param>
/// <param name="Else">The value elsewhere.</param>
/// <param name="ResultType">The type of the value.</param>
public sealed record ConditionalExpression(Expression Condition, Expression Then, Expression Else, ExpressionType ResultType) : Expression(ResultType)
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [Condition, Then, Else];
}

/// <summary>A function applied to its arguments.</summary>
/// <param name="Function">The function.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="ResultType">The type of the value.</param>
public sealed record CallExpression(Function Function, EquatableArray<Expression> Arguments, ExpressionType ResultType) : Expression(ResultType)
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => Arguments;
}
