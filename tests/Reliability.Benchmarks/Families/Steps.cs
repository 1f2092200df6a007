using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>Assignments that models are written with.</summary>
internal static class Steps
{
    public static Assignment More(this VariableExpression v) => new(v.Index, v + 1);

    public static Assignment Less(this VariableExpression v) => new(v.Index, v - 1);

    public static Assignment Becomes(this VariableExpression v, Expression value) => new(v.Index, value);
}
