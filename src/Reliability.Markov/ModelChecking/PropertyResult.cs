using System.Collections.Immutable;
using Reliability.Markov.Solvers;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>The answer to a property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Value">The number; 0 or 1 for a truth value; the lower end of a range; not a number when there is no answer.</param>
/// <param name="Upper">The upper end of a range; <c>null</c> when the answer is one number.</param>
/// <param name="IsTruth">True when the answer is a truth value.</param>
/// <param name="Error">How wrong the number may be.</param>
/// <param name="Method">The methods that took part.</param>
/// <param name="Listed">The states that a printing filter lists, with their values.</param>
/// <param name="Problem">Why there is no answer, or none to the precision asked for; <c>null</c> when there is one.</param>
public sealed record PropertyResult(
    Property Property,
    double Value,
    double? Upper,
    bool IsTruth,
    ErrorStatement Error,
    string Method,
    ImmutableArray<(int State, double Value)> Listed,
    Diagnostic? Problem)
{
    /// <summary>True when there is an answer to the precision asked for.</summary>
    public bool Answered => Problem is null;

    internal static PropertyResult Without(Property property, Diagnostic problem) =>
        new(property, double.NaN, null, property.Expression.Type == Modeling.Expressions.ExpressionType.Bool, new ErrorStatement(ErrorKind.Bound, double.PositiveInfinity, "no answer"), "", [], problem);
}
