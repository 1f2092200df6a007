using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Tests;

/// <summary>Sparse elimination against exact fractions, dense elimination and closed forms.</summary>
public sealed class EliminationTests
{
    private static readonly EliminationLimits Limits = new();

    private static int[] All(int n) => [.. Enumerable.Range(0, n)];

    [Test]
    public void Solutions_AreThoseOfExactFractions_WithinTheBound() => RandomChain.ForAll(3, 9, 60, chain =>
    {
        var rates = chain.Build().Rates;
        var states = All(chain.Count - 1);
        double[] extra = [.. states.Select(k => k % 3 == 0 ? 0.125 * k : 0)];
        var plan = EliminationPlan.Create(rates, states, Limits)!;
        var factors = SparseElimination.Factor(rates, plan, extra)!;
        double[] b = [.. states.Select(k => k % 2 == 0 ? 1.0 + k : 0)];
        var (right, left) = ((double[])b.Clone(), (double[])b.Clone());
        factors.SolveRight(right);
        Assert.That(factors.SolveLeft(left), Is.EqualTo(1));
        var a = RationalElimination.Negated(chain, states, extra);
        Fraction[] exactB = [.. b.Select(Fraction.Of)];
        var exactRight = RationalElimination.Solve(a, exactB);
        var exactLeft = RationalElimination.Solve(RationalElimination.Transposed(a), exactB);
        foreach (var k in states)
        {
            Assert.That(exactRight[k].RelativeErrorOf(right[k]), Is.LessThanOrEqualTo(plan.RelativeErrorBound));
            Assert.That(exactLeft[k].RelativeErrorOf(left[k]), Is.LessThanOrEqualTo(plan.RelativeErrorBound));
        }
    });

    [Test]
    public void SteadyState_IsThatOfExactFractions_WithinTheBound() => RandomChain.ForAll(2, 9, 60, chain =>
    {
        var rates = chain.Build().Rates;
        var states = All(chain.Count);
        var plan = EliminationPlan.Create(rates, states, Limits)!;
        var pi = EliminationSteadyState.Solve(rates, states, plan)!;
        var exact = RationalElimination.Stationary(chain);
        foreach (var k in states) Assert.That(exact[k].RelativeErrorOf(pi[k]), Is.LessThanOrEqualTo(plan.RelativeErrorBound));
    });

    [Test]
    public void Solutions_AreThoseOfDenseElimination_WithOnePlanForSeveralExits() => RandomChain.ForAll(50, 500, 12, drawn =>
    {
        // A state that is joined with all others is eliminated last.
        var chain = drawn with { Arcs = [.. drawn.Arcs, .. Enumerable.Range(1, drawn.Count - 1).Select(k => (0, k, 1e-3 * k))] };
        var rates = chain.Build().Rates;
        var states = All(chain.Count - 1);
        var plan = EliminationPlan.Create(rates, states, Limits)!;
        foreach (var sigma in new[] { 0, 1e-6, 10 })
        {
            var factors = SparseElimination.Factor(rates, plan, [.. states.Select(_ => sigma)])!;
            var dense = Dense(chain, states, sigma);
            double[] b = [.. states.Select(k => (k % 5) + 1e-3)];
            var (x, y, z, w) = ((double[])b.Clone(), (double[])b.Clone(), (double[])b.Clone(), (double[])b.Clone());
            factors.SolveRight(x);
            dense.SolveRight(y);
            factors.SolveLeft(z);
            dense.SolveLeft(w);
            foreach (var k in states)
            {
                Assert.That(x[k], Is.EqualTo(y[k]).Within(1e-12 * y[k]));
                Assert.That(z[k], Is.EqualTo(w[k]).Within(1e-12 * w[k]));
            }
        }
    });

