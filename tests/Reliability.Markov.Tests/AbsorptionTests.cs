using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Absorption;
using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Tests;

/// <summary>Absorption against exact fractions, closed forms and a second way of solving.</summary>
public sealed class AbsorptionTests
{
    // No elimination at all beyond dense blocks: sweeps between bounds.
    private static readonly AbsorptionOptions OnlySweeps = new(new EliminationLimits(0, 0));

    private static bool[] Flags(int n, params int[] states) => [.. Enumerable.Range(0, n).Select(states.Contains)];

    [Test]
    public void ProbabilitiesAndMoments_AreThoseOfExactFractions_WithinTheirBounds() => RandomChain.ForAll(4, 9, 40, chain =>
    {
        var n = chain.Count;
        var until = AbsorptionSolver.Create(chain.Build(), Flags(n, n - 1), Flags(n, n - 2)).Probability();
        int[] inner = [.. Enumerable.Range(0, n - 2)];
        var into = inner.Select(i => chain.Arcs.Where(a => a.From == i && a.To == n - 1).Aggregate(Fraction.Zero, (sum, a) => sum + Fraction.Of(a.Rate))).ToArray();
        var p = RationalElimination.Solve(RationalElimination.Negated(chain, inner), into);
        foreach (var i in inner) Assert.That(p[i].RelativeErrorOf(until[i]), Is.LessThanOrEqualTo(until.RelativeError(i)), $"probability from {i}");

        var solver = AbsorptionSolver.Create(chain.Build(), Flags(n, n - 1));
        var moments = solver.Moments(3);
        int[] outer = [.. Enumerable.Range(0, n - 1)];
        var a = RationalElimination.Negated(chain, outer);
        var exact = new List<Fraction[]> { outer.Select(_ => Fraction.One).ToArray() };
        for (var k = 1; k <= 3; k++)
        {
            exact.Add(RationalElimination.Solve(a, [.. exact[k - 1].Select(m => m * Fraction.Of(k))]));
            foreach (var i in outer) Assert.That(exact[k][i].RelativeErrorOf(moments[k - 1][i]), Is.LessThanOrEqualTo(moments[k - 1].RelativeError(i)), $"moment {k} from {i}");
        }

        var variance = solver.Variance([1, .. new double[n - 1]]);
        var exactVariance = (exact[2][0] - (exact[1][0] * exact[1][0])).ToDouble();
        Assert.That(variance.Value, Is.EqualTo(exactVariance).Within(variance.Error.Absolute));

        double[] start = [.. Enumerable.Range(0, n).Select(i => i < n - 1 ? 1.0 / (n - 1) : 0)];
        var visits = solver.Visits(start);
        var left = RationalElimination.Solve(RationalElimination.Transposed(a), [.. outer.Select(i => Fraction.Of(start[i]))]);
        foreach (var i in outer) Assert.That(left[i].RelativeErrorOf(visits.Times[i]), Is.LessThanOrEqualTo(visits.Times.RelativeError(i)), $"time in {i}");
        var reward = visits.ExpectedReward([.. Enumerable.Repeat(1.0, n)]);
        Assert.That(reward.Value, Is.EqualTo(moments[0].For(start).Value).Within(1e-13 * reward.Value));
        Assert.That(visits.ProbabilityInto(Flags(n, n - 1)).Value, Is.EqualTo(1).Within(1e-13));
    });

