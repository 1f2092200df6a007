using Reliability.Modeling.Expressions;

namespace Reliability.Simulation.Engine;

/// <summary>
/// A condition that is watched: asked whole, or, where it depends on so many variables that this would take long, as "at least k of these conditions", each of which is
/// asked only when what it reads has changed. Immutable.
/// </summary>
internal sealed class ObservedCondition
{
    private const int MostAskedWhole = 4;

    private readonly Func<int[], bool>? whole;
    private readonly int threshold;
    private readonly bool isDenied;
    private readonly int counter;

    private ObservedCondition(Func<int[], bool>? whole, int counter, int threshold, bool isDenied) =>
        (this.whole, this.counter, this.threshold, this.isDenied) = (whole, counter, threshold, isDenied);

    /// <summary>True when it is asked whole.</summary>
    public bool IsWhole => whole is not null;

    /// <summary>Makes a condition ready.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="compiler">Compiles it.</param>
    /// <param name="count">Has conditions counted, and tells the number of the counter.</param>
    public static ObservedCondition Create(Expression condition, ExpressionCompiler compiler, Func<IReadOnlyList<Expression>, int> count)
    {
        var denied = false;
        for (; condition is UnaryExpression { Operator: UnaryOperator.Not } not; condition = not.Operand) denied = !denied;
        if (condition.Support().Count > MostAskedWhole)
        {
            switch (condition)
            {
                case CallExpression { Function: Function.AtLeast } call when call.Arguments[0] is LiteralExpression k:
                    return new ObservedCondition(null, count([.. call.Arguments.Skip(1)]), (int)k.Value, denied);
                case BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } chain:
                    var terms = Terms(chain);
                    return new ObservedCondition(null, count(terms), chain.Operator == BinaryOperator.And ? terms.Count : 1, denied);
            }
        }

        return new ObservedCondition(compiler.Condition(denied ? !condition : condition), -1, 0, false);
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="state">The state.</param>
    /// <param name="counts">How many conditions of each counter hold in it.</param>
    public bool Holds(int[] state, int[] counts) => whole is null ? counts[counter] >= threshold != isDenied : whole(state);

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
