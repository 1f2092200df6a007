using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Properties;

/// <summary>
/// A question about a chain in the logic CSL with rewards, as PRISM writes it (Baier, Haverkort, Hermanns and Katoen 2003; Kwiatkowska, Norman and Parker 2007):
/// a tree over states that yields a truth value or a number in every state. Immutable, equal by value, free of names that would still have to be resolved.
/// </summary>
/// <param name="Type">The type of the value.</param>
public abstract record PropertyExpression(ExpressionType Type);

/// <summary>An expression over the variables of the model; constants, formulas and labels are already put in.</summary>
/// <param name="Value">The expression.</param>
public sealed record StateExpression(Expression Value) : PropertyExpression(Value.Type);

/// <summary>A set of states that is no expression over variables: <c>"init"</c>, <c>"deadlock"</c>, or a label that came with an explicit matrix.</summary>
/// <param name="Name">The name without quotes.</param>
public sealed record LabelExpression(string Name) : PropertyExpression(ExpressionType.Bool)
{
    /// <summary>The states the chain may start in.</summary>
    public const string Initial = "init";

    /// <summary>The states that had no way out before one was put in.</summary>
    public const string Deadlock = "deadlock";
}

/// <summary>An operator applied to one property.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Operand">The operand.</param>
public sealed record UnaryProperty(UnaryOperator Operator, PropertyExpression Operand) : PropertyExpression(Operand.Type);

/// <summary>An operator applied to two properties.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
/// <param name="ResultType">The type of the value.</param>
public sealed record BinaryProperty(BinaryOperator Operator, PropertyExpression Left, PropertyExpression Right, ExpressionType ResultType) : PropertyExpression(ResultType);

/// <summary><c>condition ? then : else</c>.</summary>
/// <param name="Condition">A truth value.</param>
/// <param name="Then">The value where it holds.</param>
/// <param name="Else">The value elsewhere.</param>
/// <param name="ResultType">The type of the value.</param>
public sealed record ConditionalProperty(PropertyExpression Condition, PropertyExpression Then, PropertyExpression Else, ExpressionType ResultType) : PropertyExpression(ResultType);

/// <summary>A function applied to properties.</summary>
/// <param name="Function">The function.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="ResultType">The type of the value.</param>
public sealed record CallProperty(Function Function, EquatableArray<PropertyExpression> Arguments, ExpressionType ResultType) : PropertyExpression(ResultType);

/// <summary><c>P=? [ path ]</c> or <c>P>=p [ path ]</c>: the probability of the paths from a state, or whether it keeps a bound.</summary>
/// <param name="Path">The paths.</param>
/// <param name="Bound">The bound; <c>null</c> asks for the number.</param>
public sealed record ProbabilityProperty(PathFormula Path, PropertyBound? Bound) : PropertyExpression(Bound is null ? ExpressionType.Double : ExpressionType.Bool);

/// <summary><c>S=? [ states ]</c>: the long-run share of time in a set of states.</summary>
/// <param name="States">The set, a truth value.</param>
/// <param name="Bound">The bound; <c>null</c> asks for the number.</param>
public sealed record SteadyStateProperty(PropertyExpression States, PropertyBound? Bound) : PropertyExpression(Bound is null ? ExpressionType.Double : ExpressionType.Bool);

/// <summary><c>R{"reward"}=? [ what ]</c>: an expected reward.</summary>
/// <param name="Reward">Index of the reward in the model.</param>
/// <param name="Question">What is asked of it.</param>
/// <param name="Bound">The bound; <c>null</c> asks for the number.</param>
public sealed record RewardProperty(int Reward, RewardQuestion Question, PropertyBound? Bound) : PropertyExpression(Bound is null ? ExpressionType.Double : ExpressionType.Bool);

/// <summary><c>filter(kind, body, states)</c>: one value out of the values of the body in a set of states.</summary>
/// <param name="Kind">What is done with the values.</param>
/// <param name="Body">The property whose values are taken.</param>
/// <param name="States">The set; <c>null</c> for all states.</param>
/// <param name="ResultType">The type of the value.</param>
public sealed record FilterProperty(FilterKind Kind, PropertyExpression Body, PropertyExpression? States, ExpressionType ResultType) : PropertyExpression(ResultType);
