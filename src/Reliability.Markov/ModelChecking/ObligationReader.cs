using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>Turns a path formula without time bounds into an obligation in negation normal form.</summary>
internal sealed class ObligationReader(ObligationTable table, Func<PropertyExpression, bool[]> evaluate)
{
    /// <summary>The sets of states that literals refer to.</summary>
    public List<bool[]> Sets { get; } = [];

    /// <summary>The obligation of a formula, or of its opposite.</summary>
    public Obligation Read(PathFormula path, bool positive = true)
    {
        switch (path)
        {
            case StatePath s:
                Sets.Add(evaluate(s.States));
                return table.Literal(Sets.Count - 1, positive);
            case NotPath n: return Read(n.Operand, !positive);
            case AndPath a: return positive ? table.And(Read(a.Left), Read(a.Right)) : table.Or(Read(a.Left, false), Read(a.Right, false));
            case OrPath o: return positive ? table.Or(Read(o.Left), Read(o.Right)) : table.And(Read(o.Left, false), Read(o.Right, false));
            case NextPath x when x.Interval.IsAlways: return table.Next(Read(x.Operand, positive));
            case UntilPath u when u.Interval.IsAlways:
                return positive ? table.Until(Read(u.Left), Read(u.Right)) : table.Release(Read(u.Left, false), Read(u.Right, false));
            default: throw new CheckingProblem("a time bound inside a formula that nests or combines temporal operators cannot be checked", "bound a single operator over states, as in P=? [ a U<=t b ]");
        }
    }
}
