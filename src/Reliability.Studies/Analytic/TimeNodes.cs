using System.Collections.Immutable;
using MathNet.Numerics.Integration;

namespace Reliability.Studies.Analytic;

/// <summary>
/// Points and weights that integrate sums of decaying exponentials of any speed over a segment: Gauss-Legendre panels that double in length away from both
/// ends, where things change fast. With 14 points a panel the relative error is below 1e-14 whatever the rates.
/// </summary>
internal static class TimeNodes
{
    private const int Order = 14;

    /// <summary>Times from the start of the segment, ascending, with weights that sum to its length.</summary>
    /// <param name="length">Length of the segment in hours.</param>
    /// <param name="fastest">The greatest rate per hour.</param>
    public static ImmutableArray<(double Time, double Weight)> Over(double length, double fastest)
    {
        if (length <= 0) return [];
        var edges = new List<double> { 0 };
        for (var h = 0.5 / fastest; h < length / 2; h *= 2) edges.Add(h);
        edges.Add(length / 2);
        double[] all = [.. edges, .. edges.AsEnumerable().Reverse().Skip(1).Select(t => length - t)];
        var nodes = ImmutableArray.CreateBuilder<(double, double)>();
        for (var i = 0; i + 1 < all.Length; i++)
        {
            var rule = new GaussLegendreRule(all[i], all[i + 1], Order);
            foreach (var (time, weight) in rule.Abscissas.Zip(rule.Weights).OrderBy(p => p.First)) nodes.Add((time, weight));
        }

        return nodes.ToImmutable();
    }
}
