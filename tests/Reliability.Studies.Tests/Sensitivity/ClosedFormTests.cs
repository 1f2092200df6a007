using Reliability.Studies.Sensitivity;

namespace Reliability.Studies.Tests.Sensitivity;

/// <summary>Sensitivities that can be written down.</summary>
public sealed class ClosedFormTests
{
    private const string OneUnit = """
        model: one unit
        constants: { lambda: 1e-3 / h, mu: 0.25 / h }
        states: [up, down]
        up: [up]
        transitions:
          - [up, down, lambda]
          - [down, up, mu]
        """;

    // U = λ / (λ + μ): dU/dλ = μ / (λ + μ)², elasticities 1 - U and -(1 - U), second derivatives -2 μ / (λ + μ)³ and 2 λ / (λ + μ)³.
    [TestCase(false)]
    [TestCase(true)]
    public void OneUnit_Unavailability(bool differences)
    {
        const double l = 1e-3, m = 0.25, s = l + m, u = l / s;
        var result = Models.Run(Models.Text(OneUnit), "unavailability", new SensitivityOptions { ByDifferences = differences, Second = ["lambda", "mu"] });
        var (lambda, mu) = (result.Find("lambda"), result.Find("mu"));
        var first = differences ? 1e-9 : 1e-11;
        Assert.Multiple(() =>
        {
            Assert.That(result.Value, Is.EqualTo(u).Within(1e-15 * u));
            Assert.That(lambda.Method, Is.EqualTo(differences ? "differences" : "adjoint"));
            Assert.That(lambda.Derivative, Is.EqualTo(m / (s * s)).Within(first * m / (s * s)));
            Assert.That(mu.Derivative, Is.EqualTo(-l / (s * s)).Within(first * l / (s * s)));
            Assert.That(lambda.Elasticity, Is.EqualTo(1 - u).Within(first));
            Assert.That(mu.Elasticity, Is.EqualTo(u - 1).Within(first));
            Assert.That(lambda.SecondDerivative, Is.EqualTo(-2 * m / (s * s * s)).Within(1e-6 * m / (s * s * s)).And.EqualTo(-2 * m / (s * s * s)).Within(lambda.SecondError));
            Assert.That(mu.SecondDerivative, Is.EqualTo(2 * l / (s * s * s)).Within(1e-7 * l / (s * s * s)).And.EqualTo(2 * l / (s * s * s)).Within(mu.SecondError));
            Assert.That(lambda.SecondElasticity, Is.EqualTo(-2 * u * (1 - u)).Within(1e-8));
            Assert.That(Math.Abs(lambda.Derivative!.Value - (m / (s * s))), Is.LessThan(lambda.Error));
        });
    }

    // Mean time to the first failure 1 / λ, whatever μ; unreliability 1 - exp(-λ t); interruptions λ μ / (λ + μ).
    [Test]
    public void OneUnit_OtherMeasures()
    {
        const double l = 1e-3, m = 0.25, s = l + m;
        var file = Models.Text(OneUnit);
        var mttff = Models.Run(file, "mttff");
        var unreliability = Models.Run(file, "unreliability", new SensitivityOptions { AtHours = 500 });
        var frequency = Models.Run(file, "interruption-frequency");
        var availability = Models.Run(file, "availability");
        Assert.Multiple(() =>
        {
            Assert.That(mttff.Find("lambda").Method, Is.EqualTo("adjoint"));
            Assert.That(mttff.Find("lambda").Derivative, Is.EqualTo(-1e6).Within(1e-11 * 1e6));
            Assert.That(mttff.Find("mu").Derivative, Is.Zero);
            Assert.That(unreliability.AtHours, Is.EqualTo(500));
            Assert.That(unreliability.Find("lambda").Derivative, Is.EqualTo(500 * Math.Exp(-0.5)).Within(1e-8 * 500));
            Assert.That(frequency.Find("lambda").Derivative, Is.EqualTo(m * m / (s * s)).Within(1e-9));
            Assert.That(frequency.Find("mu").Elasticity, Is.EqualTo(l / s).Within(1e-9));
            Assert.That(availability.Find("lambda").Derivative, Is.EqualTo(-m / (s * s)).Within(1e-11 * m / (s * s)));
        });
    }

    // A mirrored pair, stiff: mean time to the first failure (3λ + μ) / (2λ²), whose part 3 / (2λ) is 3e-11 of it.
    [Test]
    public void MirroredPair_MeanTimeToFirstFailure()
    {
        const double l = 1e-9, m = 100;
        var result = Models.Run(Models.Text("""
            model: mirrored pair
            constants: { lambda: 1e-9 / h, mu: 100 / h }
            variables: { failed: 0..2 }
            events:
              one fails: { when: failed = 0, rate: 2 * lambda, then: "failed' = 1" }
              other fails: { when: failed = 1, rate: lambda, then: "failed' = 2" }
              repaired: { when: failed > 0, rate: mu, then: "failed' = failed - 1" }
            labels: { up: failed < 2 }
            """), "mttff");
        Assert.Multiple(() =>
        {
            Assert.That(result.Value, Is.EqualTo(((3 * l) + m) / (2 * l * l)).Within(1e-12).Percent);
            Assert.That(result.Find("mu").Derivative, Is.EqualTo(1 / (2 * l * l)).Within(1e-8).Percent);
            Assert.That(result.Find("lambda").Derivative, Is.EqualTo(-(m / (l * l * l)) - (1.5 / (l * l))).Within(1e-8).Percent);
            Assert.That(result.Find("lambda").Method, Is.EqualTo("adjoint"));
        });
    }

