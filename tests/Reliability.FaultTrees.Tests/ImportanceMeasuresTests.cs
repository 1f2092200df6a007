namespace Reliability.FaultTrees.Tests;

[TestFixture]
public class ImportanceMeasuresTests
{
    private static FaultTree Series(double a, double b) =>
        new FaultTreeBuilder("series").BasicEvent("A", a).BasicEvent("B", b).BasicEvent("unused", 0.4).And("Top", "A", "B").BuildOrThrow("Top");

    [Test]
    public void Reduction_worth_is_infinite_when_nothing_remains()
    {
        EventImportance a = ImportanceMeasures.Compute(Series(1e-3, 0.7).Diagram()).Of("A");
        Assert.That(a.TopIfEventDoesNotOccur, Is.Zero);
        Assert.That(a.RiskReductionWorth, Is.EqualTo(double.PositiveInfinity));
        Close.To(a.FussellVeselyImportance, 1, 1e-15);
        Close.To(a.DiagnosticImportance, 1, 1e-15);
        Close.To(a.RiskAchievementWorth, 1000, 1e-14);
    }

    [Test]
    public void Events_outside_the_top_have_no_influence()
    {
        EventImportance unused = ImportanceMeasures.Compute(Series(0.1, 0.2).Diagram()).Of("unused");
        Assert.That(unused.BirnbaumImportance, Is.Zero);
        Assert.That(unused.RiskAchievementWorth, Is.EqualTo(1));
        Assert.That(unused.RiskReductionWorth, Is.EqualTo(1));
        Close.To(unused.DiagnosticImportance, 0.4, 1e-15);
    }

    [Test]
    public void Impossible_top_has_defined_measures()
    {
        var measures = ImportanceMeasures.Compute(Series(0, 0.2).Diagram());
        Assert.That(measures.Of("A").RiskAchievementWorth, Is.EqualTo(double.PositiveInfinity));
        Assert.That(measures.Of("B").RiskAchievementWorth, Is.EqualTo(1));
        Assert.That(measures.Select(m => m.RiskReductionWorth), Is.All.EqualTo(1));
        Assert.That(measures.Of("A").BirnbaumImportance, Is.EqualTo(0.2));
    }

    [Test]
    public void Tiny_probabilities_keep_their_digits()
    {
        EventImportance a = ImportanceMeasures.Compute(Series(1e-160, 1e-120).Diagram()).Of("A");
        Close.To(a.BirnbaumImportance, 1e-120, 1e-14);
        Close.To(a.TopIfEventOccurs, 1e-120, 1e-14);
    }
}
