using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>
/// A flexible manufacturing system: n pallets for each of three kinds of parts, three machines of the first type, one of the second, two of the third; some parts of
/// the first and second kind are put together (Ciardo and Trivedi, Performance Evaluation 18, 1993). Choices that take no time are resolved by hand, so that
/// of the places of the published net only those remain that a state needs.
/// </summary>
internal static class ManufacturingFamily
{
    private const double Shipping = 1.0 / 60;

    /// <summary>Reward <c>productivity</c>: 400, 600, 100 and 1100 for every part of the kinds 1, 2, 3 and for every pair that is shipped.</summary>
    public static StochasticModel Model(int n)
    {
        var b = new ModelBuilder("fms");
        var (raw1, at1, made1, left1) = (b.Integer("P1", 0, n, n), b.Integer("P1M1", 0, n), b.Integer("P1s", 0, n), b.Integer("P1wP2", 0, n));
        var (raw2, at2, made2, left2) = (b.Integer("P2", 0, n, n), b.Integer("P2M2", 0, n), b.Integer("P2s", 0, n), b.Integer("P2wP1", 0, n));
        var (raw3, at3, made3) = (b.Integer("P3", 0, n, n), b.Integer("P3M2", 0, n), b.Integer("P3s", 0, n));
        var (pairs, atPairs, madePairs) = (b.Integer("P12", 0, n), b.Integer("P12M3", 0, n), b.Integer("P12s", 0, n));

        // 3n/2 transporters are shared by all parts that wait for one.
        var crowd = Least(1.0, (Expression)(double)(3 * n / 2) / (raw1 + raw2 + raw3 + pairs));
        Transport(raw1, at1);
        Transport(raw2, at2);
        Transport(raw3, at3);
        Transport(pairs, atPairs);

        // A fifth of the first parts, and two fifths of the second, wait for a part of the other kind.
        Machine("M1", at1, at1.IsAtLeast(1), Least(3, at1), 0.25, 0.8, made1, left1, left2);
        Machine("M2", at2, at2.IsAtLeast(1), 1, 1.0 / 6, 0.6, made2, left2, left1);
        b.Exponential("M2 for P3", at3.IsAtLeast(1) & at2.Is(0), 0.5, Cause.Unknown, at3.Less(), made3.More());
        b.Exponential("M3", atPairs.IsAtLeast(1), Least(2, atPairs), Cause.Unknown, atPairs.Less(), madePairs.More());

        // All that is finished is shipped at once.
        Ship(made1, raw1);
        Ship(made2, raw2);
        Ship(made3, raw3);
        Ship(madePairs, raw1, raw2);
        return b.Reward("productivity", Shipping * ((400 * (Expression)made1) + (600 * (Expression)made2) + (100 * (Expression)made3) + (1100 * (Expression)madePairs))).Build();

        void Transport(VariableExpression from, VariableExpression to) =>
            b.Exponential("transport " + from.Name, from.IsAtLeast(1), from * crowd, Cause.Unknown, from.Less(), to.More());

        void Machine(string name, VariableExpression at, Expression works, Expression count, double rate, double single, VariableExpression made, VariableExpression own, VariableExpression other)
        {
            b.Exponential(name, works, rate * single * count, Cause.Unknown, at.Less(), made.More());
            b.Exponential(name + " waits", works & other.Is(0), rate * (1 - single) * count, Cause.Unknown, at.Less(), own.More());
            b.Exponential(name + " joins", works & other.IsAtLeast(1), rate * (1 - single) * count, Cause.Unknown, at.Less(), other.Less(), pairs.More());
        }

        void Ship(VariableExpression made, params VariableExpression[] pallets) =>
            b.Exponential("ship " + made.Name, made.IsAtLeast(1), Shipping, Cause.Unknown, [made.Becomes(0), .. pallets.Select(p => p.Becomes(p + made))]);
    }

    private static Expression Least(Expression a, Expression b) => Expression.Call(Function.Min, [a, b]);
}
