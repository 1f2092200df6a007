namespace Reliability.FaultTrees.Tests;

/// <summary>Trees written here as our own models, with values computed independently or published.</summary>
[TestFixture]
public class PublishedTreeTests
{
    /// <summary>A fault-tolerant virtual machine pair on dual storage, teamed network and shared power.</summary>
    private static FaultTree HighAvailability(bool withGroup)
    {
        FaultTreeBuilder builder = new FaultTreeBuilder("high availability")
            .BasicEvent("SWV", 0.000114).BasicEvent("H1", 3.0e-5).BasicEvent("H2", 3.0e-5)
            .BasicEvent("HS1", 3.0e-5).BasicEvent("HS2", 3.0e-5)
            .BasicEvent("NIC1", 4.0e-5).BasicEvent("NIC2", 4.0e-5).BasicEvent("TOR1", 4.0e-5).BasicEvent("TOR2", 4.0e-5)
            .BasicEvent("PWR", 1.0e-6)
            .Or("TOP", "VM", "STORAGE", "NET", "PWR")
            .Or("VM", "SWV", "HOSTS").And("HOSTS", "H1", "H2")
            .And("ARRAYS", "ARRAY1", "ARRAY2").Or("ARRAY1", "HS1", "SS1").Or("ARRAY2", "HS2", "SS2")
            .And("NET", "PATH1", "PATH2").Or("PATH1", "NIC1", "TOR1").Or("PATH2", "NIC2", "TOR2");
        if (withGroup)
        {
            builder.Or("STORAGE", "ARRAYS").BasicEvent("SS1", 1.14e-4).BasicEvent("SS2", 1.14e-4)
                .CommonCause("controllers", CommonCauseModel.BetaFactor, ["SS1", "SS2"], 0.05);
        }
        else
        {
            builder.Or("STORAGE", "SSC", "ARRAYS").BasicEvent("SS1", 0.0001083).BasicEvent("SS2", 0.0001083).BasicEvent("SSC", 5.7e-6);
        }

        return builder.BuildOrThrow("TOP");
    }

    [Test]
    public void High_availability_matches_to_twelve_digits([Values] bool withGroup)
    {
        FaultTreeDiagram diagram = HighAvailability(withGroup).Diagram();
        Close.To(TopEventProbability.Compute(diagram).Occurs, 0.00012072565304627824, 1e-12);
        MinimalCutSets sets = diagram.CutSets();
        Assert.That((int)sets.Count, Is.EqualTo(12));
        Assert.That(sets.CountByOrder.Select(c => (int)c), Is.EqualTo(new[] { 0, 3, 9 }));
        Close.To(sets.RareEventSum, 0.00012072642689, 1e-12);
        Close.To(sets.UpperBound, 0.00012072565420068062, 1e-12);
    }

    [TestCase("SWV", 0.9999932735801, 0.9442834253664, 8283.243658385, 17.94798058883)]
    [TestCase("H1", 2.999637825741e-5, 7.454019299255e-6, 1.248459855956, 1.000007454075)]
    [TestCase("HS2", 0.0001382650819489, 3.435850089688e-5, 2.145249004729, 1.000034359681)]
    [TestCase("SS1", 0.0001382759092774, 0.0001240439011666, 2.145249004729, 1.00012405929)]
    [TestCase("SSC", 0.9998849736913, 0.04720905794443, 8283.243658385, 1.049548180887)]
    [TestCase("TOR2", 7.998554310312e-5, 2.650158970686e-5, 1.662513241082, 1.000026502292)]
    [TestCase("PWR", 0.9998802742272, 0.008282251940637, 8283.243658385, 1.008351420509)]
    public void High_availability_importance(string name, double birnbaum, double criticality, double raw, double rrw)
    {
        EventImportance actual = ImportanceMeasures.Compute(HighAvailability(withGroup: false).Diagram()).Of(name);
        Close.To(actual.BirnbaumImportance, birnbaum, 1e-11);
        Close.To(actual.CriticalityImportance, criticality, 1e-11);
        Close.To(actual.FussellVeselyImportance, criticality, 1e-11);
        Close.To(actual.RiskAchievementWorth, raw, 1e-11);
        Close.To(actual.RiskReductionWorth, rrw, 1e-11);
    }

    [Test]
    public void High_availability_lists_cut_sets_by_order_probability_and_name()
    {
        CutSetListing listing = HighAvailability(withGroup: false).Diagram().CutSets().List();
        Assert.That(listing.IsCutShort, Is.False);
        Assert.That(listing.CutSets.Select(c => string.Join('+', c.Events)), Is.EqualTo(new[]
        {
            "SWV", "SSC", "PWR", "SS1+SS2", "HS1+SS2", "HS2+SS1",
            "NIC1+NIC2", "NIC1+TOR2", "NIC2+TOR1", "TOR1+TOR2", "H1+H2", "HS1+HS2",
        }));
    }

    /// <summary>Pressure tank rupture: NUREG-0492, Fault Tree Handbook (1981), chapter VIII.</summary>
    [Test]
    public void Pressure_tank()
    {
        FaultTreeDiagram diagram = new FaultTreeBuilder("pressure tank")
            .BasicEvent("T", 5.0e-6).BasicEvent("K2", 3.0e-5).BasicEvent("S", 1.0e-4).BasicEvent("K1", 3.0e-5)
            .BasicEvent("R", 1.0e-4).BasicEvent("S1", 3.0e-5)
            .Or("E1", "T", "E2").Or("E2", "E3", "K2").And("E3", "S", "E4").Or("E4", "K1", "R", "S1")
            .BuildOrThrow("E1").Diagram();
        Close.To(TopEventProbability.Compute(diagram).Occurs, 3.501584875003555e-5, 1e-12);
        MinimalCutSets sets = diagram.CutSets();
        Close.To(sets.RareEventSum, 3.5016e-5, 1e-12);
        Assert.That(
            sets.List().CutSets.Select(c => string.Join('+', c.Events)),
            Is.EqualTo(new[] { "K2", "T", "R+S", "K1+S", "S+S1" }));
    }
}
