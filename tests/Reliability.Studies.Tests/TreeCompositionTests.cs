using Reliability.FaultTrees;
using Reliability.Modeling.Quantities;
using Reliability.Topologies;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Studies.Tests;

/// <summary>
/// The tree and the chain are written by different code. Of parts that only fail and are repaired, each by itself, both say the same to rounding: whatever
/// the needs, with feeds and shared hosts.
/// </summary>
public sealed class TreeCompositionTests
{
    private static readonly SingleServer Bare = new("", new Hardware(Duration.FromHours(1000), Duration.FromHours(8)), null);
    private static readonly PowerFeed Feed = new("feed", new Hardware(Duration.FromHours(4000), Duration.FromHours(2)));
    private static readonly PowerFeed Other = Feed with { Name = "other feed" };
    private static readonly SharedHost Host = new("host", new Hardware(Duration.FromHours(500), Duration.FromHours(20)));

    private static Need P(string name) => new NeedPart(name);

    private static Need Of(int k, params Need[] needs) => new NeedAtLeast(k, [.. needs]);

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("series", Of(3, P("a"), P("b"), P("c")));
        yield return Case("parallel", Of(1, P("a"), P("b"), P("c")));
        yield return Case("2 of 3", Of(2, P("a"), P("b"), P("c")));
        yield return Case("nested", Of(2, Of(1, P("a"), P("b")), Of(2, P("b"), P("c"), P("d")), Of(1, P("e"))));
        yield return Case("fed by one", Of(1, P("fed a"), P("fed b")));
        yield return Case("fed by either", Of(2, P("either"), P("a")));
        yield return Case("shared host", Of(1, P("vm a"), P("vm b")));
        yield return Case("shared host and feed", Of(2, P("vm a"), P("fed a"), P("c")));
    }

    private static TestCaseData Case(string name, Need need) => new TestCaseData(need).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Cases))]
    public void Tree_IsTheChain(Need need)
    {
        Part[] parts =
        [
            Feed, Other, Host with { Power = ["feed"] },
            .. new[] { "a", "b", "c", "d", "e" }.Select(n => Bare with { Name = n }),
            Bare with { Name = "fed a", Power = ["feed"] }, Bare with { Name = "fed b", Power = ["feed"] }, Bare with { Name = "either", Power = ["feed", "other feed"] },
            Bare with { Name = "vm a", Host = "host" }, Bare with { Name = "vm b", Host = "host" },
        ];
        var topology = new Topology("t", [.. parts], [new Service("s", need)], new Assumptions());
        var chain = ReferenceChainTests.Solve(topology);
        var top = TopEventProbability.Compute(BddBuilder.Build(TopologyCompiler.Compile(topology).Services[0].FaultTree).Diagram!).Occurs;
        Assert.That(top, Is.EqualTo(chain.Unavailability).Within(1e-13 * chain.Unavailability));
    }

    // "All eggs in one basket": two machines on one host are down together whenever it is.
    [Test]
    public void TwoMachinesOnOneHost_AreDownWithIt()
    {
        Part[] parts = [Host, Bare with { Name = "x", Host = "host" }, Bare with { Name = "y", Host = "host" }];
        var chain = ReferenceChainTests.Solve(new Topology("t", [.. parts], [new Service("s", Of(1, P("x"), P("y")))], new Assumptions()));
        Assert.That(chain.Unavailability, Is.EqualTo(20.0 / 520).Within(1e-13));
    }

    // One machine with software on a shared host is what a server of its own is.
    [Test]
    public void OneMachine_OnAHost_IsASingleServer()
    {
        var software = new Software(Duration.FromHours(1460), Duration.FromMinutes(10));
        var alone = ReferenceChainTests.Solve(ReferenceTopologies.Of(new Assumptions(), new SingleServer("x", Host.Hardware, software)));
        var hosted = ReferenceChainTests.Solve(new Topology("t", [Host, new SingleServer("x", Host.Hardware, software) { Host = "host" }], [new Service("s", P("x"))], new Assumptions()));
        Assert.Multiple(() =>
        {
            Assert.That(hosted.Unavailability, Is.EqualTo(alone.Unavailability).Within(1e-12 * alone.Unavailability));
            Assert.That(hosted.Frequency, Is.EqualTo(alone.Frequency).Within(1e-12 * alone.Frequency!.Value));
            Assert.That(hosted.MeanTimeToFirstFailure, Is.EqualTo(alone.MeanTimeToFirstFailure).Within(1e-10).Percent);
        });
    }
}
