using Reliability.Studies.Checks;
using Reliability.Studies.Sensitivity;
using Reliability.Studies.Tests.Sensitivity;

namespace Reliability.Studies.Tests;

/// <summary>What events earn when they happen counts in every answer, and in its derivatives.</summary>
public sealed class ImpulseTests
{
    private const double A = 2, B = 5;

    private const string Calls = """
        ctmc
        const double a = 2;
        const double b = 5;
        module m
          n : [0..1] init 0;
          [fail] n=0 -> a : (n'=1);
          [fix] n=1 -> b : (n'=0);
        endmodule
        label "up" = n=0;
        rewards "calls" [fail] true : 1; endrewards
        rewards "paid" [fix] true : a; n=1 : 3; endrewards
        """;

    private static readonly StudyOptions Exact = new() { Simulate = false };

    private static double Mean(string text, string measure = "expected-calls", StudyOptions? options = null)
    {
        var study = StudyRunner.Run(Models.Text(text).Nominal[0], options ?? Exact);
        Assert.That(study.Diagnostics.Where(d => d.Severity == Modeling.Diagnostics.Severity.Error), Is.Empty);
        return study.Measurements.Single(m => m.Measure == measure && m.Engine == "markov").Value;
    }

    // One failure per mean time between failures: a b / (a + b) per hour; each repair pays a, and an hour of it 3.
    [Test]
    public void TimedEvents_EarnTheirRate()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Mean(Calls), Is.EqualTo(10 / 7.0).Within(1e-14));
            Assert.That(Mean(Calls, "expected-paid"), Is.EqualTo((A * A * B / (A + B)) + (3 * A / (A + B))).Within(1e-13));
        });
    }

    [Test]
    public void TimedEvents_AreComparedWithTheSimulation()
    {
        var study = StudyRunner.Run(Models.Text(Calls).Nominal[0], new StudyOptions { MaximumEvents = 200_000 });
        var check = study.Checks.Single(c => c.Measure == "expected-calls");
        Assert.Multiple(() =>
        {
            Assert.That(check.Verdict, Is.EqualTo(Verdict.Agree));
            Assert.That(check.FirstValue, Is.EqualTo(10 / 7.0).Within(1e-14));
        });
    }

    // The rate is in the reward itself: d/da of a b / (a + b) is (b / (a + b))².
    [TestCase(false)]
    [TestCase(true)]
    public void TimedEvents_Derivatives(bool differences)
    {
        var options = new SensitivityOptions { ByDifferences = differences };
        var calls = Models.Run(Models.Text(Calls), "expected-calls", options);
        var paid = Models.Run(Models.Text(Calls), "expected-paid", options);
        const double s = A + B;
        Assert.Multiple(() =>
        {
            Assert.That(calls.Value, Is.EqualTo(10 / 7.0).Within(1e-14));
            Assert.That(calls.Find("a").Derivative, Is.EqualTo(B * B / (s * s)).Within(1e-10));
            Assert.That(calls.Find("b").Derivative, Is.EqualTo(A * A / (s * s)).Within(1e-10));
            Assert.That(calls.Find("a").Method, Is.EqualTo(differences ? "differences" : "adjoint"));
            Assert.That(paid.Find("a").Derivative, Is.EqualTo((((2 * A * B) + 3) / s) - (((A * A * B) + (3 * A)) / (s * s))).Within(1e-9));
            Assert.That(paid.Find("b").Derivative, Is.EqualTo((A * A / s) - (((A * A * B) + (3 * A)) / (s * s))).Within(1e-9));
        });
    }

    // Two independent units; a failure of x costs more while y is down, and y's own cost has no value while y is up.
    [TestCase(false)]
    [TestCase(true)]
    public void IndependentParts(bool monolithic)
    {
        const string text = """
            model: two units
            constants: { a: 2 / h, b: 5 / h, c: 1 / h, d: 3 / h }
            variables: { x: 0..1, y: 0..1 }
            events:
              x fails: { when: x = 0, rate: a, then: "x' = 1" }
              x repaired: { when: x = 1, rate: b, then: "x' = 0" }
              y fails: { when: y = 0, rate: c, then: "y' = 1" }
              y repaired: { when: y = 1, rate: d, then: "y' = 0" }
            labels: { up: x = 0 & y = 0 }
            rewards:
              calls: { impulses: { x fails: 1 + 4 * y, y repaired: 6 / y } }
            """;
        const double c = 1, d = 3, x = A * B / (A + B), y = c * d / (c + d), down = c / (c + d);
        Assert.That(Mean(text, options: Exact with { Monolithic = monolithic }), Is.EqualTo((x * (1 + (4 * down))) + (6 * y)).Within(1e-13));
        var byC = Models.Run(Models.Text(text), "expected-calls").Find("c");
        Assert.That(byC.Derivative, Is.EqualTo(((4 * x * d) + (6 * d * d)) / ((c + d) * (c + d))).Within(1e-9));
    }

    // A failure is survived three times of four, at cost 1; else it costs 3 and is repaired at rate b.
    private const string Passing = """
        model: passing
        constants: { a: 2 / h, b: 5 / h }
        variables: { x: 0..2 }
        events:
          fails: { when: x = 0, rate: a, then: "x' = 1" }
          survived: { when: x = 1, immediate: true, weight: 3, then: "x' = 0" }
          lost: { when: x = 1, immediate: true, weight: 1, then: "x' = 2" }
          repaired: { when: x = 2, rate: b, then: "x' = 0" }
        labels: { up: x = 0 }
        rewards:
          calls: { impulses: { survived: 1, lost: 1 + 2 * x } }
        """;

    [Test]
    public void EventsThatTakeNoTime_EarnOnTheWay()
    {
        const double up = B / (B + (A / 4)), earned = A * ((0.75 * 1) + (0.25 * 3));
        var result = Models.Run(Models.Text(Passing), "expected-calls");
        Assert.Multiple(() =>
        {
            Assert.That(Mean(Passing), Is.EqualTo(up * earned).Within(1e-14));
            Assert.That(result.Find("a").Derivative, Is.EqualTo(1.5 * B * B / ((B + (A / 4)) * (B + (A / 4)))).Within(1e-9));
        });
    }

    // Once per cycle of a mean up time and the mean of the law, at the repair and at what follows it at once; twice where the event finds the flag set, which every other cycle does.
    [TestCase("deterministic(4 h)", 4)]
    [TestCase("uniform(2 h, 8 h)", 5)]
    [TestCase("erlang(stages 3, mean 6 h)", 6)]
    public void EventsWithGeneralDelays_EarnOncePerFiring(string law, double mean)
    {
        var text = $$"""
            model: impulses
            variables: { n: 0..2, flag: 0..1 }
            events:
              fails: { when: n = 0, rate: 1 / 100 h, then: "n' = 1" }
              repaired: { when: n = 1, after: "{{law}}", then: "n' = 2, flag' = 1 - flag" }
              checked: { when: n = 2, immediate: true, then: "n' = 0" }
            labels: { up: n = 0 }
            rewards:
              repairs: { impulses: { repaired: 1 + flag } }
              checks: { impulses: { checked: 7 } }
            """;
        var perHour = 1 / (100 + mean);
        Assert.That(Mean(text, "expected-repairs"), Is.EqualTo(1.5 * perHour).Within(1e-12 * perHour));
        Assert.That(Mean(text, "expected-checks"), Is.EqualTo(7 * perHour).Within(1e-12 * perHour));
    }

    // A window each 100 h counts at its instant, by an event that takes no time.
    [Test]
    public void Instants_EarnOncePerPeriod()
    {
        const string text = """
            model: window
            constants: { a: 2 / h, b: 5 / h }
            variables: { x: 0..1, y: 0..1 }
            events:
              fails: { when: x = 0, rate: a, then: "x' = 1" }
              repaired: { when: x = 1, rate: b, then: "x' = 0" }
              counted: { when: y = 1, immediate: true, weight: 1, then: "y' = 0" }
            calendar:
              - { name: window, every: 100 h, then: "y' = 1" }
            labels: { up: x = 0 }
            rewards:
              calls: { rate: 0, impulses: { counted: 7 } }
            """;
        Assert.That(Mean(text), Is.EqualTo(0.07).Within(1e-14));
    }
}
