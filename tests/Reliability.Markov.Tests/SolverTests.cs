using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Tests;

/// <summary>Solvers against closed forms.</summary>
public sealed class SolverTests
{
    private static MarkovChain Chain(int states, params (int From, int To, double Rate)[] arcs) =>
        new([.. Enumerable.Range(0, states).Select(s => (IReadOnlyList<Transition>)[.. arcs.Where(a => a.From == s).Select(a => new Transition(a.To, a.Rate, 0))])], [Cause.Unknown]);

    // A birth-death chain with birth 1e-9 and death 1e4: π_k = π_0 (1e-13)^k.
    [Test]
    public void SteadyState_OfAStiffChain_KeepsRelativeAccuracy()
    {
        var arcs = new List<(int, int, double)>();
        for (var k = 0; k < 4; k++)
        {
            arcs.Add((k, k + 1, 1e-9));
            arcs.Add((k + 1, k, 1e4));
        }

        var pi = SteadyState.Solve(Chain(5, [.. arcs]), [1, 0, 0, 0, 0]).Distribution!;
        for (var k = 0; k < 5; k++) Assert.That(pi[k], Is.EqualTo(Math.Pow(1e-13, k)).Within(1e-12 * Math.Pow(1e-13, k)), $"state {k}");
    }

    // 120 machines that fail at l and share one crew each: binomial, from (1-p)^120 down to p^120 = 1e-540, far below the least number there is.
    [Test]
    public void SteadyState_OverMoreThanTheRangeOfNumbers_StaysFinite()
    {
        const int n = 120;
        const double l = 1e-4, m = 3;
        var arcs = new List<(int, int, double)>();
        for (var k = 0; k < n; k++)
        {
            arcs.Add((k, k + 1, (n - k) * l));
            arcs.Add((k + 1, k, (k + 1) * m));
        }

        var initial = new double[n + 1];
        initial[0] = 1;
        var pi = SteadyState.Solve(Chain(n + 1, [.. arcs]), initial).Distribution!;
        var p = l / (l + m);
        Assert.Multiple(() =>
        {
            Assert.That(pi[0], Is.EqualTo(Math.Pow(1 - p, n)).Within(1e-12));
            Assert.That(pi[1], Is.EqualTo(n * p * Math.Pow(1 - p, n - 1)).Within(1e-12 * pi[1]));
            Assert.That(pi.Sum(), Is.EqualTo(1).Within(1e-13));
        });
    }

    [Test]
    public void Ladder_AndUniformization_AgreeOnAStiffChain_AtManyTimes()
    {
        var chain = Chain(4, (0, 1, 2e-5), (1, 2, 120), (2, 0, 0.25), (1, 3, 1e-5), (3, 0, 1.0 / 24));
        var ladder = new ExponentialLadder(chain);
        foreach (var t in new[] { 1e-6, 0.01, 1, 24.5, 730, 8760 })
        {
            double[] x = [1, 0, 0, 0];
            new Uniformization(chain).Advance(x, t);
            var y = ladder.Advance([1, 0, 0, 0], t);
            for (var s = 0; s < 4; s++) Assert.That(y[s], Is.EqualTo(x[s]).Within(1e-10 * x[s]), $"state {s} at {t} h");
        }
    }

    [Test]
    public void SteadyState_RefusesAbsorbingAndSplitChains()
    {
        Assert.Multiple(() =>
        {
            Assert.That(SteadyState.Solve(Chain(2, (0, 1, 1)), [1, 0]).Problem, Is.EqualTo(SteadyStateProblem.Absorbing));
            Assert.That(SteadyState.Solve(Chain(3, (0, 1, 1), (0, 2, 1)), [1, 0, 0]).Problem, Is.EqualTo(SteadyStateProblem.SeveralClasses));
        });
    }

    [TestCase(1e-3)]
    [TestCase(1.0)]
    [TestCase(1000.0)]
    public void Transients_OfTwoStates_AreTheClosedForm(double t)
    {
        const double l = 1e-5, m = 3;
        var chain = Chain(2, (0, 1, l), (1, 0, m));
        var exact = l / (l + m) * -(Math.Exp(-(l + m) * t) - 1);
        double[] x = [1, 0];
        new Uniformization(chain).Advance(x, t);
        var matrix = TransitionMatrix.Compute(chain, t);
        Assert.Multiple(() =>
        {
            Assert.That(x[1], Is.EqualTo(exact).Within(1e-12 * exact));
            Assert.That(matrix.E[1], Is.EqualTo(exact).Within(1e-12 * exact));
            Assert.That(new ExponentialLadder(chain).Advance([1, 0], t)[1], Is.EqualTo(exact).Within(1e-12 * exact));
            Assert.That(matrix.S[0] + matrix.S[1], Is.EqualTo(t).Within(1e-12 * t));
        });
    }

    // Two units, failure l each, repair m: mean time to both down is (3 l + m) / (2 l²).
    [Test]
    public void FirstPassage_OfARepairablePair_IsTheClosedForm()
    {
        const double l = 1e-6, m = 10;
        var times = FirstPassage.Solve([[(1, 2 * l)], [(0, m)]], [0, l], [1, 1])!;
        var exact = ((3 * l) + m) / (2 * l * l);
        Assert.That(times[0], Is.EqualTo(exact).Within(1e-13 * exact));
    }

    [Test]
    public void FirstPassage_BySweeps_IsThatByElimination()
    {
        const int n = FirstPassage.DenseLimit + 100;
        var rows = Enumerable.Range(0, n).Select(i => (IReadOnlyList<(int, double)>)[((i + 1) % n, 1.0), ((i + 7) % n, 0.5)]).ToArray();
        var exits = Enumerable.Range(0, n).Select(i => 0.5 + ((i % 3) * 0.25)).ToArray();
        var ones = Enumerable.Repeat(1.0, n).ToArray();
        var swept = FirstPassage.Solve(rows, exits, ones)!;
        var dense = new double[n][];
        for (var i = 0; i < n; i++)
        {
            dense[i] = new double[n];
            foreach (var (target, rate) in rows[i]) dense[i][target] += rate;
        }

        var exact = (double[])ones.Clone();
        GthFactorization.Create(dense, (double[])exits.Clone())!.SolveRight(exact);
        for (var i = 0; i < n; i++) Assert.That(swept[i], Is.EqualTo(exact[i]).Within(1e-13 * exact[i]));
    }
}
