using Reliability.Studies.Tests.Sensitivity;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Statistics;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;
using static Reliability.Studies.Tests.ReferenceTopologies;

namespace Reliability.Studies.Tests;

/// <summary>What plain simulation never sees is compared all the same, and a difference is noticed.</summary>
[TestFixture]
public sealed class RareEventStudyTests
{
    private static readonly StudyOptions Short = new() { MaximumEvents = 300_000 };

    private static readonly DiskGroup Raid6 = S5b with { Name = "raid", Level = RaidLevel.Raid6, Disks = 8 };

    private static Subject Subject(Part part) => Studies.Subject.From("test", TopologyCompiler.Compile(Of(new Topologies.Assumptions(), part)), []);

    [Test]
    public void LossOfThreeDisks_IsCompared_AtOnePartInTenBillion()
    {
        var study = StudyRunner.Run(Subject(Raid6), Short);
        var unavailability = study.Checks.Single(c => c.Measure == MeasureNames.Unavailability && c.Second == "simulation");
        Assert.That(unavailability.FirstValue, Is.LessThan(1e-9));
        Assert.That(unavailability.Verdict, Is.EqualTo(Verdict.Agree), unavailability.ToString());
        Assert.That(unavailability.Detectable, Is.LessThan(0.2 * unavailability.FirstValue));
        Assert.That(study.Find(MeasureNames.Unavailability, "simulation")!.Method, Does.Contain("largest share"));
        Assert.That(study.Verdict, Is.EqualTo(Verdict.Agree));
    }

    [Test]
    public void RebuildThatTakesLonger_IsNoticed()
    {
        var altered = Subject(Raid6 with { Rebuild = Duration.FromHours(Raid6.Rebuild.TotalHours * 1.2) }).Model;
        Assert.That(StudyRunner.Run(Subject(Raid6), Short, simulated: altered).Verdict, Is.EqualTo(Verdict.Disagree));
    }

    [Test]
    public void WhatIsSeenOftenEnough_IsLeftToPlainSimulation()
    {
        var study = StudyRunner.Run(Subject(S1), Short with { MaximumEvents = 2_000_000 });
        Assert.That(study.Find(MeasureNames.Unavailability, "simulation")!.Method, Does.Contain("replications"));
    }

    // Three parts that age, each down 2 h in 10,002 h: all three at once 8e-12 of the time, of which plain simulation sees nothing.
    [Test]
    public void DelaysThatAreNotExponential_AreSplit()
    {
        const string text = """
            model: aging triple
            variables: { a: bool init true, b: bool init true, c: bool init true }
            events:
              a fails: { when: a, after: "weibull(shape 1.5, mean 10000 h)", then: "a' = false" }
              b fails: { when: b, after: "weibull(shape 1.5, mean 10000 h)", then: "b' = false" }
              c fails: { when: c, after: "weibull(shape 1.5, mean 10000 h)", then: "c' = false" }
              a repaired: { when: "!a", after: "uniform(0 h, 4 h)", then: "a' = true" }
              b repaired: { when: "!b", after: "uniform(0 h, 4 h)", then: "b' = true" }
              c repaired: { when: "!c", after: "uniform(0 h, 4 h)", then: "c' = true" }
            labels: { up: a | b | c }
            """;
        var study = StudyRunner.Run(Models.Text(text).Nominal[0], new StudyOptions { MaximumEvents = 2_000_000, Times = [] });
        var u = study.Measurements.Single(m => m.Measure == MeasureNames.Unavailability && m.Engine == "simulation");
        var exact = Math.Pow(2 / 10_002.0, 3);
        Assert.That(u.Method, Does.Contain("fixed-effort splitting"));
        Assert.That(u.Value, Is.EqualTo(exact).Within(4 * u.Error!.Value));
        Assert.That(u.Error, Is.LessThan(0.15 * exact));
        Assert.That(study.Verdict, Is.EqualTo(Verdict.Agree));
    }
}
