using System.Collections.Immutable;
using Reliability.Markov.Solvers.Sensitivity;

namespace Reliability.Markov.Tests;

/// <summary>Derivatives against closed forms and exact fractions.</summary>
public sealed class SensitivityTests
{
    private static ChainDerivative Rates(params (int From, int To, double Value)[] rates) => new([.. rates.Select(r => new RateDerivative(r.From, r.To, r.Value))]);

    private static bool[] Flags(int n, params int[] states) => [.. Enumerable.Range(0, n).Select(states.Contains)];

    [TestCase(1e-12, 1.0)]
    [TestCase(1e-4, 1e4)]
    [TestCase(2.0, 0.25)]
    public void Unavailability_HasTheDerivativesOfItsFormula(double l, double m)
    {
        var s = SteadyStateSensitivity.Create(RandomChain.Build(2, [(0, 1, l), (1, 0, m)]), [0, 1], [0, 1])!;
        var (byL, byM, sum) = (Rates((0, 1, 1)), Rates((1, 0, 1)), l + m);
        Assert.Multiple(() =>
        {
            Check(s.Value.Value, l / sum);
            Check(s.First(byL).Value, m / (sum * sum));
            Check(s.First(byM).Value, -l / (sum * sum));
            Check(s.Second(byL, ChainDerivative.Zero).Value, -2 * m / (sum * sum * sum));
            Check(s.Second(byM, ChainDerivative.Zero).Value, 2 * l / (sum * sum * sum));
            Assert.That(s.First(byL).RelativeError, Is.LessThan(1e-10));
            Assert.That(s.Second(byM, ChainDerivative.Zero).RelativeError, Is.LessThan(1e-10));
        });
        static void Check(double value, double exact) => Assert.That(value, Is.EqualTo(exact).Within(1e-13 * Math.Abs(exact)));
    }

    // n independent units, down when k are: U is a binomial tail of p = l / (l + m), dU/dp = k C(n,k) p^(k-1) (1-p)^(n-k).
    [TestCase(5, 3, 1e-4, 1.0)]
    [TestCase(12, 4, 1e-6, 2.0)]
    [TestCase(40, 20, 0.3, 1.0)]
    public void KOfN_HasTheDerivativesOfTheBinomialTail(int n, int k, double l, double m)
    {
        var arcs = Enumerable.Range(0, n).SelectMany(i => new[] { (i, i + 1, (n - i) * l), (i + 1, i, (i + 1) * m) });
        var s = SteadyStateSensitivity.Create(RandomChain.Build(n + 1, arcs), [.. Enumerable.Range(0, n + 1)], [.. Enumerable.Range(0, n + 1).Select(i => i >= k ? 1.0 : 0)])!;
        var p = l / (l + m);
        var choose = Enumerable.Range(0, k).Aggregate(1.0, (c, i) => c * (n - i) / (i + 1));
        var slope = k * choose * Math.Pow(p, k - 1) * Math.Pow(1 - p, n - k);
        var curve = slope * (((k - 1) / p) - ((n - k) / (1 - p)));
        var sum = l + m;
        var byL = Rates([.. Enumerable.Range(0, n).Select(i => (i, i + 1, (double)(n - i)))]);
        var byM = Rates([.. Enumerable.Range(0, n).Select(i => (i + 1, i, i + 1.0))]);
        var exactL = slope * m / (sum * sum);
        var exactM = -slope * l / (sum * sum);
        var exactLl = (curve * m * m / (sum * sum * sum * sum)) - (2 * slope * m / (sum * sum * sum));
        Assert.Multiple(() =>
        {
            Check(s.First(byL), exactL);
            Check(s.First(byM), exactM);
            Check(s.Second(byL, ChainDerivative.Zero), exactLl);
        });
        static void Check(Solvers.SolvedMeasure found, double exact)
        {
            Assert.That(found.Value, Is.EqualTo(exact).Within(1e-11 * Math.Abs(exact)));
            Assert.That(Math.Abs(found.Value - exact), Is.LessThanOrEqualTo(found.Error.Absolute + (1e-13 * Math.Abs(exact))));
        }
    }

    // Mean time to both of two down: (3 l + m) / (2 l²), here 1e16 hours.
    [Test]
    public void MeanTimeOfAPair_HasTheDerivativesOfItsFormula()
    {
        const double l = 2e-8, m = 10;
        var chain = RandomChain.Build(3, [(0, 1, 2 * l), (1, 0, m), (1, 2, l)]);
        var s = AbsorptionSensitivity.OfReward(chain, Flags(3, 2), [1, 1, 1], [1, 0, 0])!;
        var byL = Rates((0, 1, 2), (1, 2, 1));
        Assert.Multiple(() =>
        {
            Check(s.Value.Value, ((3 * l) + m) / (2 * l * l));
            Check(s.First(Rates((1, 0, 1))).Value, 1 / (2 * l * l));
            Check(s.First(byL).Value, (1.5 / (l * l)) - (((3 * l) + m) / (l * l * l)));
            Check(s.Second(byL, ChainDerivative.Zero).Value, (3 * ((3 * l) + m) / (l * l * l * l)) - (6 / (l * l * l)));
            // the start moves from 0 to 1, which is worth -1 / (2 l); with m besides, the mixed derivative is none
            Check(s.First(new ChainDerivative([], [], [new StateDerivative(0, -1), new StateDerivative(1, 1)])).Value, -1 / (2 * l));
        });
        static void Check(double value, double exact) => Assert.That(value, Is.EqualTo(exact).Within(1e-12 * Math.Abs(exact)));
    }

