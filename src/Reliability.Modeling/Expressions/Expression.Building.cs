using Reliability.Modeling.Collections;

namespace Reliability.Modeling.Expressions;

/// <content>Building expressions in code; types are checked, constants folded.</content>
public abstract partial record Expression
{
    /// <summary>The sum; of type int when both operands are.</summary>
    public static Expression operator +(Expression left, Expression right) => Binary(BinaryOperator.Add, left, right);

    /// <summary>The difference.</summary>
    public static Expression operator -(Expression left, Expression right) => Binary(BinaryOperator.Subtract, left, right);

    /// <summary>The product.</summary>
    public static Expression operator *(Expression left, Expression right) => Binary(BinaryOperator.Multiply, left, right);

    /// <summary>The quotient, always a double.</summary>
    public static Expression operator /(Expression left, Expression right) => Binary(BinaryOperator.Divide, left, right);

    /// <summary>Both conditions.</summary>
    public static Expression operator &(Expression left, Expression right) => Binary(BinaryOperator.And, left, right);

    /// <summary>Either condition.</summary>
    public static Expression operator |(Expression left, Expression right) => Binary(BinaryOperator.Or, left, right);

    /// <summary>The condition that does not hold where the operand does.</summary>
    public static Expression operator !(Expression operand) => Unary(UnaryOperator.Not, operand);

    /// <summary>All of the conditions; true when there are none.</summary>
    public static Expression All(IEnumerable<Expression> conditions) => conditions.Aggregate(True, (a, b) => a & b);

    /// <summary>At least one of the conditions; false when there are none.</summary>
    public static Expression Any(IEnumerable<Expression> conditions) => conditions.Aggregate(False, (a, b) => a | b);

    /// <summary>True when k or more of the conditions hold.</summary>
    public static Expression AtLeast(int k, IEnumerable<Expression> conditions) => Call(Function.AtLeast, [k, .. conditions]);

    /// <summary><c>this = other</c>.</summary>
    public Expression Is(Expression other) => Binary(BinaryOperator.Equal, this, other);

    /// <summary><c>this != other</c>.</summary>
    public Expression IsNot(Expression other) => Binary(BinaryOperator.NotEqual, this, other);

    /// <summary><c>this &gt;= other</c>.</summary>
    public Expression IsAtLeast(Expression other) => Binary(BinaryOperator.GreaterOrEqual, this, other);

    /// <summary><c>this &lt;= other</c>.</summary>
    public Expression IsAtMost(Expression other) => Binary(BinaryOperator.LessOrEqual, this, other);

    /// <summary><c>this ? then : otherwise</c>.</summary>
    public Expression Choose(Expression then, Expression otherwise) => Conditional(this, then, otherwise);

    /// <summary>An operator with one operand.</summary>
    /// <exception cref="ArgumentException">The operand has the wrong type.</exception>
    public static Expression Unary(UnaryOperator op, Expression operand)
    {
        if ((op == UnaryOperator.Not) != (operand.Type == ExpressionType.Bool)) throw new ArgumentException(ExpressionTyping.Complaint(op, operand), nameof(operand));
        if (op == UnaryOperator.Not && operand is UnaryExpression { Operator: UnaryOperator.Not } twice) return twice.Operand;
        return ConstantFolding.Fold(new UnaryExpression(op, operand));
    }

    /// <summary>An operator with two operands.</summary>
    /// <exception cref="ArgumentException">The operands have the wrong types.</exception>
    public static Expression Binary(BinaryOperator op, Expression left, Expression right) =>
        ExpressionTyping.Result(op, left.Type, right.Type) is { } type
            ? ConstantFolding.Fold(new BinaryExpression(op, left, right, type))
            : throw new ArgumentException(ExpressionTyping.Complaint(op, left, right), nameof(right));

    /// <summary>A choice by a condition.</summary>
    /// <exception cref="ArgumentException">The operands have the wrong types.</exception>
    public static Expression Conditional(Expression condition, Expression then, Expression otherwise)
    {
        if (condition.Type != ExpressionType.Bool || (then.Type == ExpressionType.Bool) != (otherwise.Type == ExpressionType.Bool))
        {
            throw new ArgumentException("'? :' needs a condition before '?', and two numbers or two conditions behind it", nameof(condition));
        }

        var type = then.Type == otherwise.Type ? then.Type : ExpressionType.Double;
        if (condition.IsTrue) return then;
        if (condition.IsFalse) return otherwise;
        return new ConditionalExpression(condition, then, otherwise, type);
    }

    /// <summary>A function of its arguments.</summary>
    /// <exception cref="ArgumentException">The number or the types of the arguments are wrong.</exception>
    public static Expression Call(Function function, IReadOnlyList<Expression> arguments) =>
        ExpressionTyping.Result(function, arguments) is { } type
            ? ConstantFolding.Fold(new CallExpression(function, arguments.ToEquatableArray(), type))
            : throw new ArgumentException(ExpressionTyping.Complaint(function), nameof(arguments));
}
