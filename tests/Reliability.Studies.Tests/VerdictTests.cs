using Reliability.Modeling.Models;
using Reliability.Studies.Checks;
using Reliability.Topologies.Compilation;
using static Reliability.Studies.Tests.ReferenceTopologies;

namespace Reliability.Studies.Tests;

/// <summary>The verdict can agree, can fail, and says when it cannot tell.</summary>
public sealed class VerdictTests
{
    private static readonly StudyOptions Short = new() { MaximumEvents = 600_000 };

    private static Subject Subject(Topologies.Parts.Part part) => Studies.Subject.From("test", TopologyCompiler.Compile(Of(new Topologies.Assumptions(), part)), []);

    [Test]
    public void EnginesOnTheSameModel_Agree()
    {
        var study = StudyRunner.Run(Subject(S3a), Short);
        Assert.That(study.Verdict, Is.EqualTo(Verdict.Agree), string.Join("\n", study.Checks));
    }

    [Test]
    public void OneRateAlteredInOneEngine_Disagrees()
    {
        var altered = TopologyCompiler.Compile(Of(new Topologies.Assumptions(), S3a with { Failover = Modeling.Quantities.Duration.FromSeconds(40) })).Model;
        var study = StudyRunner.Run(Subject(S3a), Short, simulated: altered);
        Assert.That(study.Verdict, Is.EqualTo(Verdict.Disagree));
    }

    [Test]
    public void TooFewOutages_IsInconclusive_NeverAgree()
    {
        var study = StudyRunner.Run(Subject(S5b), Short with { MaximumEvents = 1000 });
        Assert.That(study.Checks.Where(c => c.Second == "simulation").Select(c => c.Verdict), Has.All.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void Answers_DoNotDependOnTheNumberOfThreads()
    {
        var one = StudyRunner.Run(Subject(S2a), Short with { Threads = 1 });
        var many = StudyRunner.Run(Subject(S2a), Short with { Threads = 3 });
        Assert.That(many.Measurements.Select(m => m with { Seconds = 0 }), Is.EqualTo(one.Measurements.Select(m => m with { Seconds = 0 })));
    }

    [Test]
    public void ErlangWindows_ApproachTheExactAnswer()
    {
        var window = new Topologies.Parts.UpgradeWindow(Modeling.Quantities.Duration.FromHours(730), Modeling.Quantities.Duration.FromMinutes(30));
        var subject = Subject(S2a with { Upgrade = window });
        double Answer(int? stages) => StudyRunner.Run(subject, new StudyOptions { Simulate = false, WindowStages = stages }).Find("unavailability", "markov")!.Value;
        var exact = Answer(null);
        Assert.Multiple(() =>
        {
            // Case U3: one stage is off by 5.95e-12, two by 5.5e-15 in availability.
            Assert.That(Answer(1) - exact, Is.EqualTo(5.95287e-12).Within(2e-13));
            Assert.That(Math.Abs(Answer(2) - exact), Is.LessThan(1e-13));
        });
    }

    [Test]
    public void Model_IsEqualByValue()
    {
        StochasticModel first = TopologyCompiler.Compile(Of(new Topologies.Assumptions(), S3a)).Model;
        StochasticModel second = TopologyCompiler.Compile(Of(new Topologies.Assumptions(), S3a)).Model;
        Assert.That(second, Is.EqualTo(first));
    }
}
