using System.Diagnostics;
using Reliability.Benchmarks.Families;
using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;
using Reliability.Markov.Solvers.Elimination;
using Reliability.Markov.Solvers.LongRun;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;

namespace Reliability.Markov.Tests;

/// <summary>Bounds sharpened by residuals, against exact fractions: never below the true error, and seldom far above it.</summary>
public sealed class ResidualCorrectionTests
{
    // Wants more than any bound known beforehand gives, so that every solution is corrected.
    private static readonly AbsorptionOptions Always = new(new EliminationLimits(), 1e-30);

    private static bool[] Flags(int n, params int[] states) => [.. Enumerable.Range(0, n).Select(states.Contains)];

    private static int[] All(int n) => [.. Enumerable.Range(0, n)];

    [Test]
    public void BoundsOfAbsorption_HoldAgainstExactFractions()
    {
        var ratios = new List<double>();
        RandomChain.ForAll(3, 10, 200, chain =>
        {
            var n = chain.Count;
            int[] inner = All(n - 1);
            var a = RationalElimination.Negated(chain, inner);
            var solver = AbsorptionSolver.Create(chain.Build(), Flags(n, n - 1), null, Always);
            var moments = solver.Moments(2);
            var exact = RationalElimination.Solve(a, [.. inner.Select(_ => Fraction.One)]);
            Check(exact, moments[0], ratios);
            Check(RationalElimination.Solve(a, [.. exact.Select(m => m * Fraction.Of(2))]), moments[1], []);

            double[] start = [.. Enumerable.Range(0, n).Select(i => i < n - 1 ? (i + 1) / 64.0 : 0)];
            Check(RationalElimination.Solve(RationalElimination.Transposed(a), [.. inner.Select(i => Fraction.Of(start[i]))]), solver.Visits(start).Times, ratios);

            int[] first = All(n - 2);
            var into = first.Select(i => chain.Arcs.Where(arc => arc.From == i && arc.To == n - 1).Aggregate(Fraction.Zero, (sum, arc) => sum + Fraction.Of(arc.Rate))).ToArray();
            if (first.Length > 0) Check(RationalElimination.Solve(RationalElimination.Negated(chain, first), into), AbsorptionSolver.Create(chain.Build(), Flags(n, n - 1), Flags(n, n - 2), Always).Probability(), ratios);
        });
        IsSharp(ratios);
    }

    // Several components one after the other, each with its own way on.
    [Test]
    public void BoundsAlongSeveralComponents_HoldAgainstExactFractions()
    {
        var ratios = new List<double>();
        RandomChain.ForAll(4, 5, 60, drawn =>
        {
            var m = drawn.Count;
            var chain = new RandomChain((3 * m) + 1, [.. Enumerable.Range(0, 3).SelectMany(c => drawn.Arcs.Select(a => ((c * m) + a.From, (c * m) + a.To, a.Rate)).Append(((c * m) + c, (c + 1) * m, drawn.Arcs[c].Rate)))]);
            int[] inner = All(3 * m);
            var a = RationalElimination.Negated(chain, inner);
            var solver = AbsorptionSolver.Create(chain.Build(), Flags(chain.Count, 3 * m), null, Always);
            Check(RationalElimination.Solve(a, [.. inner.Select(_ => Fraction.One)]), solver.ExpectedTime(), ratios);
            double[] start = [1, .. new double[3 * m]];
            Check(RationalElimination.Solve(RationalElimination.Transposed(a), [.. inner.Select(i => Fraction.Of(start[i]))]), solver.Visits(start).Times, ratios);
        });
        IsSharp(ratios);
    }

