namespace Reliability.FaultTrees.Tests;

[TestFixture]
public class CutSetListingTests
{
    private static MinimalCutSets TwoOfMany(int count, Func<int, double> probability)
    {
        var builder = new FaultTreeBuilder("two of many");
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"e{i:D3}")];
        for (int i = 0; i < count; i++) builder.BasicEvent(names[i], probability(i));
        return builder.BasicEvent("single", 1e-9).AtLeast("Pair", 2, names).Or("Top", "Pair", "single")
            .BuildOrThrow("Top").Diagram().CutSets();
    }

    [Test]
    public void Short_listing_is_the_beginning_of_the_long_one([Values(0, 1, 2, 17, 400)] int maximum)
    {
        MinimalCutSets sets = TwoOfMany(40, i => 0.9 / (i + 1.5));
        CutSetListing all = sets.List();
        CutSetListing some = sets.List(new CutSetSelection(maximum));
        Assert.That(all.CutSets, Has.Length.EqualTo(1 + (40 * 39 / 2)));
        Assert.That(some.IsCutShort, Is.True);
        Assert.That(some.CutSets, Is.EqualTo(all.CutSets.Take(maximum)));
    }

    [Test]
    public void Cutoffs_by_order_and_probability()
    {
        MinimalCutSets sets = TwoOfMany(40, i => 0.9 / (i + 1.5));
        CutSetListing singles = sets.List(new CutSetSelection(MaximumOrder: 1));
        Assert.That(singles.CutSets.Single().Events.Single(), Is.EqualTo("single"));
        CutSetListing likely = sets.List(new CutSetSelection(MinimumProbability: 0.01));
        Assert.That(likely.IsCutShort, Is.False);
        Assert.That(likely.CutSets, Is.EqualTo(sets.List().CutSets.Where(c => c.Probability >= 0.01)));
    }

    [Test]
    public void Equal_probabilities_are_listed_by_name()
    {
        CutSetListing all = TwoOfMany(12, _ => 0.01).List();
        string[] pairs = [.. all.CutSets.Skip(1).Select(c => string.Join('+', c.Events))];
        Assert.That(pairs, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(pairs, Has.Length.EqualTo(66));
    }

    [Test]
    public void Billions_of_cut_sets_are_counted_and_the_first_listed()
    {
        var builder = new FaultTreeBuilder("many");
        string[] groups = [.. Enumerable.Range(0, 20).Select(i => $"g{i}")];
        foreach (string group in groups)
        {
            string[] names = [.. Enumerable.Range(0, 10).Select(i => $"{group}e{i}")];
            foreach (string name in names) builder.BasicEvent(name, 0.01);
            builder.Or(group, names);
        }

        MinimalCutSets sets = builder.And("Top", groups).BuildOrThrow("Top").Diagram().CutSets();
        Assert.That(sets.Count, Is.EqualTo(System.Numerics.BigInteger.Pow(10, 20)));
        Close.To(sets.RareEventSum, 1e-20, 1e-12);
        Assert.That(sets.List(new CutSetSelection(1_000)).CutSets, Has.Length.EqualTo(1_000));
    }

    [Test]
    public void Constants_have_no_or_the_empty_cut_set()
    {
        MinimalCutSets certain = new FaultTreeBuilder("certain").HouseEvent("on", true).Or("Top", "on").BuildOrThrow("Top").Diagram().CutSets();
        Assert.That((int)certain.Count, Is.EqualTo(1));
        Assert.That(certain.List().CutSets.Single().Order, Is.Zero);
        Assert.That(certain.UpperBound, Is.EqualTo(1));
        MinimalCutSets impossible = new FaultTreeBuilder("impossible").HouseEvent("off", false).Or("Top", "off").BuildOrThrow("Top").Diagram().CutSets();
        Assert.That(impossible.Count.IsZero, Is.True);
        Assert.That(impossible.UpperBound, Is.Zero);
    }

    [TestCase(0.5)]
    [TestCase(0.999)]
    [TestCase(1 - 1e-9)]
    [TestCase(1.0)]
    public void Upper_bound_of_likely_cut_sets(double probability)
    {
        MinimalCutSets sets = new FaultTreeBuilder("likely").BasicEvent("A", probability).BasicEvent("B", 0.3).Or("Top", "A", "B")
            .BuildOrThrow("Top").Diagram().CutSets();
        Close.To(sets.UpperBound, 1 - ((1 - probability) * 0.7), 1e-9);
    }
}
