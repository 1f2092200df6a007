using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Topologies.Tests;

public sealed class PartTests
{
    private static readonly Hardware Host = new(Duration.FromHours(100_000), Duration.FromHours(3));
    private static readonly Software Guest = new(Duration.FromHours(1460), Duration.FromMinutes(10), 0.05);

    private static CompiledTopology Compile(params Part[] parts) => TopologyCompiler.Compile(
        new Topology("test", [.. parts], [new Service("service", new NeedAtLeast(parts.Length, [.. parts.Select(p => new NeedPart(p.Name))]))], new Assumptions()));

    [TestCase(RaidLevel.Raid0, 4, 0)]
    [TestCase(RaidLevel.Raid1, 2, 1)]
    [TestCase(RaidLevel.Raid5, 5, 1)]
    [TestCase(RaidLevel.Raid6, 8, 2)]
    [TestCase(RaidLevel.Raid10, 8, 1)]
    public void RaidLevel_ToleratesItsNumberOfLosses(RaidLevel level, int disks, int tolerance)
    {
        var group = new DiskGroup("d", level, disks, Rate.PerYear(0.0136), Duration.FromHours(24), Duration.FromHours(24));
        Assert.Multiple(() =>
        {
            Assert.That(group.Tolerance, Is.EqualTo(tolerance));
            Assert.That(Compile(group).Services[0].DataLossLabel, Is.EqualTo(Label.DataLoss));
        });
    }

    [Test]
    public void CriticalReadErrors_AreThoseOfTheBitsRead()
    {
        var group = new DiskGroup("d", RaidLevel.Raid5, 5, Rate.PerYear(0.0136), Duration.FromHours(24), Duration.FromHours(24)) { DiskBits = 64e12, ReadErrorsPerBit = 1e-15 };
        Assert.That(group.CriticalReadErrorProbability, Is.EqualTo(1 - Math.Exp(-4 * 64e12 * 1e-15)).Within(1e-15));
    }

    [Test]
    public void LockstepPair_HasOneSoftwareProcess_OfCauseCommonMode()
    {
        var model = Compile(new FaultTolerantPair("vm", 0, Host, Guest, 0.99, Duration.FromMinutes(10), Duration.FromMinutes(30))).Model;
        var crash = model.Events.Where(e => e.Name.Contains("crash", StringComparison.Ordinal)).ToArray();
        Assert.That(crash.Select(e => e.Cause), Is.EqualTo(new[] { Cause.CommonMode }));
    }

    [Test]
    public void HighAvailabilityPair_Tree_HasACommonCauseGroup()
    {
        var service = Compile(new HighAvailabilityPair("san", Host, Guest, Duration.FromSeconds(30), 0.95, Duration.FromMinutes(10))).Services[0];
        Assert.Multiple(() =>
        {
            Assert.That(service.FaultTree.CommonCauseGroups, Has.Length.EqualTo(1));
            Assert.That(service.Invisible, Does.Contain(("san", Cause.Failover)));
        });
    }

    [Test]
    public void Windows_OfOneSchedule_AreOneBasicEvent()
    {
        var window = new UpgradeWindow(Duration.FromHours(730), Duration.FromMinutes(30));
        var tree = Compile(new SingleServer("a", Host, Guest, 1, window), new SingleServer("b", Host, Guest, 1, window)).Services[0].FaultTree;
        Assert.That(tree.BasicEvents.Count(e => e.Cause == Cause.Upgrade.Name), Is.EqualTo(1));
    }

    [Test]
    public void ActiveActive_WithSixAliases_Compiles()
    {
        var pair = new HighAvailabilityPair("san", Host, Guest, Duration.FromSeconds(30), 0.95, Duration.FromMinutes(10)) { ActiveActive = true, Aliases = 6, Failback = Duration.FromSeconds(30) };
        Assert.That(Compile(pair).Model.Variables.Any(v => v.Name == "san_aliases_out" && v.Maximum == 12));
    }
}
