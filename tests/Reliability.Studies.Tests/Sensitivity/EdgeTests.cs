using Reliability.Modeling.Diagnostics;
using Reliability.Studies.Sensitivity;

namespace Reliability.Studies.Tests.Sensitivity;

/// <summary>Parameters at a bound, at zero, at a kink, and such that nothing can be said about.</summary>
public sealed class EdgeTests
{
    // Up fails at 1/1000 h; a share p of the failures needs 10 h, the rest 1 h. U = (1 + 9 p) / (1000 + 1 + 9 p), so dU/dp = 9000 / (1001 + 9 p)².
    private static ParametricFile Share(string p) => Models.Text($$"""
        model: two kinds of repair
        constants: { p: {{p}}, zero: 0 }
        states: [up, short, long]
        up: [up]
        transitions:
          - [up, short, (1 - p) / 1000 h]
          - [up, long, p / 1000 h]
          - [short, up, 1 / 1 h]
          - [long, up, 1 / 10 h]
        """);

    [TestCase("0", 0.0, "upward only")]
    [TestCase("0.25", 0.25, null)]
    [TestCase("0.999", 0.999, null)]
    [TestCase("1", 1.0, "downward only")]
    public void Probability_AlsoAtItsBounds(string text, double p, string? remark)
    {
        var result = Models.Run(Share(text), "unavailability");
        var found = result.Find("p");
        var expected = 9000 / ((1001 + (9 * p)) * (1001 + (9 * p)));
        Assert.Multiple(() =>
        {
            Assert.That(found.Derivative, Is.EqualTo(expected).Within((remark is null ? 1e-10 : 1e-8) * expected));
            Assert.That(Math.Abs(found.Derivative!.Value - expected), Is.LessThanOrEqualTo(found.Error));
            Assert.That(found.Remark, Is.EqualTo(remark));
            Assert.That(result.Find("zero").Derivative, Is.Zero, "used nowhere");
        });
    }

    [Test]
    public void ParameterThatChangesTheStructure_IsToldSo()
    {
        var result = Models.Run(Models.Text("""
            model: threshold
            constants: { k: 2, rate: 1e-3 / h }
            variables: { failed: 0..3 }
            events:
              failure: { when: failed < k, rate: rate, then: "failed' = failed + 1" }
              repair: { when: failed > 0, rate: 1 / 4 h, then: "failed' = failed - 1" }
            labels: { up: failed < 2 }
            """), "unavailability");
        var found = result.Find("k");
        Assert.Multiple(() =>
        {
            Assert.That(found.Derivative, Is.Null);
            Assert.That(found.Remark, Does.StartWith("the structure of the chain depends on it"));
            Assert.That(result.Sensitivities[^1].Parameter.Name, Is.EqualTo("k"), "what has no answer comes last");
        });
    }

    [Test]
    public void Kink_IsToldWithBothSides()
    {
        var result = Models.Run(Models.Text("""
            model: kink
            constants: { a: 0.5, b: 0.5 }
            states: [up, down]
            up: [up]
            transitions:
              - [up, down, "max(a, b)"]
              - [down, up, 1000]
            """), "unavailability");
        Assert.That(result.Find("a").Remark, Does.StartWith("the measure has a kink here: elasticity 0.9995 upward, 0 downward"));
    }

    [Test]
    public void WholeNumber_IsRefusedWithTheReadersOwnWords()
    {
        var result = Models.Run(Models.Text("""
            model: whole number
            constants: { n: 3, rate: 1e-3 / h }
            variables: { failed: 0..n }
            events:
              failure: { when: failed < 3, rate: rate, then: "failed' = failed + 1" }
              repair: { when: failed > 0, rate: 1 / 4 h, then: "failed' = failed - 1" }
            labels: { up: failed < 2 }
            """), "unavailability");
        Assert.That(result.Find("n").Remark, Does.StartWith("the model takes no value beside it: ").And.Contain("not an integer"));
    }

    [Test]
    public void PeriodsThatNoLongerFit_AreToldSo()
    {
        var result = Models.Run(Models.Text("""
            topology: t
            parts:
              a: { single: { upgrade: { every: 730 h, duration: 30 min } } }
              b: { single: { upgrade: { every: 730 h, duration: 20 min, offset: 100 h } } }
            """), "unavailability", new SensitivityOptions { Parameters = ["parts.a.single.upgrade.every", "parts.a.single.upgrade.duration"] });
        Assert.Multiple(() =>
        {
            Assert.That(result.Find("parts.a.single.upgrade.every").Remark, Does.Contain("no longer fit each other"));
            Assert.That(result.Find("parts.a.single.upgrade.duration").Derivative, Is.GreaterThan(0));
        });
    }

    [Test]
    public void MeasureThatTheModelDoesNotHave_IsAnError()
    {
        var file = Share("0.5");
        Assert.Multiple(() =>
        {
            Assert.That(SensitivityStudy.Run(file, new SensitivityOptions { Measure = "mttdl" })[0].Diagnostics.Single().Message, Does.Contain("does not say where data are lost"));
            Assert.That(SensitivityStudy.Run(file, new SensitivityOptions { Measure = "expected-nothing" })[0].Diagnostics.Single().Message, Does.Contain("no reward 'expected-nothing'"));
            Assert.That(() => SensitivityStudy.Run(file, new SensitivityOptions { Parameters = ["q"] }), Throws.ArgumentException);
        });
    }

    [Test]
    public void Run_HonoursCancellation()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.That(() => SensitivityStudy.Run(Share("0.5"), new SensitivityOptions(), null, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("10 min", 1, 0, "min", 1 / 60.0)]
    [TestCase("1.36 %/y", -1, 0, "%/y", 0.01 / 8760)]
    [TestCase("5 %", 0, 0, "%", 0.01)]
    [TestCase("300 FIT", -1, 0, "FIT", 1e-9)]
    [TestCase("2 / y", -1, 0, "1/y", 1 / 8760.0)]
    [TestCase("1/1460 h", -1, 0, "1/h", 1.0)]
    [TestCase("guest = 3 h", 1, 0, "h", 1.0)]
    [TestCase("1e-15 / bit", 0, -1, "1/bit", 1.0)]
    [TestCase("4 h ~ lognormal(error-factor 3)", 1, 0, "h", 1.0)]
    public void Unit_IsThatOfTheFile(string text, int time, int size, string symbol, double inBase) =>
        Assert.That(WrittenUnit.Of(text, new Modeling.Quantities.Dimension(time, size)), Is.EqualTo(new WrittenUnit(symbol, inBase)));

    [TestCase(1.23456789, 1e-4, 1.2346)]
    [TestCase(-5.5e-7, 3e-9, -5.5e-7)]
    [TestCase(0.02, 0.03, 0)]
    public void Digits_EndWhereTheErrorBegins(double value, double error, double expected) => Assert.That(SupportedDigits.Of(value, error), Is.EqualTo(expected));
}
