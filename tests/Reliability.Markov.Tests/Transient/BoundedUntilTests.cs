using Reliability.Markov.Solvers.Transient;

namespace Reliability.Markov.Tests.Transient;

/// <summary>Bounded until against closed forms, forward and backward, by both methods.</summary>
public sealed class BoundedUntilTests
{
    private static readonly TransientMethod[] Both = [TransientMethod.Uniformization, TransientMethod.ShiftInvert];

    private static TransientOptions By(TransientMethod method) => new() { Method = method };

    // 0 → 1 at a, 1 → 2 at b, 0 → 3 at c. φ = {0, 1}, ψ = {2}.
    private const double A = 0.3, B = 2, C = 0.05;

    private static readonly bool[] Phi = [true, true, false, false];
    private static readonly bool[] Psi = [false, false, true, false];

    private static double Exact(double lower, double upper)
    {
        // ψ is absorbing and φ does not hold there: with a lower bound above zero it must be entered between the bounds.
        double EnteredBy(double t)
        {
            const double total = A + C;
            return A * B / (B - total) * (((1 - Math.Exp(-total * t)) / total) - ((1 - Math.Exp(-B * t)) / B));
        }

        return EnteredBy(upper) - EnteredBy(lower);
    }

    [TestCase(0.0, 4.0)]
    [TestCase(1.5, 4.0)]
    [TestCase(3.0, 3.0)]
    [TestCase(0.0, 0.0)]
    public void ThreeStages_AreTheClosedForm(double lower, double upper)
    {
        var chain = Chains.Of(4, [(0, 1, A), (1, 2, B), (0, 3, C)]);
        var exact = Exact(lower, upper);
        foreach (var method in Both)
        {
            var until = new BoundedUntil(chain, Phi, Psi, By(method));
            var (all, one) = (until.FromAll(lower, [upper, 9]).Solution!, until.From([1, 0, 0, 0], lower, [upper, 9]).Solution!);
            Assert.Multiple(() =>
            {
                Assert.That(all[0][0], Is.EqualTo(exact).Within(1e-14 + (1e-11 * exact)), $"{method} backward");
                Assert.That(one[0][0], Is.EqualTo(exact).Within(1e-14 + (1e-11 * exact)), $"{method} forward");
                Assert.That(all[1][0], Is.EqualTo(Exact(lower, 9)).Within(1e-11), $"{method} backward to 9");
                Assert.That(one[1][0], Is.EqualTo(Exact(lower, 9)).Within(1e-11), $"{method} forward to 9");
                Assert.That(all[0][2], Is.EqualTo(lower == 0 ? 1 : 0), "in ψ at the start");
                Assert.That(all[0][3], Is.Zero, "neither");
                Assert.That(Math.Abs(all[0][0] - exact), Is.LessThanOrEqualTo(all.Error(0, 0).Absolute + 1e-15));
            });
        }
    }

    // ψ-states in which φ holds too: being in one at the lower bound is enough.
    [Test]
    public void PsiInsidePhi_CountsAtTheLowerBound()
    {
        var chain = Chains.Of(2, [(0, 1, 0.7), (1, 0, 0.2)]);
        const double a = 1.3, b = 2.9;
        var up = 0.7 / 0.9 * (1 - Math.Exp(-0.9 * a));
        var exact = up + ((1 - up) * (1 - Math.Exp(-0.7 * (b - a))));
        foreach (var method in Both)
        {
            var until = new BoundedUntil(chain, [true, true], [false, true], By(method));
            Assert.Multiple(() =>
            {
                Assert.That(until.FromAll(a, [b]).Solution![0][0], Is.EqualTo(exact).Within(1e-12));
                Assert.That(until.From([1, 0], a, [b]).Solution![0][0], Is.EqualTo(exact).Within(1e-12));
            });
        }
    }