    // Two such pairs one after the other: near the second a difference of 2.5e7 hours is taken from times of 1e16.
    [Test]
    public void ASecondStage_HasItsOwnReference()
    {
        const double l = 2e-8, m = 10, k = 3e-8;
        var chain = RandomChain.Build(5, [(0, 1, 2 * l), (1, 0, m), (1, 2, l), (2, 3, 2 * k), (3, 2, m), (3, 4, k)]);
        var s = AbsorptionSensitivity.OfReward(chain, Flags(5, 4), [1, 1, 1, 1, 1], [1, 0, 0, 0, 0])!;
        var first = s.First(Rates((1, 0, 1)));
        var second = s.First(Rates((3, 2, 1)));
        Assert.Multiple(() =>
        {
            Assert.That(first.Value, Is.EqualTo(1 / (2 * l * l)).Within(1e-12 / (2 * l * l)));
            Assert.That(second.Value, Is.EqualTo(1 / (2 * k * k)).Within(1e-12 / (2 * k * k)));
            Assert.That(second.RelativeError, Is.LessThan(1e-10));
        });
    }

    [Test]
    public void SteadyState_OfRandomChains_HasTheDerivativesOfExactFractions() => RandomChain.ForAll(3, 8, 40, chain =>
    {
        var n = chain.Count;
        double[] f = [.. Enumerable.Range(0, n).Select(i => i % 3 == 2 ? 1.0 + i : 0)];
        var s = SteadyStateSensitivity.Create(chain.Build(), [.. Enumerable.Range(0, n)], f)!;
        // all rates of two arcs grow with one parameter, as 1, t and t²
        var (a, b) = (chain.Arcs[0], chain.Arcs[^1]);
        (int, int, double)[] slope = [(a.From, a.To, a.Rate), (b.From, b.To, b.Rate)];
        (int, int, double)[] curve = [(b.From, b.To, 2 * b.Rate)];
        var pi = RationalElimination.Stationary(chain);
        var pi1 = Moved(chain, [.. Generator(n, slope, pi)]);
        var pi2 = Moved(chain, [.. Generator(n, slope, pi1).Zip(Generator(n, curve, pi), (x, y) => x + x + y)]);
        Check(s.First(Rates(slope)), Dot(pi1, f), "first");
        Check(s.Second(Rates(slope), Rates(curve)), Dot(pi2, f), "second");
    });

    [Test]
    public void Absorption_OfRandomChains_HasTheDerivativesOfExactFractions() => RandomChain.ForAll(4, 8, 40, chain =>
    {
        var n = chain.Count;
        int[] inner = [.. Enumerable.Range(0, n - 2)];
        double[] start = [1, .. new double[n - 1]];
        double[] rewards = [.. Enumerable.Range(0, n).Select(i => 0.5 + i)];
        var (a, b) = (chain.Arcs[0], chain.Arcs[^1]);
        (int, int, double)[] slope = [(a.From, a.To, a.Rate), (b.From, b.To, b.Rate)];
        (int, int, double)[] curve = [(b.From, b.To, 2 * b.Rate)];
        var p = AbsorptionSensitivity.OfProbability(chain.Build(), Flags(n, n - 1), Flags(n, n - 2), start);
        var t = AbsorptionSensitivity.OfReward(chain.Build(), Flags(n, n - 1, n - 2), rewards, start)!;
        var matrix = RationalElimination.Negated(chain, inner);
        var into = inner.Select(i => chain.Arcs.Where(x => x.From == i && x.To == n - 1).Aggregate(Fraction.Zero, (sum, x) => sum + Fraction.Of(x.Rate)));
        Compare(p, [.. into], [Fraction.Zero, Fraction.One], "probability");
        Compare(t, [.. inner.Select(i => Fraction.Of(rewards[i]))], [Fraction.Zero, Fraction.Zero], "reward");

        void Compare(AbsorptionSensitivity s, Fraction[] right, Fraction[] ends, string what)
        {
            Fraction[] x = [.. RationalElimination.Solve(matrix, right), .. ends];
            Fraction[] none = [Fraction.Zero, Fraction.Zero];
            Fraction[] x1 = [.. RationalElimination.Solve(matrix, Applied(slope, x)[..(n - 2)]), .. none];
            var g = Applied(slope, x1).Zip(Applied(curve, x), (u, v) => u + u + v).ToArray();
            var x2 = RationalElimination.Solve(matrix, g[..(n - 2)]);
            Check(s.First(Rates(slope)), x1[0], what + " first");
            Check(s.Second(Rates(slope), Rates(curve)), x2[0], what + " second");
        }

        Fraction[] Applied((int From, int To, double Rate)[] change, Fraction[] x)
        {
            var y = Enumerable.Repeat(Fraction.Zero, n).ToArray();
            foreach (var (from, to, rate) in change) y[from] += Fraction.Of(rate) * (x[to] - x[from]);
            return y;
        }
    });