    [Test]
    public void BoundsOfTheLongRun_HoldAgainstExactFractions()
    {
        var ratios = new List<double>();
        RandomChain.ForAll(3, 10, 200, chain =>
        {
            var n = chain.Count;
            var exact = RationalElimination.Stationary(chain);
            var rates = chain.Build().Rates;
            var sparse = EliminationSteadyState.Solve(rates, All(n), EliminationPlan.Create(rates, All(n), new EliminationLimits())!, 0, double.PositiveInfinity, out var error, default)!;
            Check(exact, sparse, _ => error, ratios);
            var plan = EliminationPlan.Create(rates, All(n), new EliminationLimits())!;
            var precise = EliminationSteadyState.Solve(rates, All(n), plan, 0, 0, out var small, default)!;
            Check(exact, precise, _ => small, []);
            Assert.That(small, Is.LessThan(1e-15));
            var dense = new double[n];
            error = DenseSystem.From(ChainOperator.Create(rates, rates.RowSums()), transposed: false, reference: n / 2)!.Balance(dense, rates, 0);
            Check(exact, dense, _ => error, ratios);
        });
        IsSharp(ratios);
    }

    // What is reached first is one of two states: both probabilities, each with its bound, make one.
    [TestCase("polling", 6912)]
    [TestCase("grid", 6400)]
    [TestCase("against the drift", 4096)]
    public void LargerChains_StateErrorsFarBelowWhatIsKnownBeforehand(string name, int n)
    {
        var chain = name == "grid" ? Grid(80, 1e-4, 1e-4, 1e3) : name != "polling" ? Grid(64, 1e-2, 1, 1) : StateSpaceExplorer.Explore(PollingFamily.Model(9), new ExpressionCompiler(), new ExplorationOptions()).StateSpace!.Chain;
        var (one, other) = (n / 3, n / 2);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var first = AbsorptionSolver.Create(chain, Flags(n, one), Flags(n, other)).Probability();
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        var second = AbsorptionSolver.Create(chain, Flags(n, other), Flags(n, one)).Probability();
        var time = AbsorptionSolver.Create(chain, Flags(n, one)).ExpectedTime();
        double[] start = [1, .. new double[n - 1]];
        var visits = AbsorptionSolver.Create(chain, Flags(n, one)).Visits(start);
        var plan = EliminationPlan.Create(chain.Rates, All(n), new EliminationLimits())!;
        _ = EliminationSteadyState.Solve(chain.Rates, All(n), plan, 1e-12, 1e-12, out var longRun, default);
        var worst = All(n).Max(i => Math.Max(Math.Max(first.RelativeError(i), second.RelativeError(i)), Math.Max(time.RelativeError(i), visits.Times.RelativeError(i))));
        TestContext.Out.WriteLine($"{name}: {n} states; {plan.RelativeErrorBound:E1} beforehand; absorption {worst:E1}, long run {longRun:E1}; {spent.TotalSeconds:F2} s of processor time");
        Assert.That(chain.StateCount, Is.EqualTo(n));
        Assert.That(worst, Is.LessThan(1e-12));
        Assert.That(longRun, Is.LessThan(1e-12));
        for (var i = 0; i < n; i++)
        {
            var sum = first[i] + second[i];
            Assert.That(sum, Is.EqualTo(1).Within((first.RelativeError(i) * first[i]) + (second.RelativeError(i) * second[i]) + 2.3e-16), $"from {i}");
        }

        var spentTime = visits.ExpectedReward([.. Enumerable.Repeat(1.0, n)]);
        Assert.That(spentTime.Value, Is.EqualTo(time[0]).Within(spentTime.Error.Absolute + (time.RelativeError(0) * time[0])));
    }