    // Two units that fail at l and are repaired at m: the probability that both are down by t, some 1e-12, from the two eigenvalues of the pair in which they are not.
    [TestCase(1e-3)]
    [TestCase(10.0)]
    [TestCase(1e4)]
    public void RareEvents_KeepTheirDigits(double t)
    {
        const double l = 1e-8, m = 4.0;
        var chain = Chains.Of(3, [(0, 1, 2 * l), (1, 0, m), (1, 2, l)]);
        // Roots of r² - (3l + m) r + 2l² = 0, the smaller one by the quotient; P = 1 - (r1 e^{-r2 t} - r2 e^{-r1 t}) / (r1 - r2).
        var sum = (3 * l) + m;
        var r1 = (sum + Math.Sqrt((sum * sum) - (8 * l * l))) / 2;
        var r2 = 2 * l * l / r1;
        static double Lost(double x) => x < 1e-2 ? x * (1 - (x / 2) + (x * x / 6) - (x * x * x / 24) + (x * x * x * x / 120)) : 1 - Math.Exp(-x);
        // 2l² ∫∫: for short times r1 r2 t²/2 (1 - (r1 + r2) t/3 + …)
        var exact = r1 * t < 0.01 ? r1 * r2 * t * t / 2 * (1 - (sum * t / 3) + (sum * t * sum * t / 12) - (sum * t * sum * t * sum * t / 60)) : ((r1 * Lost(r2 * t)) - (r2 * Lost(r1 * t))) / (r1 - r2);
        foreach (var method in Both)
        {
            var until = new BoundedUntil(chain, [true, true, true], [false, false, true], By(method));
            Assert.Multiple(() =>
            {
                Assert.That(until.FromAll(0, [t]).Solution![0][0], Is.EqualTo(exact).Within(1e-9 * exact), $"{method} backward");
                Assert.That(until.From([1, 0, 0], 0, [t]).Solution![0][0], Is.EqualTo(exact).Within(1e-9 * exact), $"{method} forward");
            });
        }
    }

    // A failure that comes within half a unit of time, asked for up to a time that is longer by twenty orders: nothing of the integral is lost in the rounding of what died long ago.
    [TestCase(1e9)]
    [TestCase(1e13)]
    [TestCase(1e20)]
    public void LongAfterTheEnd_NothingIsLost(double t)
    {
        var chain = Chains.Of(3, [(0, 1, 2), (1, 0, 3), (1, 2, 5)]);
        var shift = By(TransientMethod.ShiftInvert);
        var until = new BoundedUntil(chain, [true, true, true], [false, false, true], shift);
        // Mean times until the end from states 0 and 1: 1 and 1/2.
        var times = new TransientSolver(chain, shift).Rewards([1, 0, 0], [[1, 1, 0], [0, 1, 0]], [t]).Solution!;
        Assert.Multiple(() =>
        {
            Assert.That(until.FromAll(0, [t]).Solution![0][0], Is.EqualTo(1).Within(1e-13), "backward");
            Assert.That(until.From([1, 0, 0], 0, [t]).Solution![0][0], Is.EqualTo(1).Within(1e-13), "forward");
            Assert.That(times[0][0], Is.EqualTo(1).Within(1e-12), "time until the end");
            Assert.That(times[0][1], Is.EqualTo(0.2).Within(2e-13), "time in the second state");
        });
    }

    // What a step takes to nothing ends the sums, too.
    [Test]
    [CancelAfter(20_000)]
    public void AStateThatIsLeftAtOnce_EndsInAnAnswerOrARefusal(CancellationToken cancellation)
    {
        foreach (var rate in new[] { 1e150, 1e290, 1e305 })
        {
            var result = new TransientSolver(Chains.Of(2, [(0, 1, rate)]), By(TransientMethod.ShiftInvert), cancellation).Rewards([1, 0], [[1, 0]], [1]);
            if (result.Solution is { } solution) Assert.That(solution[0][0], Is.EqualTo(1 / rate).Within(1e-10 / rate).Or.EqualTo(0), $"{rate}");
            else Assert.That(result.Refusal, Is.Not.Empty);
        }
    }

    [Test]
    public void Bounds_AreChecked()
    {
        var until = new BoundedUntil(Chains.Of(2, [(0, 1, 1)]), [true, true], [false, true]);
        Assert.Multiple(() =>
        {
            Assert.That(() => until.FromAll(2, [1]), Throws.ArgumentException);
            Assert.That(() => until.From([1, 0], 0, [double.PositiveInfinity]), Throws.ArgumentException);
        });
    }
}
