using Reliability.Modeling.Quantities;
using Reliability.Studies.Contributions;
using Reliability.Studies.Results;
using Reliability.Topologies;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;
using static Reliability.Studies.Tests.ReferenceTopologies;

namespace Reliability.Studies.Tests;

/// <summary>What is left when a threat is left out.</summary>
[TestFixture]
public sealed class ContributionTests
{
    private static readonly StudyOptions Exact = new() { Simulate = false };

    private static Subject Subject(Part part) => Studies.Subject.From("test", TopologyCompiler.Compile(Of(new Assumptions(), part)), []);

    private static double Unavailability(Subject subject) => StudyRunner.Run(subject, Exact).Find(MeasureNames.Unavailability)!.Value;

    // Each node goes on crashing by itself at (1 - β) λ.
    [Test]
    public void MirroredPair_WithoutCommonMode_KeepsTheCrashesOfItsNodes()
    {
        var (reduced, _) = ContributionStudy.Reduce(Subject(S3a), Omission.CommonMode);
        var apart = S3a with { Software = new Software(Duration.FromHours(S3a.Software.Mtbf.TotalHours / 0.95), S3a.Software.Restart) };
        Assert.That(Unavailability(reduced!), Is.EqualTo(Unavailability(Subject(apart))).Within(1e-10).Percent);
        Assert.That(Unavailability(reduced!), Is.LessThan(Unavailability(Subject(S3a))));
        Assert.That(reduced!.Name, Does.EndWith("without common-mode crashes"));
    }

    [Test]
    public void PairInLockstep_WithoutCommonMode_HasOnlyItsHosts()
    {
        var pair = new FaultTolerantPair("vm", 3, Host, Guest, 0.99, Duration.FromMinutes(10), Duration.FromMinutes(30));
        var (reduced, _) = ContributionStudy.Reduce(Subject(pair), Omission.CommonMode);
        Assert.That(Unavailability(reduced!), Is.EqualTo(Unavailability(Subject(pair with { Software = null }))).Within(1e-10).Percent);
    }

    [Test]
    public void Windows_AreLeftOutOfEveryPart()
    {
        var window = new UpgradeWindow(Duration.FromHours(730), Duration.FromMinutes(30));
        var upgraded = S3a with { Upgrade = window };
        var (reduced, _) = ContributionStudy.Reduce(Subject(upgraded), Omission.Upgrades);
        Assert.That(Unavailability(reduced!), Is.EqualTo(Unavailability(Subject(S3a))).Within(1e-10).Percent);
        var study = StudyRunner.Run(Subject(upgraded), Exact);
        var contribution = ContributionStudy.Run(study, reduced!, Omission.Upgrades, Exact);
        Assert.That(contribution.Without.Find(MeasureNames.ScheduledDowntime)!.Value, Is.Zero);
        Assert.That(contribution.With.Find(MeasureNames.ScheduledDowntime)!.Value, Is.GreaterThan(0));
    }

    [Test]
    public void NothingToLeaveOut_IsSaid()
    {
        var (reduced, problem) = ContributionStudy.Reduce(Subject(S3a), Omission.Upgrades);
        Assert.That(reduced, Is.Null);
        Assert.That(problem!.Message, Does.Contain("has no upgrades to leave out"));
    }
}
