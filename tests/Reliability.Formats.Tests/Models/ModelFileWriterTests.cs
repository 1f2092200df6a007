using Reliability.Formats.Models;
using Reliability.Modeling.Approximation;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies;

namespace Reliability.Formats.Tests.Models;

public sealed class ModelFileWriterTests
{
    private static IEnumerable<string> Shipped => Directory.EnumerateFiles(ModelFiles.Above("models")!, "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(ModelFiles.Above("models")!, f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Shipped))]
    public void A_shipped_model_reads_back_equal(string path)
    {
        var diagnostics = new DiagnosticBag();
        var subjects = SubjectReader.Read([Path.Combine(ModelFiles.Above("models")!, path)], new Dictionary<string, string>(), diagnostics);
        foreach (var subject in subjects!.Value)
        {
            ReadsBack(subject.Model);
            if (subject.Model.Calendar.Count > 0) ReadsBack(ErlangCalendar.Apply(subject.Model, 3));
        }
    }

    [Test]
    public void Every_part_of_a_model_reads_back_equal()
    {
        var builder = new ModelBuilder("every: \"part\" # of 'it'");
        var n = builder.Integer("n", -3, 5, -1);
        var mode = builder.Named("mode", ["on", "off: cold", "3"], 1);
        var flag = builder.Boolean("flag", true);
        var laws = new Distribution[]
        {
            new Deterministic(Duration.FromHours(0.1)), new Uniform(Duration.Zero, Duration.FromHours(1.0 / 3)), new Erlang(3, Duration.FromHours(1e-7)), new Weibull(0.7, Duration.FromHours(1e9)),
            LogNormal.WithErrorFactor(Duration.FromHours(4), 3), new LogNormal(Duration.FromHours(1.0 / 7), 0.123456789), new Gamma(2.5, Duration.FromHours(4)),
        };
        foreach (var law in laws) builder.Add(new Event($"law {law.GetType().Name} {law.Mean.TotalHours}", flag, new GeneralDelay(law, law is Erlang ? MemoryPolicy.Resume : MemoryPolicy.Restart), [Outcome.Certain(new Assignment(2, !flag))], Cause.Power));
        builder.Add(new Event("- a: b", !flag | n.IsAtLeast(2) & mode.Is(1), new ExponentialDelay(flag.Choose(n + 3, 1e-9)), [new Outcome(0.25, [new Assignment(0, n + 1), new Assignment(2, flag & n.IsAtMost(3))], Cause.Disk), new Outcome(0.75, [])], new Cause("a \"cause\"")));
        builder.Add(new Event("now", n.Is(5), new ImmediateDelay(-2, n + 0.5), [Outcome.Certain(new Assignment(0, 0))], Cause.Unknown));
        builder.Add(new Event("certain of a cause", n.Is(-3), new ExponentialDelay(2), [new Outcome(1, [new Assignment(0, 0)], Cause.Link)], Cause.Unknown));
        builder.Add(new CalendarInstant("window, second", Duration.FromHours(730), Duration.FromHours(1.0 / 3), Expression.True, [new Outcome(0.9, [new Assignment(1, 2)]), new Outcome(0.1, [], Cause.UpgradeOverrun)], Cause.Upgrade) { TakesOver = false });
        builder.Label("up", Expression.AtLeast(2, [flag, n.Is(1), mode.IsNot(2)])).Label("a b: c", Expression.True);
        builder.Reward("r", Expression.Call(Function.Min, [n, mode, 3])).Add(new Reward("with impulses", 0, [new ImpulseReward("now", 2), new ImpulseReward("- a: b", n / 2)]));
        ReadsBack(builder.Build());
    }

    [Test]
    public void The_text_is_the_one_expected()
    {
        var model = ModelFiles.Good("""
            model: pair
            states: [both, one, none]
            up: [both, one]
            transitions: [[both, one, 2 / 1000 h, hardware], [one, both, 1 / 4 h], [one, none, 1 / 1000 h], [none, one, 1 / 4 h]]
            """).Model;
        Assert.That(ModelFileWriter.Write(model, new DiagnosticBag()), Is.EqualTo("""
            model: pair
            time-unit: h
            variables:
              state:
                values: [both, one, none]
            events:
              both -> one:
                when: state = 0
                rate: 0.002
                then: state' = 1
                cause: hardware
              one -> both:
                when: state = 1
                rate: 0.25
                then: state' = 0
              one -> none:
                when: state = 1
                rate: 0.001
                then: state' = 2
              none -> one:
                when: state = 2
                rate: 0.25
                then: state' = 1
            labels:
              up: state >= 0 & state <= 1

            """));
    }

    [Test]
    public void A_name_that_expressions_cannot_use_is_refused_with_the_reason()
    {
        var builder = new ModelBuilder("m");
        var x = builder.Integer("host-1.up", 0, 1);
        builder.Exponential("e", x.Is(0), 1.0, Cause.Unknown, new Assignment(0, 1)).Label("up", x.Is(0));
        var diagnostics = new DiagnosticBag();
        Assert.That(ModelFileWriter.Write(builder.Build(), diagnostics), Is.Null);
        Assert.That(diagnostics.ToImmutable()[0].Message, Does.Contain("'host-1.up' cannot be the name of a variable"));
    }

    [TestCase("values: [a, b], init: c", "has no value 'c'")]
    [TestCase("values: [a, a]", "is listed twice")]
    [TestCase("values: []", "has no values")]
    [TestCase("values: [a], start: a", "has no key 'start'")]
    [TestCase("init: a", "has no 'values:'")]
    public void Named_values_that_are_wrong_are_told(string group, string message)
    {
        var (file, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", $"model: m\nvariables: {{ s: {{ {group} }} }}\nevents: {{ e: {{ when: s = 0, rate: 1, then: \"s' = 1\" }} }}\n"));
        Assert.That(file, Is.Null);
        Assert.That(diagnostics[0].Message, Does.Contain(message));
        Assert.That(diagnostics[0].Span!.Value.Position.Line, Is.EqualTo(2));
    }

    private static void ReadsBack(StochasticModel model)
    {
        var diagnostics = new DiagnosticBag();
        var text = ModelFileWriter.Write(model, diagnostics);
        Assert.That(diagnostics.ToImmutable().Select(d => d.ToString()), Is.Empty);
        var read = ModelFiles.Good(text!).Model;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Variables, Is.EqualTo(model.Variables));
            Assert.That(read.Events, Is.EqualTo(model.Events));
            Assert.That(read.Calendar, Is.EqualTo(model.Calendar));
            Assert.That(read.Labels, Is.EqualTo(model.Labels));
            Assert.That(read.Rewards, Is.EqualTo(model.Rewards));
            Assert.That(read, Is.EqualTo(model));
        }
    }
}
