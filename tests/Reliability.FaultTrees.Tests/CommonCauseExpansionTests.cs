namespace Reliability.FaultTrees.Tests;

[TestFixture]
public class CommonCauseExpansionTests
{
    private static FaultTree ThreeOf(CommonCauseModel model, params double[] factors) =>
        new FaultTreeBuilder("three").BasicEvent("A", 0.1, "x").BasicEvent("B", 0.1, "x").BasicEvent("C", 0.1, "y")
            .And("Top", "A", "B", "C").CommonCause("g", model, ["A", "B", "C"], factors).BuildOrThrow("Top");

    private static double Of(FaultTree tree, string name) => CommonCauseExpansion.Expand(tree).BasicEvents.Single(e => e.Name == name).Probability;

    [Test]
    public void Beta_factor_adds_one_event()
    {
        FaultTree tree = ThreeOf(CommonCauseModel.BetaFactor, 0.2);
        FaultTree expanded = CommonCauseExpansion.Expand(tree);
        Assert.That(expanded.BasicEvents.Select(e => e.Name), Is.EqualTo(new[] { "[A]", "[B]", "[C]", "[A B C]" }));
        Assert.That(expanded.BasicEvents.Select(e => e.Cause), Is.EqualTo(new[] { "x", "x", "y", null }));
        Assert.That(expanded.CommonCauseGroups, Is.Empty);
        Close.To(tree.Top(), 0.02 + (0.98 * 0.08 * 0.08 * 0.08), 1e-14);
    }

    [Test]
    public void Greek_letters_divide_by_the_number_of_sets()
    {
        FaultTree tree = ThreeOf(CommonCauseModel.MultipleGreekLetters, 0.2, 0.1);
        Close.To(Of(tree, "[A]"), 0.8 * 0.1, 1e-14);
        Close.To(Of(tree, "[A C]"), 0.2 * 0.9 * 0.1 / 2, 1e-14);
        Close.To(Of(tree, "[A B C]"), 0.2 * 0.1 * 0.1, 1e-14);
    }

    [Test]
    public void Alpha_factors_are_normalised()
    {
        FaultTree tree = ThreeOf(CommonCauseModel.AlphaFactor, 0.95, 0.04, 0.01);
        double weight = 0.95 + (2 * 0.04) + (3 * 0.01);
        Close.To(Of(tree, "[B]"), 0.95 / weight * 0.1, 1e-14);
        Close.To(Of(tree, "[B C]"), 2 * 0.04 / weight * 0.1 / 2, 1e-14);
        Close.To(Of(tree, "[A B C]"), 3 * 0.01 / weight * 0.1, 1e-14);
    }

    [Test]
    public void Phi_factors_are_taken_as_they_are()
    {
        FaultTree tree = ThreeOf(CommonCauseModel.PhiFactor, 0.7, 0.2, 0.1);
        Close.To(Of(tree, "[C]"), 0.07, 1e-14);
        Close.To(Of(tree, "[A B]"), 0.02, 1e-14);
        Close.To(Of(tree, "[A B C]"), 0.01, 1e-14);
    }

    [TestCase(CommonCauseModel.MultipleGreekLetters, 0.3, 0.4)]
    [TestCase(CommonCauseModel.AlphaFactor, 0.9, 0.08, 0.02)]
    public void Sets_that_contain_a_member_sum_to_its_probability(CommonCauseModel model, params double[] factors)
    {
        double sum = CommonCauseExpansion.Expand(ThreeOf(model, factors)).BasicEvents.Where(e => e.Name.Contains('A')).Sum(e => e.Probability);
        Close.To(sum, 0.1, 1e-14);
    }

    [TestCase(0.0, 0.001)]
    [TestCase(1.0, 0.1)]
    public void Extreme_beta_leaves_out_impossible_events(double beta, double top)
    {
        FaultTree tree = ThreeOf(CommonCauseModel.BetaFactor, beta);
        Assert.That(CommonCauseExpansion.Expand(tree).BasicEvents, Has.Length.EqualTo(beta == 0 ? 3 : 1));
        Close.To(tree.Top(), top, 1e-14);
    }

    [Test]
    public void Member_of_probability_zero_stays_an_event()
    {
        FaultTree tree = new FaultTreeBuilder("zero").BasicEvent("A", 0).BasicEvent("B", 0).Or("Top", "A", "B")
            .CommonCause("g", CommonCauseModel.BetaFactor, ["A", "B"], 0.5).BuildOrThrow("Top");
        Assert.That(tree.Top(), Is.Zero);
    }

    [Test]
    public void Generated_name_already_taken_is_refused()
    {
        FaultTree tree = new FaultTreeBuilder("taken").BasicEvent("A", 0.1).BasicEvent("B", 0.1).BasicEvent("[A]", 0.1)
            .Or("Top", "A", "B", "[A]").CommonCause("g", CommonCauseModel.BetaFactor, ["A", "B"], 0.5).BuildOrThrow("Top");
        Assert.That(() => CommonCauseExpansion.Expand(tree), Throws.ArgumentException);
    }
}
