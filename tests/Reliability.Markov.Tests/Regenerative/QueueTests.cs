using MathNet.Numerics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;
using static Reliability.Markov.Tests.Regenerative.Clocks;

namespace Reliability.Markov.Tests.Regenerative;

/// <summary>The queue M/G/1/K by its chain at departures, coded apart: π from the numbers of arrivals in a service, p_n = π_n / (π_0 + ρ), p_K = 1 - 1/(π_0 + ρ).</summary>
public sealed class QueueTests
{
    private static IEnumerable<TestCaseData> Services()
    {
        yield return new TestCaseData(new Deterministic(Hours(2)), (Func<double, int, double>)((rate, k) => Math.Exp((k * Math.Log(2 * rate)) - (2 * rate) - SpecialFunctions.GammaLn(k + 1)))).SetArgDisplayNames("deterministic");
        yield return new TestCaseData(new Erlang(3, Hours(2)), (Func<double, int, double>)((rate, k) => Mixed(3, 1.5, rate, k))).SetArgDisplayNames("erlang");
        yield return new TestCaseData(new Gamma(2.5, Hours(2)), (Func<double, int, double>)((rate, k) => Mixed(2.5, 1.25, rate, k))).SetArgDisplayNames("gamma");
        yield return new TestCaseData(new Gamma(0.5, Hours(2)), (Func<double, int, double>)((rate, k) => Mixed(0.5, 0.25, rate, k))).SetArgDisplayNames("gamma of shape one half");
        yield return new TestCaseData(new Uniform(Hours(0), Hours(4)), (Func<double, int, double>)((rate, k) => SpecialFunctions.GammaLowerRegularized(k + 1, 4 * rate) / (4 * rate))).SetArgDisplayNames("uniform");

        // Poisson arrivals in a gamma time: the negative binomial law.
        static double Mixed(double shape, double beta, double rate, int k) =>
            Math.Exp(SpecialFunctions.GammaLn(k + shape) - SpecialFunctions.GammaLn(k + 1) - SpecialFunctions.GammaLn(shape) + (shape * Math.Log(beta / (beta + rate))) + (k * Math.Log(rate / (beta + rate))));
    }

    [TestCaseSource(nameof(Services))]
    public void QueueLengths(Distribution service, Func<double, int, double> arrivals)
    {
        foreach (var (rate, k) in new[] { (0.1, 4), (0.45, 12), (2.0, 8) })
        {
            var b = new ModelBuilder("queue");
            var n = b.Integer("n", 0, k);
            b.Exponential("arrives", n.IsAtMost(k - 1), rate, Cause.Unknown, new Assignment(0, n + 1));
            b.After("served", n.IsAtLeast(1), service, MemoryPolicy.Restart, new Assignment(0, n - 1));
            var solution = Solve(b.Build());
            var p = AtDepartures(rate, service.Mean.TotalHours, k, i => arrivals(rate, i));
            for (var i = 0; i <= k; i++) Near(solution.Share(n.Is(i)), p[i], 1e-10, $"{i} of {k} at {rate}");
        }
    }

    // So many states that single rows are cheaper than matrices; with little traffic all but the first lengths are beyond rare.
    [TestCaseSource(nameof(Services))]
    public void LongQueue(Distribution service, Func<double, int, double> arrivals)
    {
        const int K = 700;
        var b = new ModelBuilder("queue");
        var n = b.Integer("n", 0, K);
        b.Exponential("arrives", n.IsAtMost(K - 1), 0.45, Cause.Unknown, new Assignment(0, n + 1));
        b.After("served", n.IsAtLeast(1), service, MemoryPolicy.Restart, new Assignment(0, n - 1));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var solution = Solve(b.Build());
        TestContext.Out.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s, stated {solution.RelativeError.Absolute:0e+0}");
        var p = AtDepartures(0.45, service.Mean.TotalHours, K, i => arrivals(0.45, i));
        for (var i = 0; i <= 40; i++) Near(solution.Share(n.Is(i)), p[i], 1e-10, $"{i}");
    }

    private static double[] AtDepartures(double rate, double mean, int k, Func<int, double> arrivals)
    {
        // π_j grows from π_0 = 1: the flow up over each level is that down.
        var tail = new double[k + 1];
        for (var j = 0; j <= k; j++) tail[j] = Enumerable.Range(j + 1, 400).Sum(arrivals);
        var pi = new double[k];
        pi[0] = 1;
        for (var j = 0; j + 1 < k; j++)
        {
            // Down from j + 1 with no arrival; up past j from i ≤ j with more than j - i (+1) arrivals.
            var up = pi[0] * tail[j];
            for (var i = 1; i <= j; i++) up += pi[i] * tail[j - i + 1];
            pi[j + 1] = up / arrivals(0);
        }

        var total = pi.Sum();
        var rho = rate * mean;
        var scale = 1 / ((pi[0] / total) + rho);
        return [.. pi.Select(x => x / total * scale), 1 - scale];
    }
}