    [Test]
    public void Sweeps_AreWithinTheBoundThatTheyState() => RandomChain.ForAll(60, 160, 10, drawn =>
    {
        // Rates between 0.1 and 3: sweeps get there.
        var chain = drawn with { Arcs = [.. drawn.Arcs.Select(a => (a.From, a.To, Math.Pow(a.Rate, 0.1)))] };
        var n = chain.Count;
        var built = chain.Build();
        var (exact, swept) = (AbsorptionSolver.Create(built, Flags(n, n - 1), Flags(n, 3)), AbsorptionSolver.Create(built, Flags(n, n - 1), Flags(n, 3), OnlySweeps));
        var (p, q) = (exact.Probability(), swept.Probability());
        var (e, f) = (AbsorptionSolver.Create(built, Flags(n, n - 1)), AbsorptionSolver.Create(built, Flags(n, n - 1), null, OnlySweeps));
        var (s, t) = (e.ExpectedTime(), f.ExpectedTime());
        double[] start = [.. Enumerable.Repeat(1.0 / n, n)];
        var (x, y) = (e.Visits(start).Times, f.Visits(start).Times);
        Assert.That(t.Kind, Is.EqualTo(ErrorKind.Bound));
        for (var i = 0; i < n; i++)
        {
            Assert.That(t.RelativeError(i), Is.LessThan(1.1e-10));
            Assert.That(q[i], Is.EqualTo(p[i]).Within((q.RelativeError(i) + p.RelativeError(i)) * p[i]));
            Assert.That(t[i], Is.EqualTo(s[i]).Within((t.RelativeError(i) + s.RelativeError(i)) * s[i]));
            Assert.That(y[i], Is.EqualTo(x[i]).Within((y.RelativeError(i) + x.RelativeError(i)) * x[i]));
        }
    });

