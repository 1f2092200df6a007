using Reliability.Studies.Checks;
using Reliability.Tests;

namespace Reliability.Studies.Tests;

/// <summary>Models that nobody would write: whatever form guards, rates, outcomes and conditions have, the simulator plays the chain that is solved.</summary>
[TestFixture]
public sealed class RandomModelTests
{
    [TestCaseSource(nameof(Seeds))]
    public void ChainAndSimulation_DoNotDisagree(int seed)
    {
        var (model, up) = RandomModels.Markovian(seed);
        var options = new StudyOptions { MaximumEvents = 1_500_000, FalseAlarm = 1e-5, ReplicationHours = 2000, WarmUpHours = 200, Precision = 0.001, RareEvents = false, Times = [1, 10] };
        var study = StudyRunner.Run(new Subject(model.Name, "code", model, up), options);
        Assert.That(study.Checks, Is.Not.Empty);
        Assert.That(study.Verdict, Is.EqualTo(Verdict.Agree).Or.EqualTo(Verdict.Inconclusive), string.Join("\n", study.Checks));
    }

    private static IEnumerable<int> Seeds() => Enumerable.Range(1, 40);
}
