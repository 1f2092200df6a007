using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;
using Reliability.Studies.Tests.Sensitivity;
using static Reliability.Studies.Tests.ReferenceTopologies;

namespace Reliability.Studies.Tests;

/// <summary>One number is changed at a time in the model that the simulator gets: whatever changes an answer by more than the comparison says it would catch is caught.</summary>
[TestFixture]
public sealed class MutationTests
{
    private static readonly StudyOptions Short = new() { MaximumEvents = 700_000, Precision = 0.001, Times = [720] };

    // Beyond the power of 90 % by half, one in ten thousand escapes.
    private const double Certain = 1.5;

    private static Subject Subject()
    {
        var pair = S3a with
        {
            Name = "pair",
            Upgrade = new UpgradeWindow(Duration.FromHours(400), Duration.FromHours(1)) { Rolling = true, Switchover = Duration.FromMinutes(2) },
            // Fails so often that a short run sees enough of everything.
            Hardware = new Hardware(Duration.FromHours(300), Duration.FromHours(5)),
            Software = new Software(Duration.FromHours(150), Duration.FromHours(0.5), 0.1),
            Coverage = 0.8,
        };
        return Studies.Subject.From("test", TopologyCompiler.Compile(Of(new Topologies.Assumptions(), pair)), []);
    }

    // One clock at a time beside exponential events, solved as a Markov regenerative process; what two of the clocks earn counts too.
    private static Subject Clocks() => Models.Text("""
        model: clocks
        variables: { s: 0..3 }
        events:
          wears: { when: s = 0, rate: 1 / 60 h, then: "s' = 1" }
          fails: { when: s = 1, rate: 1 / 40 h, then: "s' = 2", cause: hardware }
          renewal begins: { when: s <= 1, after: "weibull(shape 2, mean 100 h)", then: "s' = 3", cause: software }
          repaired: { when: s = 2, after: "uniform(2 h, 6 h)", outcomes: [ { probability: 0.7, then: "s' = 0" }, { probability: 0.3, then: "s' = 1" } ] }
          renewed: { when: s = 3, after: deterministic(90 min), then: "s' = 0" }
        labels: { up: s <= 1 }
        rewards:
          cost: { rate: "s = 1 ? 1 : 0", impulses: { renewal begins: 20, repaired: 50 } }
        """).Nominal[0];

    private static IEnumerable<TestCaseData> Subjects() => [new TestCaseData(Subject(), 15).SetArgDisplayNames("windows"), new TestCaseData(Clocks(), 5).SetArgDisplayNames("clocks")];

    private static Distribution? Longer(Distribution law) => law switch
    {
        Deterministic d => new Deterministic(Duration.FromHours(1.4 * d.Length.TotalHours)),
        Uniform u => new Uniform(Duration.FromHours(1.4 * u.Least.TotalHours), Duration.FromHours(1.4 * u.Greatest.TotalHours)),
        Weibull w => w with { Scale = Duration.FromHours(1.4 * w.Scale.TotalHours) },
        _ => null,
    };

    private static IEnumerable<(string What, StochasticModel Model)> Mutants(StochasticModel model)
    {
        for (var i = 0; i < model.Events.Count; i++)
        {
            var e = model.Events[i];
            if (e.Delay is ExponentialDelay { Rate: var rate }) yield return ($"rate of '{e.Name}'", With(i, e with { Delay = new ExponentialDelay(rate * (Expression)1.4) }));
            if (e.Delay is GeneralDelay { Distribution: var law } general && Longer(law) is { } longer) yield return ($"law of '{e.Name}'", With(i, e with { Delay = general with { Distribution = longer } }));
            if (e.Outcomes is not [{ Probability: LiteralExpression { Value: var p } } first, { Probability: LiteralExpression { Value: var q } } second]) continue;
            var moved = 0.3 * Math.Min(p, q);
            yield return ($"coverage of '{e.Name}'", With(i, e with { Outcomes = [first with { Probability = p - moved }, second with { Probability = q + moved }] }));
        }

        for (var c = 0; c < model.Calendar.Count; c++)
        {
            var instant = model.Calendar[c];
            var later = Duration.FromHours((instant.Offset.TotalHours + 0.4) % instant.Period.TotalHours);
            yield return ($"time of '{instant.Name}'", Rebuilt(model, [.. model.Events], [.. model.Calendar.Select((x, k) => k == c ? x with { Offset = later } : x)]));
        }

        StochasticModel With(int index, Event changed) => Rebuilt(model, [.. model.Events.Select((e, k) => k == index ? changed : e)], [.. model.Calendar]);
    }

    private static StochasticModel Rebuilt(StochasticModel model, Event[] events, CalendarInstant[] calendar)
    {
        var b = new ModelBuilder(model.Name);
        foreach (var v in model.Variables) _ = v.IsBoolean ? b.Boolean(v.Name, v.Initial == 1) : b.Integer(v.Name, v.Minimum, v.Maximum, v.Initial);
        foreach (var e in events) b.Add(e);
        foreach (var c in calendar) b.Add(c);
        foreach (var l in model.Labels) b.Label(l.Name, l.Predicate);
        foreach (var r in model.Rewards) b.Add(r);
        return b.Build();
    }

    [TestCaseSource(nameof(Subjects))]
    public void EveryChangeBeyondThePower_IsCaught(Subject subject, int least)
    {
        var (caught, beyond, mutants, hidden) = (0, 0, 0, 0);
        foreach (var (what, model) in Mutants(subject.Model))
        {
            mutants++;
            var truth = StudyRunner.Run(subject with { Model = model }, Short with { Simulate = false });
            var study = StudyRunner.Run(subject, Short, simulated: model);
            var shows = false;
            foreach (var check in study.Checks.Where(c => c.Second == "simulation" && c.Detectable is not null))
            {
                var parts = check.Measure.Split('/');
                if (truth.Measurements.FirstOrDefault(m => m.Engine == "markov" && m.Measure == parts[0] && m.Cause == (parts.Length > 1 ? parts[1] : null) && m.At is null) is not { } becomes) continue;
                var change = Math.Abs(becomes.Value - check.FirstValue);
                if (change <= check.Detectable) continue;
                shows = true;
                beyond++;
                if (check.Verdict == Verdict.Disagree) caught++;
                if (change > Certain * check.Detectable) Assert.That(check.Verdict, Is.EqualTo(Verdict.Disagree), $"{what}: {check.Measure} becomes {becomes.Value:G6}, {check}");
            }

            if (!shows) hidden++;
            if (shows) Assert.That(study.Verdict, Is.EqualTo(Verdict.Disagree), what);
        }

        TestContext.Out.WriteLine($"{mutants} changes, {hidden} of them below the power everywhere; {caught} of {beyond} comparisons beyond it disagree");
        Assert.That(mutants, Is.GreaterThan(least));
        Assert.That(mutants - hidden, Is.GreaterThan(mutants / 2));
        Assert.That(caught, Is.GreaterThanOrEqualTo(0.9 * beyond));
    }

    // The rebuilt model is the model: nothing but the change is seen.
    [TestCaseSource(nameof(Subjects))]
    public void NoChange_Agrees(Subject subject, int least)
    {
        Assert.That(Mutants(subject.Model).Count(), Is.GreaterThan(least));
        var same = Rebuilt(subject.Model, [.. subject.Model.Events], [.. subject.Model.Calendar]);
        Assert.That(StudyRunner.Run(subject, Short, simulated: same).Verdict, Is.EqualTo(Verdict.Agree));
    }
}
