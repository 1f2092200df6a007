using Reliability.Modeling.Expressions;

namespace Reliability.Markov.ModelChecking;

/// <summary>Operators and functions applied to the values of all states; errors are carried through by trying the ends of both intervals.</summary>
internal static class StateArithmetic
{
    /// <summary>An operator applied to one operand.</summary>
    public static StateValues Unary(UnaryOperator op, StateValues operand)
    {
        var numbers = new double[operand.Numbers.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = op == UnaryOperator.Not ? 1 - operand.Numbers[i] : -operand.Numbers[i];
        return new StateValues(numbers, operand.IsTruth, operand.Error, operand.Kind, operand.Method) { Open = operand.Open };
    }

    /// <summary>An operator applied to two operands.</summary>
    public static StateValues Binary(BinaryOperator op, StateValues left, StateValues right, bool isTruth)
    {
        var combined = Combine([left, right], v => Apply(op, v[0], v[1]), isTruth);
        if (op is not (BinaryOperator.Equal or BinaryOperator.NotEqual) || left.IsTruth) return combined;
        // Whether numbers that are known to within an error are the same is open wherever they may be.
        var open = new HashSet<int>();
        for (var i = 0; i < combined.Numbers.Length; i++)
        {
            var error = left.Error(i) + right.Error(i);
            if (error > 0 && Math.Abs(left.Numbers[i] - right.Numbers[i]) <= error) open.Add(i);
        }

        return new StateValues(combined.Numbers, true, static _ => 0, combined.Kind, combined.Method) { Open = open.Count > 0 ? open : null };
    }

    /// <summary><c>condition ? then : else</c>.</summary>
    public static StateValues Conditional(StateValues condition, StateValues then, StateValues otherwise) =>
        Combine([condition, then, otherwise], static v => v[0] != 0 ? v[1] : v[2], then.IsTruth);

    /// <summary>A function.</summary>
    public static StateValues Call(Function function, StateValues[] arguments, bool isTruth) => Combine(arguments, v => Apply(function, v), isTruth);

    private static StateValues Combine(StateValues[] operands, Func<double[], double> function, bool isTruth)
    {
        var n = operands[0].Numbers.Length;
        var numbers = new double[n];
        var values = new double[operands.Length];
        var inexact = operands.Any(o => o.Method.Length > 0);
        var open = new HashSet<int>();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < values.Length; k++) values[k] = operands[k].Numbers[i];
            numbers[i] = function(values);
            if (isTruth && inexact && Spread(operands, function, i, numbers[i]) > 0) open.Add(i);
        }

        var kind = operands.Select(o => o.Kind).Aggregate(StateValues.Weaker);
        var method = operands.Select(o => o.Method).Aggregate(StateValues.Methods);
        return new StateValues(numbers, isTruth, isTruth ? static _ => 0 : state => Spread(operands, function, state, numbers[state]), kind, method) { Open = open.Count > 0 ? open : null };
    }

    // How far the value may move when every operand moves within its error.
    private static double Spread(StateValues[] operands, Func<double[], double> function, int state, double value)
    {
        var widest = 0.0;
        var values = new double[operands.Length];
        for (var corner = 0; corner < 1 << operands.Length; corner++)
        {
            for (var k = 0; k < values.Length; k++) values[k] = (corner >> k & 1) == 0 ? operands[k].Ends(state).Low : operands[k].Ends(state).High;
            var moved = Math.Abs(function(values) - value);
            if (moved > widest) widest = moved;
        }

        return widest;
    }

    private static double Apply(BinaryOperator op, double a, double b) => op switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Equal or BinaryOperator.Iff => Number(a == b),
        BinaryOperator.NotEqual => Number(a != b),
        BinaryOperator.Less => Number(a < b),
        BinaryOperator.LessOrEqual => Number(a <= b),
        BinaryOperator.Greater => Number(a > b),
        BinaryOperator.GreaterOrEqual => Number(a >= b),
        BinaryOperator.And => Number(a != 0 && b != 0),
        BinaryOperator.Or => Number(a != 0 || b != 0),
        BinaryOperator.Implies => Number(a == 0 || b != 0),
        _ => throw new NotSupportedException(op.ToString()),
    };

    private static double Apply(Function function, double[] v) => function switch
    {
        Function.Min => v.Min(),
        Function.Max => v.Max(),
        Function.Floor => Math.Floor(v[0]),
        Function.Ceil => Math.Ceiling(v[0]),
        Function.Round => Math.Floor(v[0] + 0.5),
        Function.Pow => Math.Pow(v[0], v[1]),
        Function.Mod => v[1] == 0 ? 0 : v[0] - (v[1] * Math.Floor(v[0] / v[1])),
        Function.Log => Math.Log(v[0]) / Math.Log(v[1]),
        _ => Number(v.Skip(1).Sum() >= v[0]),
    };

    private static double Number(bool truth) => truth ? 1 : 0;
}