    [Test]
    public void Relabelling_SplitArcs_AndTheUnitOfTime_ChangeNothing() => RandomChain.ForAll(10, 30, 15, chain =>
    {
        var n = chain.Count;
        var (plain, time) = Derivatives(chain.Arcs, s => s, 1);
        foreach (var (arcs, name, unit) in new[]
                 {
                     ([.. chain.Arcs.Select(a => (n - 1 - a.From, n - 1 - a.To, a.Rate))], s => n - 1 - s, 1.0),
                     ([.. chain.Arcs.SelectMany(a => new[] { (a.From, a.To, a.Rate * 0.25), (a.From, a.To, a.Rate * 0.75) })], s => s, 1.0),
                     (((int, int, double)[])[.. chain.Arcs.Select(a => (a.From, a.To, a.Rate * 64))], (Func<int, int>)(s => s), 64.0),
                 })
        {
            var (p, t) = Derivatives(arcs, name, unit);
            Assert.That(p, Is.EqualTo(plain).Within(1e-12 * Math.Abs(plain)));
            Assert.That(t, Is.EqualTo(time).Within(1e-12 * Math.Abs(time)));
        }

        // by the logarithm of the rates out of state 0, all but the first of them
        (double, double) Derivatives((int From, int To, double Rate)[] arcs, Func<int, int> name, double unit)
        {
            var built = RandomChain.Build(n, arcs);
            var growth = Rates([.. arcs.Where(a => a.From == name(0) && a.To != name(1))]);
            double[] up = new double[n], first = new double[n];
            up[name(1)] = first[name(0)] = 1;
            return (SteadyStateSensitivity.Create(built, [.. Enumerable.Range(0, n)], up)!.First(growth).Value,
                AbsorptionSensitivity.OfReward(built, Flags(n, name(n - 1)), [.. Enumerable.Repeat(unit, n)], first)!.First(growth).Value);
        }
    });

    [Test]
    public void AWayIntoStatesWithoutAFiniteValue_IsSaidToBeUnknown()
    {
        var chain = RandomChain.Build(3, [(0, 1, 1.0)]);
        var s = AbsorptionSensitivity.OfReward(chain, Flags(3, 1), [1, 1, 1], [1, 0, 0])!;
        Assert.Multiple(() =>
        {
            Assert.That(s.First(Rates((0, 1, 1))).Value, Is.EqualTo(-1).Within(1e-15));
            Assert.That(s.First(Rates((0, 2, 1))).Error.Absolute, Is.EqualTo(double.PositiveInfinity));
        });
    }

    private static void Check(Solvers.SolvedMeasure found, Fraction exact, string what)
    {
        var value = exact.ToDouble();
        Assert.That(Math.Abs((Fraction.Of(found.Value) - exact).ToDouble()), Is.LessThanOrEqualTo(found.Error.Absolute), what);
        // What is exactly nothing has no digits; the stated error is all there is to say.
        if (!exact.IsZero) Assert.That(found.Value, Is.EqualTo(value).Within(1e-10 * Math.Abs(value)), what);
    }

    private static Fraction Dot(Fraction[] x, double[] f) => x.Zip(f, (a, b) => a * Fraction.Of(b)).Aggregate(Fraction.Zero, (a, b) => a + b);

    // x Q' for a change of rates.
    private static Fraction[] Generator(int n, (int From, int To, double Rate)[] change, Fraction[] x)
    {
        var y = Enumerable.Repeat(Fraction.Zero, n).ToArray();
        foreach (var (from, to, rate) in change)
        {
            y[to] += x[from] * Fraction.Of(rate);
            y[from] -= x[from] * Fraction.Of(rate);
        }

        return y;
    }

    // The solution of x (-Q) = b with sum zero.
    private static Fraction[] Moved(RandomChain chain, Fraction[] b)
    {
        var a = RationalElimination.Transposed(RationalElimination.Negated(chain, [.. Enumerable.Range(0, chain.Count)]));
        a[^1] = [.. a[^1].Select(_ => Fraction.One)];
        return RationalElimination.Solve(a, [.. b[..^1], Fraction.Zero]);
    }
}
