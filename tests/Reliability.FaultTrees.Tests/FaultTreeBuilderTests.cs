namespace Reliability.FaultTrees.Tests;

[TestFixture]
public class FaultTreeBuilderTests
{
    private static FaultTreeBuilder TwoEvents() => new FaultTreeBuilder("t").BasicEvent("A", 0.1).BasicEvent("B", 0.1);

    private static void AssertOnlyError(FaultTreeBuildResult result, string fragment)
    {
        Assert.That(result.Tree, Is.Null);
        Assert.That(result.Errors, Has.Length.EqualTo(1), string.Join(" ", result.Errors));
        Assert.That(result.Errors[0], Does.Contain(fragment));
    }

    [Test]
    public void Names_may_be_used_before_they_are_declared()
    {
        FaultTreeBuildResult result = new FaultTreeBuilder("t").Or("Top", "A", "G").And("G", "B", "A")
            .BasicEvent("A", 0.1, "hardware", "a disc").BasicEvent("B", 0.2).Build("Top");
        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Tree!.BasicEvents[0], Is.EqualTo(new BasicEvent("A", 0.1, "hardware", "a disc")));
        Assert.That(result.Tree.Gates[1], Is.EqualTo(new Gate("G", GateKind.And, ["B", "A"])));
    }

    [Test]
    public void Undefined_reference_is_named() =>
        AssertOnlyError(TwoEvents().Or("Top", "A", "Ghost").Build("Top"), "'Top' refers to 'Ghost'");

    [Test]
    public void Undefined_top_is_named() => AssertOnlyError(TwoEvents().Or("Top", "A", "B").Build("Tip"), "'Tip'");

    [Test]
    public void Duplicate_names_are_refused_across_events_and_gates()
    {
        AssertOnlyError(TwoEvents().BasicEvent("A", 0.1).Or("Top", "A", "B").Build("Top"), "'A' is declared more than once");
        AssertOnlyError(TwoEvents().HouseEvent("A", true).Or("Top", "A", "B").Build("Top"), "'A' is declared more than once");
        AssertOnlyError(TwoEvents().And("A", "B").Or("Top", "A", "B").Build("Top"), "'A' is declared more than once");
    }

    [Test]
    public void Cycle_is_spelt_out() =>
        AssertOnlyError(
            TwoEvents().Or("Top", "A", "G1").And("G1", "G2", "B").Or("G2", "A", "G3").Not("G3", "G1").Build("Top"),
            "G1 -> G2 -> G3 -> G1");

    [Test]
    public void Gate_on_itself_is_a_cycle_even_when_the_top_does_not_reach_it() =>
        AssertOnlyError(TwoEvents().Or("Top", "A", "B").Or("Loop", "Loop").Build("Top"), "Loop -> Loop");

    [TestCase(-0.1)]
    [TestCase(1.0000001)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Probability_outside_0_to_1_is_refused(double probability) =>
        AssertOnlyError(new FaultTreeBuilder("t").BasicEvent("A", probability).Build("A"), "outside 0 to 1");

    [TestCase(0)]
    [TestCase(3)]
    public void Threshold_out_of_range_is_refused(int threshold) =>
        AssertOnlyError(TwoEvents().AtLeast("Top", threshold, "A", "B").Build("Top"), "from 1 to 2");

    [Test]
    public void Arity_is_checked()
    {
        AssertOnlyError(TwoEvents().And("Top").Build("Top"), "no inputs");
        AssertOnlyError(TwoEvents().Gate(new Gate("Top", GateKind.Not, ["A", "B"])).Build("Top"), "takes one");
        AssertOnlyError(TwoEvents().Gate(new Gate("Top", GateKind.Xor, ["A"])).Build("Top"), "takes two");
        AssertOnlyError(TwoEvents().Gate(new Gate("Top", GateKind.And, default)).Build("Top"), "no inputs");
    }

    [Test]
    public void Groups_are_checked()
    {
        FaultTreeBuilder builder() => TwoEvents().BasicEvent("C", 0.2).Or("Top", "A", "B", "C");
        const CommonCauseModel Beta = CommonCauseModel.BetaFactor;
        AssertOnlyError(builder().CommonCause("g", Beta, ["A"], 0.1).Build("Top"), "fewer than two");
        AssertOnlyError(builder().CommonCause("g", Beta, ["A", "C"], 0.1).Build("Top"), "unequal probability: 'A' and 'C'");
        AssertOnlyError(builder().CommonCause("g", Beta, ["A", "Top"], 0.1).Build("Top"), "not a basic event");
        AssertOnlyError(builder().CommonCause("g", Beta, ["A", "A"], 0.1).Build("Top"), "again");
        AssertOnlyError(builder().CommonCause("g", Beta, ["A", "B"], 1.1).Build("Top"), "factor 1.1");
        AssertOnlyError(builder().CommonCause("g", Beta, ["A", "B"], 0.1, 0.2).Build("Top"), "2 factors");
        AssertOnlyError(builder().CommonCause("g", CommonCauseModel.PhiFactor, ["A", "B"], 0.7, 0.2).Build("Top"), "instead of 1");
        AssertOnlyError(builder().CommonCause("g", CommonCauseModel.AlphaFactor, ["A", "B"], 0, 0).Build("Top"), "all zero");
    }

    [Test]
    public void All_problems_are_listed_and_thrown_together()
    {
        FaultTreeBuilder builder = new FaultTreeBuilder("t").BasicEvent("A", 2).Or("Top", "A", "X", "Y");
        Assert.That(builder.Build("Top").Errors, Has.Length.EqualTo(3));
        Assert.That(() => builder.BuildOrThrow("Top"), Throws.ArgumentException.With.Message.Contains("'X'").And.Message.Contains("'Y'"));
    }
}
