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
        var study = StudyRunner.Run(Subject(S5b), Short with { MaximumEvents = 1000, RareEvents = false });
        Assert.That(study.Checks.Where(c => c.Second == "simulation").Select(c => c.Verdict), Has.All.EqualTo(Verdict.Inconclusive));
    }

    // Every kind of part alone: what differs by design is named with its size, and is no disagreement.
    private static IEnumerable<Topologies.Parts.Part> Alone()
    {
        foreach (var (level, disks) in new[] { (Topologies.Parts.RaidLevel.Raid0, 4), (Topologies.Parts.RaidLevel.Raid1, 2), (Topologies.Parts.RaidLevel.Raid5, 5), (Topologies.Parts.RaidLevel.Raid6, 8), (Topologies.Parts.RaidLevel.Raid10, 8) })
        {
            yield return S5b with { Name = $"raid {(int)level}", Level = level, Disks = disks };
        }

        yield return S5a;
        yield return S1;
        yield return S2c with { Hosts = 3, Name = "pool" };
        yield return S3a with { Upgrade = new Topologies.Parts.UpgradeWindow(Modeling.Quantities.Duration.FromHours(730), Modeling.Quantities.Duration.FromMinutes(30)), Name = "together" };
    }

    [TestCaseSource(nameof(Alone))]
    public void PartAlone_IsNoDisagreement_WithItsTree(Topologies.Parts.Part part)
    {
        var study = StudyRunner.Run(Subject(part), Short with { Simulate = false });
        var check = study.Checks.Single(c => c.Second == "fault-tree");
        Assert.Multiple(() =>
        {
            Assert.That(check.Verdict, Is.EqualTo(Verdict.Agree).Or.EqualTo(Verdict.ByDesign), check.Note);
            if (check.Verdict == Verdict.ByDesign) Assert.That(check.Note, Does.Contain("min/yr more because a static tree does not know"));
        });
    }

    [Test]
    public void TreeWithAnEventLeftOut_Disagrees()
    {
        var subject = Subject(S1);
        var tree = new FaultTrees.FaultTreeBuilder("wrong").BasicEvent("server.hardware", 3.0 / 100_003).Or("top", "server.hardware").BuildOrThrow("top");
        var study = StudyRunner.Run(subject with { FaultTree = tree }, Short with { Simulate = false });
        Assert.That(study.Verdict, Is.EqualTo(Verdict.Disagree));
    }

    // The blind spot of a rolling pair is its own: the windows of the machine beside it are in the tree and must be found there.
    [Test]
    public void BlindSpotOfOnePart_HidesNothingOfAnother()
    {
        var window = new Topologies.Parts.UpgradeWindow(Modeling.Quantities.Duration.FromHours(730), Modeling.Quantities.Duration.FromMinutes(30)) { Offset = Modeling.Quantities.Duration.FromHours(100) };
        var rolling = S3a with { Upgrade = window with { Rolling = true, Offset = null, Switchover = Modeling.Quantities.Duration.FromSeconds(30) } };
        var subject = Studies.Subject.From("test", TopologyCompiler.Compile(Of(new Topologies.Assumptions(), S2a with { Upgrade = window }, rolling)), []);
        var study = StudyRunner.Run(subject, Short with { Simulate = false });
        var check = study.Checks.Single(c => c.Second == "fault-tree");
        Assert.Multiple(() =>
        {
            Assert.That(check.Verdict, Is.EqualTo(Verdict.Agree), check.Note);
            Assert.That(check.SecondValue, Is.GreaterThan(0.5 / 730), "the tree sees the window of the machine");
            Assert.That(subject.Invisible, Does.Contain(("san", Cause.Upgrade)).And.Not.Contain(("vm", Cause.Upgrade)));
        });
    }

    // One hour in ten, whatever else does not happen.
    [Test]
    public void CalendarAlone_IsBookedWhole()
    {
        var b = new ModelBuilder("calendar");
        var up = b.Boolean("up", true);
        CalendarInstant At(string name, double hours, bool value) => new(
            name, Modeling.Quantities.Duration.FromHours(10), Modeling.Quantities.Duration.FromHours(hours), Modeling.Expressions.Expression.True, [Outcome.Certain(new Assignment(up.Index, value))], Cause.Upgrade);
        b.Add(At("closes", 8, false));
        b.Add(At("opens", 9, true));
        var study = StudyRunner.Run(new Subject("calendar", "test", b.Build(), up), Short);
        Assert.Multiple(() =>
        {
            Assert.That(study.Find("unavailability", "markov")!.Value, Is.EqualTo(0.1).Within(1e-14));
            Assert.That(study.Find("scheduled-downtime", "markov")!.Value, Is.EqualTo(52560).Within(1e-8));
            Assert.That(study.Verdict, Is.Not.EqualTo(Verdict.Disagree));
        });
    }

    [Test]
    public void ModelWithoutEvents_IsNoAccident()
    {
        var b = new ModelBuilder("still");
        var up = b.Boolean("up", true);
        var study = StudyRunner.Run(new Subject("still", "test", b.Build(), up), Short);
        Assert.That(study.Find("unavailability", "markov")!.Value, Is.Zero);
    }

    [Test]
    public void ModelThatEnds_HasNoLongRun_InASimulationEither()
    {
        var b = new ModelBuilder("ends");
        var up = b.Boolean("up", true);
        b.Exponential("fail", up, 0.01, Cause.Hardware, new Assignment(up.Index, false));
        var study = StudyRunner.Run(new Subject("ends", "test", b.Build(), up), Short with { Analytic = false });
        Assert.Multiple(() =>
        {
            Assert.That(study.Find("unavailability"), Is.Null);
            Assert.That(study.Find("mttff")!.Value, Is.EqualTo(100).Within(20));
            Assert.That(study.Diagnostics.Single(d => d.Severity == Modeling.Diagnostics.Severity.Warning).Message, Does.Contain("never leaves"));
        });
    }

    // Scheduled downtime is the same in every replication, because what keeps a window from opening is too rare to be seen in a few.
    [Test]
    public void MeasureThatNeverVaries_AgreesUpToWhatCouldNotShow_AndNoFurther()
    {
        var same = new Simulation.Statistics.ConfidenceInterval(1, 0, 1, 1, 0.95, 1000, 5000, Simulation.Statistics.IntervalTrust.Trusted);
        Verdict Judge(double exact)
        {
            var cross = new CrossCheck();
            cross.Add("scheduled-downtime", exact, same);
            return cross.Judge(0.001)[0].Verdict;
        }

        Assert.Multiple(() =>
        {
            Assert.That(Judge(1 - 1e-8), Is.EqualTo(Verdict.Agree));
            Assert.That(Judge(1 - 0.01), Is.EqualTo(Verdict.Agree), "one replication in a hundred thousand may lose all of it");
            Assert.That(Judge(1 - 0.02), Is.EqualTo(Verdict.Disagree));
        });
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