    [Test]
    public void Relabelling_SplitArcs_AndTheUnitOfTime_ChangeNothing() => RandomChain.ForAll(30, 60, 20, chain =>
    {
        var n = chain.Count;
        int Renamed(int s) => (int)((s + 1) * 61L % 67 % n);
        int[] name = [.. All(n).Select(Renamed).Distinct(), .. All(n).Except(All(n).Select(Renamed))];
        var x = Times(chain.Arcs, All(n - 1), 1);
        var renamed = Times([.. chain.Arcs.Select(a => (name[a.From], name[a.To], a.Rate))], name[..(n - 1)], 1);
        var split = Times([.. chain.Arcs.SelectMany(a => new[] { (a.From, a.To, a.Rate * 0.25), (a.From, a.To, a.Rate * 0.75) })], All(n - 1), 1);
        var minutes = Times([.. chain.Arcs.Select(a => (a.From, a.To, a.Rate / 60))], All(n - 1), 60);
        for (var k = 0; k < n - 1; k++)
        {
            Assert.That(renamed[k], Is.EqualTo(x[k]).Within(1e-13 * x[k]));
            Assert.That(split[k], Is.EqualTo(x[k]).Within(1e-13 * x[k]));
            Assert.That(minutes[k], Is.EqualTo(x[k]).Within(1e-13 * x[k]));
        }

        double[] Times((int, int, double)[] arcs, int[] states, double unit)
        {
            var rates = RandomChain.Build(n, arcs).Rates;
            double[] b = [.. states.Select(_ => 1 / unit)];
            SparseElimination.Factor(rates, EliminationPlan.Create(rates, states, Limits)!)!.SolveRight(b);
            return b;
        }
    });

    // Independent machines in two groups: the long-run law is a product of binomials.
    [Test]
    public void SteadyState_OfAGrid_IsTheProductForm()
    {
        const int a = 40, b = 90;
        var rates = RandomChain.Build((a + 1) * (b + 1), Grid(a, b)).Rates;
        var states = All((a + 1) * (b + 1));
        var pi = EliminationSteadyState.Solve(rates, states, EliminationPlan.Create(rates, states, Limits)!)!;
        for (var i = 0; i <= a; i++)
        {
            for (var j = 0; j <= b; j++)
            {
                var exact = Binomial(a, i, 1e-4 / 0.5001) * Binomial(b, j, 2e-3 / 0.252);
                Assert.That(pi[(i * (b + 1)) + j], Is.EqualTo(exact).Within(2e-12 * exact));
            }
        }
    }

    // Three systems of ten different components that share one state, by which alone they are joined: reversible, so the law is a product in each.
    [Test]
    public void SteadyState_OfProductsOfManyComponents_IsTheProductForm()
    {
        const int d = 10, n = 1 << d, hub = 3 * n;
        static double Failure(int cube, int unit) => (1 + unit + cube) * 1e-5;
        static double Repair(int unit) => 0.1 + (0.3 * unit);
        var arcs = from cube in Enumerable.Range(0, 3)
                   from s in Enumerable.Range(0, n)
                   from unit in Enumerable.Range(0, d)
                   let other = s ^ (1 << unit)
                   select ((cube * n) + s, (cube * n) + other, other > s ? Failure(cube, unit) : Repair(unit));
        var joins = from cube in Enumerable.Range(0, 3) from arc in new[] { (hub, cube * n, 1.0), (cube * n, hub, 1.0) } select arc;
        var rates = RandomChain.Build(hub + 1, arcs.Concat(joins)).Rates;
        var states = All(hub + 1);
        var pi = EliminationSteadyState.Solve(rates, states, EliminationPlan.Create(rates, states, Limits)!)!;
        for (var cube = 0; cube < 3; cube++)
        {
            for (var s = 0; s < n; s++)
            {
                var exact = pi[hub];
                for (var unit = 0; unit < d; unit++) exact *= (s >> unit & 1) == 1 ? Failure(cube, unit) / Repair(unit) : 1;
                Assert.That(pi[(cube * n) + s], Is.EqualTo(exact).Within(1e-12 * exact));
            }
        }
    }

