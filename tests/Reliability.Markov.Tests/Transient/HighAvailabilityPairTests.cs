using System.Globalization;
using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Transient;
using Reliability.Tests;

namespace Reliability.Markov.Tests.Transient;

/// <summary>The stiff two-host cluster against 25 exact digits, by both methods, from six minutes to ten years.</summary>
public sealed class HighAvailabilityPairTests
{
    private static readonly bool[] Down = [false, true, false, true, true, true];
    private static readonly bool[] Both = [false, false, false, false, true, false];
    private static readonly bool[] Site = [false, false, false, false, false, true];
    private static readonly bool[] Any = [true, true, true, true, true, true];

    [TestCase(TransientMethod.Auto)]
    [TestCase(TransientMethod.Uniformization)]
    [TestCase(TransientMethod.ShiftInvert)]
    public void AllRows_HaveTenDigits(TransientMethod method)
    {
        var rows = Rows();
        var chain = Chains.HighAvailabilityPair();
        var options = new TransientOptions { Method = method };
        var p = Chains.Unit(6);
        var checkedRows = 0;
        Assert.Multiple(() =>
        {
            foreach (var (constants, property, exact) in rows)
            {
                if (constants.Length == 0) continue;
                var t = double.Parse(constants[2..], CultureInfo.InvariantCulture);
                if (method == TransientMethod.Uniformization && t > 10_000) continue;
                var measure = Solve(chain, options, p, property.Split('"')[1], t);
                Assert.That(measure.Value, Is.EqualTo(exact).Within(1e-10 * exact), $"{property} at {t} h, {measure.Method}");
                Assert.That(Math.Abs(measure.Value - exact), Is.LessThanOrEqualTo(measure.Error.Absolute), $"{property} at {t} h: the error is stated");
                Assert.That(measure.RelativeError, Is.LessThan(method == TransientMethod.Uniformization ? 1e-7 : 1e-10), $"{property} at {t} h");
                checkedRows++;
            }
        });
        Assert.That(checkedRows, Is.EqualTo(method == TransientMethod.Uniformization ? 24 : 30));
    }

    private static SolvedMeasure Solve(MarkovChain chain, TransientOptions options, double[] p, string property, double t)
    {
        double[] Indicator(bool[] states) => [.. states.Select(s => s ? 1.0 : 0.0)];
        SolvedMeasure Until(bool[] psi) => new BoundedUntil(chain, Any, psi, options).From(p, 0, [t]).Solution!.Measure(0, 0);
        var solver = new TransientSolver(chain, options);
        return property switch
        {
            "tr_down" => solver.Law(p, [t]).Solution!.Weighted(0, Indicator(Down)),
            "tr_both" => solver.Backward(Indicator(Both), [t]).Solution!.Measure(0, 0),
            "unrel" => Until(Down),
            "unrel_both" => Until(Both),
            "unrel_site" => Until(Site),
            "cum_down" => solver.Rewards(p, [Indicator(Down)], [t]).Solution!.Measure(0, 0),
            _ => throw new NotSupportedException(property),
        };
    }

    private static List<(string Constants, string Property, double Expected)> Rows()
    {
        var file = SharedCases.Find("prism/expected.csv");
        if (file is null) Assert.Ignore(SharedCases.Absent);
        var rows = new List<(string, string, double)>();
        foreach (var line in File.ReadLines(file!).Where(l => l.StartsWith("stiff/ha.sm,", StringComparison.Ordinal)))
        {
            var open = line.IndexOf(",\"", StringComparison.Ordinal);
            var close = line.LastIndexOf("\",", StringComparison.Ordinal);
            var value = line[(close + 2)..].Split(',')[0];
            rows.Add((line["stiff/ha.sm,".Length..open], line[(open + 2)..close].Replace("\"\"", "\"", StringComparison.Ordinal), double.Parse(value, CultureInfo.InvariantCulture)));
        }

        return rows;
    }
}
