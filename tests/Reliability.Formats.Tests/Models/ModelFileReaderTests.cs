using Reliability.Formats.Models;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Tests.Models;

public sealed class ModelFileReaderTests
{
    [Test]
    public void A_model_file_is_recognised_by_its_key()
    {
        Assert.That(ModelFileReader.Recognises(YamlReader.Read(new SourceText("a", "model: x"), new DiagnosticBag())!), Is.True);
        Assert.That(ModelFileReader.Recognises(YamlReader.Read(new SourceText("a", "topology: x"), new DiagnosticBag())!), Is.False);
    }

    [Test]
    public void Every_part_of_the_long_form_is_read()
    {
        var model = ModelFiles.Good("""
            model: everything
            constants: { n: k + 1, k: 2, mttr: 4 h, mu: 1 / mttr, p: 5 % }
            formulas: { idle: spare > 0 & full, full: n - spare > 1 }
            variables: { spare: 0..n init k, flag: bool init true, off: bool }
            events:
              a: { when: idle, rate: spare * mu, then: "spare' = min(spare, 1), flag' = !flag", cause: hardware }
              b: { when: off, after: "deterministic(30 min)", memory: resume, then: "off' = false" }
              c: { when: flag, immediate: true, priority: 2, weight: 3, outcomes: [ { probability: p }, { probability: 1 - p, then: "flag' = false", cause: failover } ] }
              d: { when: off, rate: 0, then: "off' = false" }
            calendar: [ { name: w, every: 730 h, at: 1 h, when: flag, then: "off' = true", cause: upgrade } ]
            labels: { up: "!off", data-loss: spare = 0 }
            rewards: { x: spare / 2, y: { rate: 1, impulses: { a: 2, d: 3 } } }
            """).Model;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.Variables, Is.EqualTo([new Variable("spare", 0, 3, 2), new Variable("flag", 0, 1, 1, true), new Variable("off", 0, 1, 0, true)]));
            Assert.That(model.Events.Select(e => e.Name), Is.EqualTo(["a", "b", "c"]));
            Assert.That(model.Events[0].Guard.ToString(), Is.EqualTo("spare > 0 & 3 - spare > 1"));
            Assert.That(((ExponentialDelay)model.Events[0].Delay).Rate.ToString(), Is.EqualTo("spare * 0.25"));
            Assert.That(model.Events[0].Cause, Is.EqualTo(Cause.Hardware));
            Assert.That(model.Events[1].Delay, Is.EqualTo(new GeneralDelay(new Deterministic(Duration.FromHours(0.5)), MemoryPolicy.Resume)));
            Assert.That(model.Events[2].Delay, Is.EqualTo(new ImmediateDelay(2, 3)));
            Assert.That(model.Events[2].Outcomes.Select(o => ((LiteralExpression)o.Probability).Value), Is.EqualTo([0.05, 0.95]));
            Assert.That(model.Events[2].Outcomes[1].Cause, Is.EqualTo(Cause.Failover));
            Assert.That(model.Calendar.Single().Period.TotalHours, Is.EqualTo(730));
            Assert.That(model.Labels.Select(l => l.Name), Is.EqualTo(["up", "data-loss"]));
            Assert.That(model.Rewards[1].Impulses.Single(), Is.EqualTo(new ImpulseReward("a", 2)));
        }
    }

    [TestCase("weibull(shape 2, scale 4 h)")]
    [TestCase("weibull(shape 2, mean 4 h)")]
    [TestCase("lognormal(median 4 h, error-factor 3)")]
    [TestCase("erlang(stages 4, mean 4 h)")]
    [TestCase("gamma(shape 2, mean 4 h)")]
    [TestCase("uniform(1 h, 3 h)")]
    [TestCase("exponential(4 h)")]
    [TestCase("4 h")]
    public void Every_law_is_read(string law)
    {
        var delay = ModelFiles.Good($"model: m\nvariables: {{ n: 0..1 }}\nevents: {{ e: {{ when: n = 0, after: \"{law}\", then: \"n' = 1\" }} }}\n").Model.Events[0].Delay;
        Distribution? expected = law.Split('(')[0] switch
        {
            "weibull" => law.Contains("scale", StringComparison.Ordinal) ? new Weibull(2, Duration.FromHours(4)) : Weibull.WithMean(2, Duration.FromHours(4)),
            "lognormal" => LogNormal.WithErrorFactor(Duration.FromHours(4), 3),
            "erlang" => new Erlang(4, Duration.FromHours(4)),
            "gamma" => new Gamma(2, Duration.FromHours(4)),
            "uniform" => new Uniform(Duration.FromHours(1), Duration.FromHours(3)),
            _ => null,
        };
        Assert.That(delay, Is.EqualTo(expected is null ? new ExponentialDelay(0.25) : new GeneralDelay(expected, MemoryPolicy.Restart)));
    }

    [TestCase("s", "2", 7200)]
    [TestCase("d", "12", 0.5)]
    [TestCase("d", "12 / h", 12)]
    [TestCase("d", "k", 1)]
    [TestCase("d", "r", 3)]
    [TestCase("d", "k > 1 ? r : 0", 3)]
    public void Rates_without_a_unit_are_per_time_unit(string unit, string rate, double perHour)
    {
        var file = ModelFiles.Good($"model: m\ntime-unit: {unit}\nconstants: {{ k: 24, r: 3 / h }}\nstates: [a, b]\nup: [a]\ntransitions:\n  - [a, b, \"{rate}\"]\n  - [b, a, 1]\n");
        Assert.That(((LiteralExpression)((ExponentialDelay)file.Model.Events[0].Delay).Rate).Value, Is.EqualTo(perHour).Within(1e-14 * perHour));
    }

    [Test]
    public void Long_lists_and_chains_of_definitions_are_read()
    {
        var states = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"s{i}"));
        var even = string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"s{2 * i}"));
        var constants = string.Join("\n", Enumerable.Range(0, 20_000).Select(i => $"  c{i}: c{i + 1} + 1"));
        var file = ModelFiles.Good($"model: m\nconstants:\n{constants}\n  c20000: 0\nstates: [{states}]\nup: [{even}]\ntransitions: [[s0, s1, c0]]\nrewards: {{ x: {{ s1: 2, s7: c0 }} }}\n");
        Assert.That(((ExponentialDelay)file.Model.Events[0].Delay).Rate, Is.EqualTo((Expression)20_000));
    }

    [TestCase("n", " + n", 1300)]
    [TestCase("n = 0 ? 1 : ", "n = 0 ? 1 : ", 560)]
    [TestCase("-", "-", 200)]
    [TestCase("", "(", 200)]
    [TestCase("n > 0 ? 1 : 0", " + (n > 1 ? 1 : 0)", 300)]
    public void The_longest_expressions_do_no_harm(string first, string more, int count)
    {
        var rate = first + string.Concat(Enumerable.Repeat(more, count)) + (more[^1] is ' ' or '-' or '(' ? "n" : "") + new string(')', more == "(" ? count : 0);
        var text = $"model: m\nvariables: {{ n: 0..2 }}\nlabels: {{ up: n > 0 }}\nevents:\n  a: {{ when: n < 2, rate: \"3 + ({rate})\", then: \"n' = n + 1\" }}\n  b: {{ when: n = 2, rate: 1, then: \"n' = 0\" }}\n";
        var result = double.NaN;
        var small = new Thread(() => result = ModelFiles.Solve(ModelFiles.Good(new SourceText("m.yaml", text))).Unavailability, 1_500_000);
        small.Start();
        small.Join();
        Assert.That(result, Is.InRange(0, 1));
    }
}