    // p^120 = 1e-540 is below all numbers; wherever the order ends, the likely states come out right.
    [Test]
    public void SteadyState_OverMoreThanTheRangeOfNumbers_StaysFinite()
    {
        const int n = 120;
        foreach (var shift in new[] { 0, 1, 60, 119 })
        {
            var arcs = Enumerable.Range(0, n).SelectMany(k => new[] { (k, k + 1, (n - k) * 1e-4), (k + 1, k, (k + 1) * 3.0) })
                .Select(a => ((a.Item1 + shift) % (n + 1), (a.Item2 + shift) % (n + 1), a.Item3));
            var rates = RandomChain.Build(n + 1, arcs).Rates;
            var pi = EliminationSteadyState.Solve(rates, All(n + 1), EliminationPlan.Create(rates, All(n + 1), Limits)!)!;
            for (var k = 0; k < 60; k++)
            {
                var exact = Binomial(n, k, 1e-4 / 3.0001);
                Assert.That(pi[(k + shift) % (n + 1)], Is.EqualTo(exact).Within(1e-12 * exact));
            }
        }
    }

    [Test]
    public void StatesThatAreNeverLeft_HaveNoFactors()
    {
        var rates = RandomChain.Build(4, [(0, 1, 1), (1, 0, 1), (2, 3, 1)]).Rates;
        var plan = EliminationPlan.Create(rates, [0, 1, 2], Limits)!;
        Assert.Multiple(() =>
        {
            Assert.That(SparseElimination.Factor(rates, plan), Is.Null);
            Assert.That(SparseElimination.Factor(rates, plan, [0, 0.5, 0]), Is.Not.Null);
        });
    }

    [Test]
    public void EliminationBeyondTheLimits_IsNotPlanned()
    {
        var rates = RandomChain.Build(41 * 91, Grid(40, 90)).Rates;
        var plan = EliminationPlan.Create(rates, All(41 * 91), Limits)!;
        Assert.Multiple(() =>
        {
            Assert.That(EliminationPlan.Create(rates, All(41 * 91), new EliminationLimits(plan.Entries, plan.Operations)), Is.Not.Null);
            Assert.That(EliminationPlan.Create(rates, All(41 * 91), new EliminationLimits(plan.Entries - 1)), Is.Null);
            Assert.That(EliminationPlan.Create(rates, All(41 * 91), new EliminationLimits(MaximumOperations: plan.Operations - 1)), Is.Null);
        });
    }

    [Test]
    public void AFullMatrix_IsOneFront()
    {
        const int n = 130;
        var arcs = (from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) where i != j select (i, j, 1.0 / (1 + i + (2 * j)))).ToArray();
        var chain = new RandomChain(n, arcs);
        var rates = chain.Build().Rates;
        var factors = SparseElimination.Factor(rates, EliminationPlan.Create(rates, All(n - 1), Limits)!)!;
        var dense = Dense(chain, All(n - 1), 0);
        double[] x = [.. All(n - 1).Select(k => 1.0 + k)], y = (double[])x.Clone();
        factors.SolveRight(x);
        dense.SolveRight(y);
        for (var k = 0; k < n - 1; k++) Assert.That(x[k], Is.EqualTo(y[k]).Within(1e-13 * y[k]));
    }

    private static GthFactorization Dense(RandomChain chain, int[] states, double sigma)
    {
        var dense = states.Select(_ => new double[states.Length]).ToArray();
        double[] exits = [.. states.Select(_ => sigma)];
        foreach (var (from, to, rate) in chain.Arcs)
        {
            if (from >= states.Length) continue;
            if (to < states.Length) dense[from][to] += rate;
            else exits[from] += rate;
        }

        return GthFactorization.Create(dense, exits)!;
    }

    private static IEnumerable<(int From, int To, double Rate)> Grid(int a, int b)
    {
        for (var i = 0; i <= a; i++)
        {
            for (var j = 0; j <= b; j++)
            {
                var s = (i * (b + 1)) + j;
                if (i < a) yield return (s, s + b + 1, (a - i) * 1e-4);
                if (i > 0) yield return (s, s - b - 1, i * 0.5);
                if (j < b) yield return (s, s + 1, (b - j) * 2e-3);
                if (j > 0) yield return (s, s - 1, j * 0.25);
            }
        }
    }

    private static double Binomial(int n, int k, double p)
    {
        var value = Math.Pow(1 - p, n);
        for (var i = 0; i < k; i++) value *= (double)(n - i) / (i + 1) * (p / (1 - p));
        return value;
    }
}
