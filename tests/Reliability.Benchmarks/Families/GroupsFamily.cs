using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>Independent groups of three machines with a repair crew each; rates differ by group, so that nothing can be merged. 4^groups states, whose law is a product.</summary>
internal static class GroupsFamily
{
    /// <summary>Label <c>down</c>: in some group two machines or more have failed.</summary>
    public static StochasticModel Model(int groups)
    {
        var b = new ModelBuilder("groups");
        var failed = Enumerable.Range(0, groups).Select(g => b.Integer($"failed{g}", 0, 3)).ToArray();
        for (var g = 0; g < groups; g++)
        {
            b.Exponential("fails" + g, failed[g].IsAtMost(2), Failure(g) * (3 - (Expression)failed[g]), Cause.Hardware, failed[g].More());
            b.Exponential("repaired" + g, failed[g].IsAtLeast(1), Repair(g), Cause.Unknown, failed[g].Less());
        }

        return b.Label("down", Expression.Any(failed.Select(f => f.IsAtLeast(2)))).Build();
    }

    /// <summary>The long-run probability of <c>down</c>, by the law of each group: 1 - Π (1 - u).</summary>
    public static double Down(int groups)
    {
        var up = 0.0;
        for (var g = 0; g < groups; g++)
        {
            var r = Failure(g) / Repair(g);
            double[] law = [1, 3 * r, 6 * r * r, 6 * r * r * r];
            up += SmallArguments.LogP1(-(law[2] + law[3]) / law.Sum());
        }

        return -SmallArguments.ExpM1(up);
    }

    private static double Failure(int group) => 1e-4 * (group + 1);

    private static double Repair(int group) => 0.1 + (0.01 * group);
}
