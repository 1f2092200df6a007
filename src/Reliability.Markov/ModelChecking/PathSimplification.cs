using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>
/// Moves what a formula over paths says of single states into conditions over states, so that as many as can be are a single operator over states: what was
/// read as the opposite of an until, such as G and W, takes its operands as formulas over paths.
/// </summary>
internal static class PathSimplification
{
    /// <summary>An equivalent formula.</summary>
    public static PathFormula Apply(PathFormula path)
    {
        switch (path)
        {
            case NotPath n:
                return Apply(n.Operand) switch
                {
                    StatePath s => new StatePath(Not(s.States)),
                    NotPath twice => twice.Operand,
                    var operand => new NotPath(operand),
                };
            case AndPath a:
                var (both, other) = (Apply(a.Left), Apply(a.Right));
                return both is StatePath l && other is StatePath r ? Join(BinaryOperator.And, l, r) : new AndPath(both, other);
            case OrPath o:
                var (one, another) = (Apply(o.Left), Apply(o.Right));
                return one is StatePath p && another is StatePath q ? Join(BinaryOperator.Or, p, q) : new OrPath(one, another);
            case NextPath x: return x with { Operand = Apply(x.Operand) };
            case UntilPath u: return u with { Left = Apply(u.Left), Right = Apply(u.Right) };
            default: return path;
        }
    }

    private static PropertyExpression Not(PropertyExpression states) =>
        states is UnaryProperty { Operator: UnaryOperator.Not, Operand: var operand } ? operand : new UnaryProperty(UnaryOperator.Not, states);

    private static StatePath Join(BinaryOperator op, StatePath left, StatePath right) => new(new BinaryProperty(op, left.States, right.States, ExpressionType.Bool));
}
