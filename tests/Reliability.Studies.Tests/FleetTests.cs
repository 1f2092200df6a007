using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Fleets;
using Reliability.Studies.Results;
using Reliability.Topologies;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Studies.Tests;

/// <summary>A copy in a fleet is the pair that the chain solves, and hosts that copies share take them down together.</summary>
[TestFixture]
public sealed class FleetTests
{
    private static Topology Of(int hosts, int copies, bool link = false, UpgradeWindow? upgrade = null)
    {
        var pair = new FaultTolerantPair("vm", hosts, new Hardware(Duration.FromHours(400), Duration.FromHours(12)), new Software(Duration.FromHours(300), Duration.FromHours(2)), 0.7, Duration.FromHours(3), Duration.FromHours(5), upgrade)
        {
            Copies = copies,
            Power = ["feed"],
            Link = link ? new Hardware(Duration.FromHours(500), Duration.FromHours(4)) : null,
        };
        var feed = new PowerFeed("feed", new Hardware(Duration.FromHours(3000), Duration.FromHours(6)));
        return new Topology("fleet", [feed, pair], [new Service("application", new NeedPart("vm"))], new Assumptions());
    }

    // With three hosts a copy may use all that there are, and its process is the one of counted hosts.
    [TestCase(false)]
    [TestCase(true)]
    public void OneCopy_IsThePairOfTheChain(bool link)
    {
        var subject = Subject.From("", TopologyCompiler.Compile(Of(3, 30, link)), []);
        var options = new StudyOptions { Seed = 5, ReplicationHours = 200_000, Confidence = 0.999 };
        var unavailability = StudyRunner.Run(subject, options with { Simulate = false }).Find(MeasureNames.Unavailability)!.Value;
        var fleet = FleetStudy.Run(subject, options, new ExpressionCompiler(), CancellationToken.None)!;
        var n = fleet.Fleet.Up.Length;
        var low = fleet.Simulation.Simultaneous.Sum(s => s.FractionOfTime.Lower);
        var high = fleet.Simulation.Simultaneous.Sum(s => s.FractionOfTime.Upper);
        Assert.That(n, Is.EqualTo(30));
        Assert.That(unavailability * n, Is.InRange(low, high));
        Assert.That(fleet.MeanDown, Is.EqualTo(unavailability * n).Within(3).Percent);
    }

    // While the feed is down all copies are: at least so long, and all at once so often.
    [Test]
    public void WhatCopiesShare_TakesAllDown()
    {
        var subject = Subject.From("", TopologyCompiler.Compile(Of(12, 40)), []);
        var fleet = FleetStudy.Run(subject, new StudyOptions { ReplicationHours = 400_000, Confidence = 0.999 }, new ExpressionCompiler(), CancellationToken.None)!;
        var all = fleet.Simulation.Simultaneous[^1];
        Assert.That(all.Copies, Is.EqualTo(40));
        const double dark = 6.0 / 3006;
        Assert.That(all.FractionOfTime.Lower, Is.LessThan(1.02 * dark));
        Assert.That(all.FractionOfTime.Upper, Is.GreaterThan(dark));
    }

    [Test]
    public void WindowsOfCopies_FollowEachOther()
    {
        var window = new UpgradeWindow(Duration.FromHours(100), Duration.FromHours(1));
        var fleet = FleetCompiler.Compile(Of(6, 25, upgrade: window))!;
        var opens = fleet.Model.Calendar.Where(c => c.Name.EndsWith("opens", StringComparison.Ordinal)).Select(c => c.Offset.TotalHours).Order().ToArray();
        Assert.That(opens, Has.Length.EqualTo(25));
        Assert.That(opens.Zip(opens.Skip(1), (a, b) => b - a), Is.All.EqualTo(4).Within(1e-9));
    }

    [Test]
    public void NoCopies_NoFleet() => Assert.That(FleetCompiler.Compile(Of(3, 1)), Is.Null);
}
