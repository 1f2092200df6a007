namespace Reliability.Studies.Tests;

/// <summary>Solving independent parts apart gives what the model in one piece gives.</summary>
public sealed class DecompositionTests
{
    // The recommended whole (7a, 7b) has more than a million states in one piece, which no elimination takes: WholeEquationTests holds both answers equal there.
    [TestCase("1a-single-server.yaml")]
    [TestCase("1b-single-server-upgraded.yaml")]
    [TestCase("2a-restart-ha.yaml")]
    [TestCase("2b-restart-ha-upgraded.yaml")]
    [TestCase("3a-ft-pair.yaml")]
    [TestCase("3b-ft-pair-upgraded.yaml")]
    [TestCase("4a-ha-active-passive.yaml")]
    [TestCase("4b-ha-active-passive-upgraded.yaml")]
    [TestCase("5a-ha-active-active.yaml")]
    [TestCase("5b-ha-active-active-upgraded.yaml")]
    [TestCase("6a-ft-on-single-storage.yaml")]
    [TestCase("6b-ft-on-single-storage-upgraded.yaml")]
    public void Decomposed_AndMonolithic_AreEqual(string file)
    {
        var topology = PresetTests.Read(file);
        var apart = ReferenceChainTests.Solve(topology);
        var whole = ReferenceChainTests.Solve(topology, monolithic: true);
        Assert.Multiple(() =>
        {
            Assert.That(whole.PartStates, Has.Length.EqualTo(1));
            Assert.That(apart.Unavailability, Is.EqualTo(whole.Unavailability).Within(1e-10 * whole.Unavailability));
            Assert.That(apart.Frequency, Is.EqualTo(whole.Frequency).Within(1e-10 * whole.Frequency!.Value));
            Assert.That(apart.MeanTimeToFirstFailure, Is.EqualTo(whole.MeanTimeToFirstFailure).Within(1e-10).Percent);
            Assert.That(apart.MeanTimeToDataLoss, Is.EqualTo(whole.MeanTimeToDataLoss).Within(1e-8).Percent);
            for (var i = 0; i < whole.Unreliability.Length; i++) Assert.That(apart.Unreliability[i], Is.EqualTo(whole.Unreliability[i]).Within(1e-11 * whole.Unreliability[i]!.Value));
            foreach (var (cause, share, _) in whole.ByCause!.Value)
            {
                Assert.That(apart.ByCause!.Value.Single(c => c.Cause == cause).ShareOfTime, Is.EqualTo(share).Within((1e-9 * share) + (1e-12 * whole.Unavailability)), cause.Name);
            }
        });
    }

    [Test]
    public void TwoPartsAndAFeed_Decomposed_AndMonolithic_AreEqual()
    {
        var feed = new Topologies.Parts.PowerFeed("feed", new Topologies.Parts.Hardware(Modeling.Quantities.Duration.FromYears(10), Modeling.Quantities.Duration.FromHours(2)));
        var topology = ReferenceTopologies.Of(new Topologies.Assumptions(), feed, ReferenceTopologies.S2a with { Power = ["feed"] }, ReferenceTopologies.S3a with { Power = ["feed"] }, ReferenceTopologies.S5b);
        var apart = ReferenceChainTests.Solve(topology);
        var whole = ReferenceChainTests.Solve(topology, monolithic: true);
        Assert.Multiple(() =>
        {
            Assert.That(apart.PartStates, Has.Length.EqualTo(4), "the feed, which supplies two of them, and the three parts");
            Assert.That(apart.Unavailability, Is.EqualTo(whole.Unavailability).Within(1e-11 * whole.Unavailability));
            Assert.That(apart.Frequency, Is.EqualTo(whole.Frequency).Within(1e-11 * whole.Frequency!.Value));
            Assert.That(apart.MeanTimeToFirstFailure, Is.EqualTo(whole.MeanTimeToFirstFailure).Within(1e-10).Percent);
        });
    }
}
