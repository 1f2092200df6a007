using Reliability.Modeling.Expressions;
using Reliability.Studies.Analytic;
using Reliability.Topologies;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;
using static Reliability.Studies.Tests.ReferenceTopologies;

namespace Reliability.Studies.Tests;

/// <summary>Topologies whose assumptions are those of a reference chain give its numbers. Values: 50-digit arithmetic, cases S1 to S5b and U3.</summary>
public sealed class ReferenceChainTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        yield return new TestCaseData(Textbook, S1, 0.00014413447340034133, 0.00069483134326252604, 1438.9907352651291).SetArgDisplayNames("S1 single server");
        yield return new TestCaseData(new Assumptions(), S2a, 0.0001141758475475818, 0.00068505337937785556, 1459.5735978358575).SetArgDisplayNames("S2a FT pair");
        yield return new TestCaseData(new Assumptions(), S2c, 3.363394030554736e-8, 2.0009799228992565e-7, 4997575.712143928).SetArgDisplayNames("S2c FT pair, no software");
        yield return new TestCaseData(Textbook, S3a, 1.6471119341084561e-5, 0.00069492006054953187, 1438.9907352651291).SetArgDisplayNames("S3a HA active/passive");
        yield return new TestCaseData(Textbook, S3b, 2.7203810020320075e-5, 0.0013553967535462469, 737.67178658043654).SetArgDisplayNames("S3b HA active/active");
        yield return new TestCaseData(Textbook, S5a, 4.3107662312284206e-9, 4.0076793683729791e-7, 2495305.3892215569).SetArgDisplayNames("S5a NIC team");
        yield return new TestCaseData(new Assumptions(), S5b, 2.7763456831154907e-9, 1.1568107012981211e-10, 8644456660.899654).SetArgDisplayNames("S5b RAID 1");
    }

    [TestCaseSource(nameof(Cases))]
    public void Topology_WithTheAssumptionsOfAChain_GivesItsNumbers(Assumptions assumptions, Part part, double unavailability, double frequency, double mttff)
    {
        var result = Solve(Of(assumptions, part));
        Assert.Multiple(() =>
        {
            Assert.That(result.Unavailability, Is.EqualTo(unavailability).Within(1e-10 * unavailability));
            Assert.That(result.Frequency, Is.EqualTo(frequency).Within(1e-10 * frequency));
            Assert.That(result.MeanTimeToFirstFailure, Is.EqualTo(mttff).Within(1e-10 * mttff));
            Assert.That(result.ByCause!.Value.Sum(c => c.ShareOfTime), Is.EqualTo(unavailability).Within(1e-12 * unavailability));
        });
    }

    [TestCase("service-weighted", 0.99998352905744126)]
    [TestCase("capacity", 0.99984518257097677)]
    public void ActiveActive_Rewards_AreThoseOfS3bAndS3c(string reward, double expected)
    {
        var result = Solve(Of(Textbook, S3b));
        Assert.That(result.Rewards.Single(r => r.Name == reward).Mean, Is.EqualTo(expected).Within(1e-14));
    }

    private static IEnumerable<TestCaseData> Combinations()
    {
        yield return new TestCaseData(S1, S1 with { Name = "storage" }, 0.99971175182794574, Textbook).SetArgDisplayNames("single + single");
        yield return new TestCaseData(S1, S3a, 0.99983939678131469, Textbook).SetArgDisplayNames("single + HA");
        yield return new TestCaseData(S2a, S1, 0.99974170613572774, Textbook).SetArgDisplayNames("FT + single");
        yield return new TestCaseData(S2a, S3a, 0.99986935491371534, Textbook).SetArgDisplayNames("FT + HA");
    }

    [TestCaseSource(nameof(Combinations))]
    public void Series_OfIndependentParts_IsThatOfS4(Part first, Part second, double availability, Assumptions assumptions)
    {
        var result = Solve(Of(assumptions, first, second));
        Assert.That(result.Unavailability, Is.EqualTo(1 - availability).Within(1e-10 * (1 - availability)));
    }

    [Test]
    public void FtPair_WithWindows_IsU3()
    {
        var upgrade = new UpgradeWindow(Modeling.Quantities.Duration.FromHours(730), Modeling.Quantities.Duration.FromMinutes(30));
        var result = Solve(Of(new Assumptions(), S2a with { Upgrade = upgrade }));
        Assert.Multiple(() =>
        {
            Assert.That(result.Unavailability, Is.EqualTo(1 - 0.99920099691273944).Within(1e-12));
            Assert.That(result.ScheduledUnavailability, Is.EqualTo(0.5 / 730).Within(1e-9 * 0.5 / 730));
            Assert.That(result.UnscheduledUnavailability, Is.EqualTo(0.00011407158041124427).Within(1e-9 * 0.00011407158041124427));
            Assert.That(result.ByCause!.Value.Sum(c => c.ShareOfTime), Is.EqualTo(result.Unavailability).Within(1e-12 * result.Unavailability));
        });
    }

    // A server that never fails but for its windows [729.5 h, 730 h): the first interruption is at 729.5 h for certain.
    [Test]
    public void Windows_AreTheFirstFailure_OfAPerfectServer()
    {
        var perfect = new Hardware(Modeling.Quantities.Duration.FromHours(1e15), Modeling.Quantities.Duration.FromHours(1));
        var result = Solve(Of(new Assumptions(), new SingleServer("s", perfect, null, 1, new UpgradeWindow(Modeling.Quantities.Duration.FromHours(730), Modeling.Quantities.Duration.FromMinutes(30)))));
        Assert.Multiple(() =>
        {
            Assert.That(result.MeanTimeToFirstFailure, Is.EqualTo(729.5).Within(1e-9));
            Assert.That(result.Unreliability[0], Is.LessThan(1e-12), "at 24 h");
            Assert.That(result.Unreliability[1], Is.EqualTo(1).Within(1e-12), "at 8760 h");
            Assert.That(result.PointUnavailability[1], Is.LessThan(1e-12), "at 8760 h the twelfth window has just closed");
        });
    }

    // U4-like: what survives a rolling pair, against the same pair followed by hand without windows when the window does nothing.
    [Test]
    public void MeanTimeToFirstFailure_WithAWindowThatNeverActs_IsThatWithout()
    {
        var never = new UpgradeWindow(Modeling.Quantities.Duration.FromHours(730), Modeling.Quantities.Duration.FromSeconds(1e-6));
        var with = Solve(Of(new Assumptions(), S3a with { Upgrade = never with { Rolling = true, Switchover = Modeling.Quantities.Duration.Zero } }));
        var without = Solve(Of(new Assumptions(), S3a));
        Assert.That(with.MeanTimeToFirstFailure, Is.EqualTo(without.MeanTimeToFirstFailure!.Value).Within(1e-9 * without.MeanTimeToFirstFailure!.Value));
    }

    internal static AnalyticResult Solve(Topology topology, bool monolithic = false)
    {
        var compiled = TopologyCompiler.Compile(topology);
        var service = compiled.Services[0];
        var model = compiled.Model;
        var loss = service.DataLossLabel is null ? null : model.FindLabel(service.DataLossLabel)!.Predicate;
        var request = new AnalysisRequest(model, model.FindLabel(service.UpLabel)!.Predicate, loss, [.. model.Rewards], [24, 8760]) { Monolithic = monolithic };
        var outcome = AnalyticSolver.Solve(request, new ExpressionCompiler());
        Assert.That(outcome.Problem, Is.Null, outcome.Problem?.ToString());
        return outcome.Result!;
    }
}
