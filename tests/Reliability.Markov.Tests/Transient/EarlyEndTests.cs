using System.Globalization;
using Reliability.Markov.Solvers.Transient;

namespace Reliability.Markov.Tests.Transient;

/// <summary>Early ends of uniformization against closed forms: right as stated, and early.</summary>
public sealed class EarlyEndTests
{
    private static readonly TransientOptions Uniformization = new() { Method = TransientMethod.Uniformization };

    // 1 - e^{-x}, by its series where it would cancel.
    private static double Gone(double x)
    {
        if (x > 0.1) return 1 - Math.Exp(-x);
        var (term, sum) = (x, x);
        for (var k = 2; k < 30; k++)
        {
            term *= -x / k;
            sum += term;
        }

        return sum;
    }

    private static int Steps(TransientSolution solution) => int.Parse(solution.Method.Split(' ')[1], CultureInfo.InvariantCulture);

    private static void Right(TransientSolution solution, double exact, double relative)
    {
        Assert.Multiple(() =>
        {
            Assert.That(solution[0][0], Is.EqualTo(exact).Within(relative * exact), solution.Method);
            Assert.That(Math.Abs(solution[0][0] - exact), Is.LessThanOrEqualTo(solution.Error(0, 0).Absolute + (1e-14 * exact)), "as stated");
            Assert.That(solution.Error(0, 0).Absolute, Is.LessThanOrEqualTo(3e-11 * exact), "states little");
        });
    }

    // The time spent down: l/(l+m) (t - (1 - e^{-(l+m)t})/(l+m)).
    [TestCase(0.2, 3.0, 100.0)]
    [TestCase(1e-6, 3.0, 1e4)]
    [TestCase(0.2, 3.0, 1e6)]
    public void Totals_OfASettledChain_TakeTheStepsUntilItSettled(double l, double m, double t)
    {
        var chain = Chains.Of(2, [(0, 1, l), (1, 0, m)]);
        var solution = new TransientSolver(chain, Uniformization).Rewards([1, 0], [[0, 1]], [t]).Solution!;
        Right(solution, l / (l + m) * (t - (Gone((l + m) * t) / (l + m))), 2e-11);
        Assert.That(Steps(solution), Is.LessThan(300));
    }

    // 0 ↔ 1 → 2: with λ₁ < λ₂ the decay rates of the first two states, 2 is reached by t with probability (λ₂ (1 - e^{-λ₁t}) - λ₁ (1 - e^{-λ₂t})) / (λ₂ - λ₁).
    [TestCase(1e-1, 50.0)]
    [TestCase(1e-3, 5e3)]
    [TestCase(1e-6, 5e3)]
    [TestCase(1e-12, 5e3)]
    [TestCase(1e-40, 5e3)]
    public void Absorption_AtAConstantRate_IsSummedInClosedForm(double c, double t)
    {
        const double a = 1, b = 5;
        var chain = Chains.Of(3, [(0, 1, a), (1, 0, b), (1, 2, c)]);
        var root = Math.Sqrt(((a + b + c) * (a + b + c)) - (4 * a * c));
        var (slow, fast) = (2 * a * c / (a + b + c + root), (a + b + c + root) / 2);
        var exact = ((fast * Gone(slow * t)) - (slow * Gone(fast * t))) / (fast - slow);
        var until = new BoundedUntil(chain, [true, true, true], [false, false, true], Uniformization with { Floor = 1e-100 });
        var (forward, backward) = (until.From([1, 0, 0], 0, [t]).Solution!, until.FromAll(0, [t]).Solution!);
        Right(forward, exact, 2e-11);
        Right(backward, exact, 2e-11);
        Assert.That(Math.Max(Steps(forward), Steps(backward)), Is.LessThan(300));
    }

    // The same vector at several times, some of them before the end.
    [Test]
    public void SeveralTimes_AreThoseOneByOne()
    {
        var chain = Chains.Seeded(25, 7, 2);
        double[] times = [0.1, 3, 400, 4000];
        var solver = new TransientSolver(chain, Uniformization);
        var together = solver.Law(Chains.Unit(25), times).Solution!;
        for (var k = 0; k < times.Length; k++)
        {
            var alone = solver.Law(Chains.Unit(25), [times[k]]).Solution!;
            for (var s = 0; s < 25; s++) Assert.That(together[k][s], Is.EqualTo(alone[0][s]).Within(3e-11 * alone[0][s]));
        }
    }

    [TestCase(40.0, 12, 0.0)]
    [TestCase(40.0, 12, 1e-3)]
    [TestCase(40.0, 0, -0.2)]
    [TestCase(40.0, 55, -1e-12)]
    public void GeometricTails_AreTheirSums(double mean, int k, double drift)
    {
        var window = PoissonWindow.Create(mean, Math.Log(1e-30));
        var (values, tails) = (0.0, 0.0);
        for (var n = k; n <= window.Last; n++)
        {
            values += window.Weights[n - window.First] * Math.Pow(1 + drift, n - k);
            var inner = 0.0;
            for (var j = k; j < n; j++) inner += Math.Pow(1 + drift, j - k);
            tails += window.Weights[n - window.First] * inner;
        }

        Assert.Multiple(() =>
        {
            Assert.That(GeometricTail.OfValues(window, k, drift), Is.EqualTo(values).Within(1e-13 * values));
            Assert.That(GeometricTail.OfTails(window, k, drift), Is.EqualTo(tails).Within(1e-13 * tails));
        });
    }
}
