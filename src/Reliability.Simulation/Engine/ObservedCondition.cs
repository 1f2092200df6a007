using Reliability.Modeling.Expressions;

namespace Reliability.Simulation.Engine;

/// <summary>
/// A condition that is watched as "at least k of these conditions hold", each of which is asked only when what it reads has changed: itself, or, where it depends on so many variables that asking would
/// take long, its terms. Immutable.
/// </summary>
internal sealed class ObservedCondition
{
    private const int MostAskedWhole = 4;

    private readonly int threshold;
    private readonly bool isDenied;
    private readonly int counter;

    private ObservedCondition(int counter, int threshold, bool isDenied) => (this.counter, this.threshold, this.isDenied) = (counter, threshold, isDenied);

    /// <summary>Makes a condition ready.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="count">Has conditions counted, and tells the number of the counter.</param>
    public static ObservedCondition Create(Expression condition, Func<IReadOnlyList<Expression>, int> count)
    {
        var denied = false;
        for (; condition is UnaryExpression { Operator: UnaryOperator.Not } not; condition = not.Operand) denied = !denied;
        if (condition.Support().Count > MostAskedWhole)
        {
            switch (condition)
            {
                case CallExpression { Function: Function.AtLeast } call when call.Arguments[0] is LiteralExpression k:
                    return new ObservedCondition(count([.. call.Arguments.Skip(1)]), (int)k.Value, denied);
                case BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } chain:
                    var terms = Terms(chain);
                    return new ObservedCondition(count(terms), chain.Operator == BinaryOperator.And ? terms.Count : 1, denied);
            }
        }

        return new ObservedCondition(count([condition]), 1, denied);
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="counts">How many conditions of each counter hold.</param>
    public bool Holds(int[] counts) => counts[counter] >= threshold != isDenied;

    private static List<Expression> Terms(BinaryExpression chain)
    {
        var terms = new List<Expression>();
        var open = new Stack<Expression>([chain]);
        while (open.TryPop(out var next))
        {
            if (next is BinaryExpression b && b.Operator == chain.Operator)
            {
                open.Push(b.Right);
                open.Push(b.Left);
            }
            else
            {
                terms.Add(next);
            }
        }

        return terms;
    }
}
