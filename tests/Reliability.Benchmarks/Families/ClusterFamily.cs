using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>Two sides of n workstations with a switch each, joined by a backbone; one repair crew that inspects before it repairs (Haverkort, Hermanns and Katoen, SRDS 2000). Rates per hour.</summary>
internal static class ClusterFamily
{
    /// <summary>Label <c>premium</c>: n workstations are connected; label <c>minimum</c>: three quarters of them.</summary>
    public static StochasticModel Model(int n)
    {
        var b = new ModelBuilder("cluster");
        var busy = b.Boolean("busy");
        var (left, right) = (Part("left", n, 0.002, 2), Part("right", n, 0.002, 2));
        var line = Part("line", 1, 0.0002, 0.125);
        var (leftSwitch, rightSwitch) = (Part("left switch", 1, 0.00025, 0.25), Part("right switch", 1, 0.00025, 0.25));
        return b.Label("premium", Connected(n)).Label("minimum", Connected(3 * n / 4)).Build();

        VariableExpression Part(string part, int count, double fail, double repair)
        {
            var good = b.Integer(part, 0, count, count);
            var inspected = b.Boolean(part + " inspected");
            var broken = good.IsAtMost(count - 1);
            b.Exponential(part + " fails", good.IsAtLeast(1), (Expression)fail * good, Cause.Hardware, good.Less());
            b.Exponential(part + " is inspected", !busy & !inspected & broken, 10.0, Cause.Unknown, busy.Becomes(true), inspected.Becomes(true));
            b.Exponential(part + " is repaired", busy & inspected & broken, repair, Cause.Unknown, good.More(), busy.Becomes(false), inspected.Becomes(false));
            return good;
        }

        Expression Connected(int k) =>
            (left.IsAtLeast(k) & leftSwitch.Is(1)) | (right.IsAtLeast(k) & rightSwitch.Is(1)) | ((left + right).IsAtLeast(k) & leftSwitch.Is(1) & line.Is(1) & rightSwitch.Is(1));
    }
}