    // Eighty parts that fail one after the other, sixty of them too many: a mean time of 1e116, where a residual tells nothing.
    [Test]
    public void AMeanTimeThatNoResidualTells_IsThatOfFractions()
    {
        const int n = 60;
        var chain = RandomChain.Build(n + 1, Enumerable.Range(0, n).SelectMany(i => new[] { (i, i + 1, (n + 20.0 - i) / 4096), (i + 1, i, 1.0) }).Where(a => a.Item1 != n));
        var time = AbsorptionSolver.Create(chain, Flags(n + 1, n)).ExpectedTime();
        Fraction step = Fraction.Zero, exact = Fraction.Zero;
        for (var i = 0; i < n; i++)
        {
            // From i up to i + 1 it takes 1/up + down/up of what it took to i.
            var up = Fraction.Of((n + 20.0 - i) / 4096);
            step = (Fraction.One + step) / up;
            exact += step;
        }

        Assert.That(exact.RelativeErrorOf(time[0]), Is.LessThanOrEqualTo(time.RelativeError(0)));
        TestContext.Out.WriteLine($"{time[0]:E3} h, {time.RelativeError(0):E1}, {time.Method}");
        var tight = AbsorptionSolver.Create(chain, Flags(n + 1, n), null, Always).ExpectedTime();
        TestContext.Out.WriteLine($"{tight[0]:E3} h, {tight.RelativeError(0):E1}, {tight.Method}");
        Assert.That(exact.RelativeErrorOf(tight[0]), Is.LessThanOrEqualTo(tight.RelativeError(0)));
        Assert.That(tight.RelativeError(0), Is.LessThan(1e-15));
    }

    [Test]
    public void WrongFactors_AreFound()
    {
        const int n = 200;
        static (int, int, double)[] Arcs(double up) => [.. Enumerable.Range(0, n - 1).SelectMany(i => new[] { (i, i + 1, i == n / 2 ? up : 3.0), (i + 1, i, 2.0) })];
        var (rates, wrong) = (RandomChain.Build(n, Arcs(3)).Rates, RandomChain.Build(n, Arcs(3 * (1 + 1e-7))).Rates);
        int[] states = All(n - 1);
        var plan = EliminationPlan.Create(wrong, states, new EliminationLimits())!;
        foreach (var (factored, held) in new[] { (rates, true), (wrong, false) })
        {
            var factors = SparseElimination.Factor(factored, plan)!;
            double[] x = [.. Enumerable.Repeat(1.0, n - 1), 0], b = [.. x];
            factors.SolveRight(x.AsSpan(0, n - 1));
            var residual = ResidualCorrection.OfRight(rates, s => s < n - 1, x, b)!;
            factors.SolveRight(residual.Plus.AsSpan(0, n - 1));
            factors.SolveRight(residual.Minus.AsSpan(0, n - 1));
            var error = plan.RelativeErrorBound;
            Assert.That(ResidualCorrection.Apply(ref x[0], ref error, residual.Plus[0], residual.Minus[0], plan.RelativeErrorBound), Is.EqualTo(held));
            Assert.That(error, held ? Is.LessThan(1e-15) : Is.EqualTo(double.PositiveInfinity));
        }
    }

    // A square of states. With rates that differ by seven orders a residual tells all; where it is a hundred times as likely to go back as on, it tells nothing.
    private static MarkovChain Grid(int side, double on, double back, double across) => RandomChain.Build(side * side, All(side * side)
        .SelectMany(s => new[] { (s, s + 1, on), (s, s - 1, back), (s, s + side, across), (s, s - side, across) })
        .Where(t => t.Item2 >= 0 && t.Item2 < side * side && (Math.Abs(t.Item2 - t.s) == side || t.Item2 / side == t.s / side)));

    private static void Check(Fraction[] exact, AbsorptionVector found, List<double> ratios) => Check(exact, found.Values, found.RelativeError, ratios);

    private static void Check(Fraction[] exact, ReadOnlySpan<double> found, Func<int, double> bound, List<double> ratios)
    {
        for (var i = 0; i < exact.Length; i++)
        {
            var error = exact[i].RelativeErrorOf(found[i]);
            Assert.That(error, Is.LessThanOrEqualTo(bound(i)), $"state {i}");
            if (error > 0) ratios.Add(bound(i) / error);
        }
    }

    private static void IsSharp(List<double> ratios)
    {
        ratios.Sort();
        TestContext.Out.WriteLine($"bound over true error: median {ratios[ratios.Count / 2]:F1}, nine in ten below {ratios[ratios.Count * 9 / 10]:E1}, {ratios.Count} values");
        Assert.That(ratios[ratios.Count / 2], Is.LessThan(100));
        Assert.That(ratios[ratios.Count * 9 / 10], Is.LessThan(1e3));
    }
}
