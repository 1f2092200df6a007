using System.Diagnostics;
using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Transient;

namespace Reliability.Markov.Tests.Transient;

/// <summary>Large chains over stiff horizons, against closed forms of independent parts.</summary>
public sealed class ScaleTests
{
    // Parts of n machines each that fail at l and are repaired at m each, all independent: every state has a product of binomials for its probability.
    private static MarkovChain Grid((int N, double L, double M)[] parts)
    {
        var count = parts.Aggregate(1, (c, p) => c * (p.N + 1));
        var arcs = new List<(int, int, double)>();
        for (var s = 0; s < count; s++)
        {
            var (rest, stride) = (s, 1);
            foreach (var (n, l, m) in parts)
            {
                var k = rest % (n + 1);
                if (k < n) arcs.Add((s, s + stride, (n - k) * l));
                if (k > 0) arcs.Add((s, s - stride, k * m));
                rest /= n + 1;
                stride *= n + 1;
            }
        }

        return Chains.Of(count, arcs);
    }

    private static double[] Exact((int N, double L, double M)[] parts, double t)
    {
        double[] law = [1];
        foreach (var (n, l, m) in parts)
        {
            var p = l / (l + m) * -double.Exp2M1(-(l + m) * t * double.Log2(Math.E));
            var binomial = new double[n + 1];
            var logC = 0.0;
            for (var k = 0; k <= n; k++)
            {
                binomial[k] = Math.Exp(logC + (k * Math.Log(p)) + ((n - k) * double.LogP1(-p)));
                logC += Math.Log((n - k) / (k + 1.0));
            }

            law = [.. binomial.SelectMany(b => law.Select(x => b * x))];
        }

        return law;
    }

    [TestCase(60, 60, 0, 8760)]
    [TestCase(60, 60, 0, 1)]
    [TestCase(9, 9, 9, 8760)]
    [TestCase(300, 300, 0, 8760, Explicit = true, Reason = "Seconds; measures.")]
    [TestCase(300, 300, 0, 1, Explicit = true, Reason = "Seconds; measures.")]
    [TestCase(45, 45, 45, 8760, Explicit = true, Reason = "Half a minute; measures.")]
    public void Grids_OfIndependentParts_AreProductsOfBinomials(int a, int b, int c, double t)
    {
        (int, double, double)[] parts = c == 0 ? [(a, 1e-4, 40), (b, 1e-3, 30)] : [(a, 1e-4, 250), (b, 1e-3, 200), (c, 2e-4, 0.1)];
        var chain = Grid(parts);
        var exact = Exact(parts, t);
        var watch = Stopwatch.StartNew();
        var solution = new TransientSolver(chain, new TransientOptions { Method = TransientMethod.ShiftInvert }).Law(Chains.Unit(chain.StateCount), [t]).Solution!;
        var seconds = watch.Elapsed.TotalSeconds;
        var (absolute, relative, relativeSmall, stated) = (0.0, 0.0, 0.0, true);
        for (var s = 0; s < exact.Length; s++)
        {
            var error = Math.Abs(solution[0][s] - exact[s]);
            absolute = Math.Max(absolute, error);
            if (exact[s] > 1e-14) relative = Math.Max(relative, error / exact[s]);
            else if (exact[s] > 1e-20) relativeSmall = Math.Max(relativeSmall, error / exact[s]);
            if (exact[s] > 1e-14) stated &= error <= solution.Error(0, s).Absolute + (1e-13 * exact[s]);
        }

        TestContext.Out.WriteLine($"{chain.StateCount} states, qt {chain.MaximumExitRate * t:0.0e0}, {seconds:0.00} s, {solution.Method}, absolute {absolute:0.0e0}, relative {relative:0.0e0} above 1e-14, {relativeSmall:0.0e0} above 1e-20, stated {stated}");
        Assert.That(absolute, Is.LessThan(1e-12));
        Assert.That(relative, Is.LessThan(1e-8));
    }
}