    // A hundred stages, each repaired 1e9 times as fast as it fails: sweeps would need longer than there is, and say so.
    [Test]
    public void SweepsThatCannotConverge_ProveNothing()
    {
        const int n = 100;
        var arcs = Enumerable.Range(0, n).Select(k => (k, k + 1, 1e-6)).Concat(Enumerable.Range(1, n - 1).Select(k => (k, k - 1, 1e3)));
        var time = AbsorptionSolver.Create(RandomChain.Build(n + 1, arcs), Flags(n + 1, n), null, OnlySweeps with { MaximumSweeps = 500 }).ExpectedTime();
        Assert.That(time.At(0).Error.Absolute, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void TheGraph_KnowsZeros_Ones_AndInfiniteTimes()
    {
        // 0 -> 1 or 4 (trap); 1 <-> 2 -> 3 (target); 5 apart
        var chain = RandomChain.Build(6, [(0, 1, 2.0), (0, 4, 1.0), (1, 2, 1e-3), (2, 1, 7.0), (2, 3, 1e-9)]);
        var solver = AbsorptionSolver.Create(chain, Flags(6, 3));
        var p = solver.Probability();
        var time = solver.ExpectedTime();
        var reward = solver.ExpectedReward([0, 0, 0, 1, 0, 0]);
        Assert.Multiple(() =>
        {
            Assert.That(p.Values.ToArray(), Is.EqualTo(new[] { p[0], 1, 1, 1, 0, 0 }));
            Assert.That(p[0], Is.EqualTo(2.0 / 3).Within(1e-15));
            Assert.That(p.At(1).Error.Absolute, Is.Zero.Or.LessThan(1e-12));
            Assert.That(time[0], Is.EqualTo(double.PositiveInfinity));
            Assert.That(time[5], Is.EqualTo(double.PositiveInfinity));
            Assert.That(time[3], Is.Zero);
            // from 1: 1000 h to 2, which goes on with 1e-9 of 7 + 1e-9
            Assert.That(time[1], Is.EqualTo((1000 + (1 / 7.000000001)) * (7.000000001 / 1e-9)).Within(1e-2));
            Assert.That(reward[0], Is.EqualTo(double.PositiveInfinity));
            Assert.That(reward[1], Is.Zero);
            Assert.That(solver.Visits([1, 0, 0, 0, 0, 0]).ProbabilityInto(Flags(6, 3)).Value, Is.EqualTo(2.0 / 3).Within(1e-15));
        });
    }

    [Test]
    public void AMeanTimeOfTenToTheSixteenHours_IsTheClosedForm()
    {
        const double l = 2e-8, m = 10;
        var exact = ((3 * l) + m) / (2 * l * l);
        var time = AbsorptionSolver.Create(RandomChain.Build(3, [(0, 1, 2 * l), (1, 0, m), (1, 2, l)]), Flags(3, 2)).ExpectedTime().At(0);
        Assert.That(time.Value, Is.EqualTo(exact).Within(1e-14 * exact));
        Assert.That(time.RelativeError, Is.LessThan(1e-12));
    }

    // The ruin of a player with stakes i out of n at odds 2:1: 1 - (1/2)^i over 1 - (1/2)^n.
    [Test]
    public void TheGamblersRuin_IsTheClosedForm()
    {
        const int n = 400;
        var arcs = Enumerable.Range(1, n - 1).SelectMany(i => new[] { (i, i + 1, 2.0), (i, i - 1, 1.0) });
        var chain = RandomChain.Build(n + 1, arcs);
        var solver = AbsorptionSolver.Create(chain, Flags(n + 1, 0, n));
        var won = solver.ProbabilityInto(Flags(n + 1, n));
        var lost = AbsorptionSolver.Create(chain, Flags(n + 1, 0)).Probability();
        for (var i = 1; i < n; i++)
        {
            Assert.That(won[i], Is.EqualTo((1 - Math.Pow(0.5, i)) / (1 - Math.Pow(0.5, n))).Within(1e-13));
            var exact = Math.Pow(0.5, i) * (1 - Math.Pow(0.5, n - i)) / (1 - Math.Pow(0.5, n));
            Assert.That(lost[i], Is.EqualTo(exact).Within(1e-13 * exact));
            Assert.That(solver.Probability()[i], Is.EqualTo(1));
        }
    }

    // A quarter of a million stages one after the other: Erlang, mean n/r and variance n/r².
    [Test]
    public void ALongForwardChain_CostsOnePass()
    {
        const int n = 250_000;
        const double r = 0.5;
        var chain = RandomChain.Build(n + 1, Enumerable.Range(0, n).Select(k => (k, k + 1, r)));
        var solver = AbsorptionSolver.Create(chain, [.. Enumerable.Range(0, n + 1).Select(k => k == n)]);
        var time = solver.ExpectedTime().At(0);
        Assert.That(time.Value, Is.EqualTo(n / r).Within(time.Error.Absolute));
        Assert.That(time.RelativeError, Is.LessThan(1e-9));
        Assert.That(time.Value, Is.EqualTo(n / r).Within(1e-11 * n / r));
    }

    [Test]
    public void Relabelling_SplitArcs_AndTheUnitOfTime_ChangeNothing() => RandomChain.ForAll(30, 60, 20, chain =>
    {
        var n = chain.Count;
        int Name(int s) => n - 1 - s;
        var x = Times(chain.Arcs, n - 1);
        var renamed = Times([.. chain.Arcs.Select(a => (Name(a.From), Name(a.To), a.Rate))], 0);
        var split = Times([.. chain.Arcs.SelectMany(a => new[] { (a.From, a.To, a.Rate * 0.25), (a.From, a.To, a.Rate * 0.75) })], n - 1);
        var minutes = Times([.. chain.Arcs.Select(a => (a.From, a.To, a.Rate / 60))], n - 1);
        for (var k = 0; k < n - 1; k++)
        {
            Assert.That(renamed[Name(k)], Is.EqualTo(x[k]).Within(1e-13 * x[k]));
            Assert.That(split[k], Is.EqualTo(x[k]).Within(1e-13 * x[k]));
            Assert.That(minutes[k] / 60, Is.EqualTo(x[k]).Within(1e-13 * x[k]));
        }

        double[] Times((int, int, double)[] arcs, int target) =>
            [.. AbsorptionSolver.Create(RandomChain.Build(n, arcs), Flags(n, target)).ExpectedReward([.. Enumerable.Repeat(1.0, n)]).Values];
    });
}