    // U = 1 - (1 - u₁)(1 - u₂): dU/dλ₁ = (1 - u₂) μ₁ / (λ₁ + μ₁)². A constant that both use counts for both.
    [Test]
    public void SeriesOfTwo_IndependentParts()
    {
        var file = Models.Text("""
            model: series of two
            constants: { a: 1e-3 / h, b: 1e-5 / h, both: 0.25 / h, of_both: 1 * both }
            variables: { x: 0..1, y: 0..1 }
            events:
              a fails: { when: x = 0, rate: a, then: "x' = 1" }
              a repaired: { when: x = 1, rate: both, then: "x' = 0" }
              b fails: { when: y = 0, rate: b, then: "y' = 1" }
              b repaired: { when: y = 1, rate: both, then: "y' = 0" }
            labels: { up: x = 0 & y = 0 }
            rewards: { capacity: "1 - (x + y) / 2", scaled: "both * x" }
            """);
        const double m = 0.25, a = 1e-3, b = 1e-5, ua = a / (a + m), ub = b / (b + m);
        const double byB = (1 - ua) * m / ((b + m) * (b + m)), byMu = -((1 - ub) * a / ((a + m) * (a + m))) - ((1 - ua) * b / ((b + m) * (b + m)));
        var result = Models.Run(file, "unavailability");
        var capacity = Models.Run(file, "capacity");
        var scaled = Models.Run(file, "expected-scaled");
        Assert.Multiple(() =>
        {
            Assert.That(result.Find("b").Derivative, Is.EqualTo(byB).Within(1e-11 * byB));
            Assert.That(result.Find("both").Derivative, Is.EqualTo(byMu).Within(-1e-11 * byMu));
            Assert.That(result.Sensitivities.Select(s => s.Parameter.Name), Is.EqualTo(new[] { "both", "a", "b" }), "what is computed from others is left out");
            Assert.That(capacity.Find("b").Derivative, Is.EqualTo(-0.5 * m / ((b + m) * (b + m))).Within(1e-10));
            // both * a / (a + both): what a state counts depends on the parameter too.
            Assert.That(scaled.Find("both").Derivative, Is.EqualTo(a * a / ((a + m) * (a + m))).Within(1e-10 * ua * ua));
        });
    }

    // Two out of three with one crew each: A = 3 a² - 2 a³ with a = μ / (λ + μ), dU/dλ = (6 a - 6 a²) μ / (λ + μ)².
    [Test]
    public void TwoOutOfThree()
    {
        var result = Models.Run(Models.Text("""
            model: two out of three
            constants: { lambda: 2 / y, mu: 1 / 8 h }
            variables: { failed: 0..3 }
            events:
              failure: { when: failed < 3, rate: (3 - failed) * lambda, then: "failed' = failed + 1" }
              repair: { when: failed > 0, rate: failed * mu, then: "failed' = failed - 1" }
            labels: { up: failed <= 1 }
            """), "unavailability");
        const double l = 2 / 8760.0, m = 1 / 8.0, q = l / (l + m), a = m / (l + m);
        const double expected = 6 * a * q * m / ((l + m) * (l + m));
        var lambda = result.Find("lambda");
        Assert.Multiple(() =>
        {
            Assert.That(lambda.Derivative, Is.EqualTo(expected).Within(1e-11 * expected));
            Assert.That(lambda.Parameter.Unit.Symbol, Is.EqualTo("1/y"));
            Assert.That(lambda.Parameter.ValueInUnit, Is.EqualTo(2).Within(1e-15));
            Assert.That(lambda.Elasticity, Is.EqualTo(expected * l / ((3 * q * q) - (2 * q * q * q))).Within(1e-11));
        });
    }

    // A window of length d every T hours and nothing else: U = d / T.
    [Test]
    public void Windows_OfAServerThatHardlyFails()
    {
        var result = Models.Run(Models.Text("""
            topology: t
            parts:
              s: { single: { hardware: { mttf: 1e15 h, mttr: 1 h }, software: none, upgrade: { every: 730 h, duration: 30 min } } }
            """), "unavailability");
        Assert.Multiple(() =>
        {
            Assert.That(result.Find("parts.s.single.upgrade.duration").Elasticity, Is.EqualTo(1).Within(1e-8));
            Assert.That(result.Find("parts.s.single.upgrade.every").Elasticity, Is.EqualTo(-1).Within(1e-8));
            Assert.That(result.Find("parts.s.single.upgrade.duration").Parameter.Unit, Is.EqualTo(new WrittenUnit("min", 1 / 60.0)));
        });
    }
}
