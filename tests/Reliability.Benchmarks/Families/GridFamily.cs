using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>Some kinds of machines, n of each, all independent: they fail and are repaired one by one. The law at any time is a product of binomials.</summary>
internal static class GridFamily
{
    /// <summary>Label <c>each</c>: of each kind some machine is down.</summary>
    public static StochasticModel Model(params (int Count, double Failure, double Repair)[] kinds)
    {
        var b = new ModelBuilder("grid");
        var failed = kinds.Select((k, i) => b.Integer($"failed{i}", 0, k.Count)).ToArray();
        foreach (var (f, (count, failure, repair)) in failed.Zip(kinds))
        {
            b.Exponential(f.Name + " more", f.IsAtMost(count - 1), failure * (count - (Expression)f), Cause.Hardware, f.More());
            b.Exponential(f.Name + " less", f.IsAtLeast(1), repair * (Expression)f, Cause.Unknown, f.Less());
        }

        return b.Label("each", Expression.All(failed.Select(f => f.IsAtLeast(1)))).Build();
    }

    /// <summary>The probability of <c>each</c> at a time: Π 1 - (1 - p)^n with p the probability that one machine is down.</summary>
    public static double Each(double hours, params (int Count, double Failure, double Repair)[] kinds)
    {
        var product = 1.0;
        foreach (var (count, failure, repair) in kinds)
        {
            var p = failure / (failure + repair) * -SmallArguments.ExpM1(-(failure + repair) * hours);
            product *= -SmallArguments.ExpM1(count * SmallArguments.LogP1(-p));
        }

        return product;
    }
}
