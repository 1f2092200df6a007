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
}
