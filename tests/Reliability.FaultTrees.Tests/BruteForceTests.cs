namespace Reliability.FaultTrees.Tests;

/// <summary>Properties of every analysis on seeded random trees, against truth tables.</summary>
[TestFixture]
public class BruteForceTests
{
    private const ulong Trees = 150;

    private static readonly VariableOrdering[] _orderings = Enum.GetValues<VariableOrdering>();

    [Test]
    public void Probability_of_top_and_its_absence([Values] bool coherent)
    {
        for (ulong seed = 0; seed < Trees; seed++)
        {
            FaultTree tree = RandomTree.Make(seed, coherent);
            var table = new TruthTable(tree);
            TopEventProbability top = TopEventProbability.Compute(tree.Diagram(_orderings[seed % (ulong)_orderings.Length]));
            Close.Absolutely(top.Occurs, table.Probability(), 1e-13, tree.Name);
            Close.Absolutely(top.DoesNotOccur, table.Probability(negated: true), 1e-13, tree.Name);
        }
    }

    [Test]
    public void Every_assignment_under_every_ordering([Values] VariableOrdering ordering)
    {
        for (ulong seed = 1000; seed < 1020; seed++)
        {
            FaultTree tree = RandomTree.Make(seed, coherent: false);
            var table = new TruthTable(tree);
            FaultTreeDiagram diagram = tree.Diagram(ordering);
            for (int state = 0; state < 1 << tree.BasicEvents.Length; state++)
            {
                int held = state;
                bool[] assignment = [.. diagram.Variables.Select(v => (held >> tree.BasicEvents.IndexOf(v) & 1) == 1)];
                Assert.That(diagram.Diagram.Evaluate(diagram.Root, assignment), Is.EqualTo(table[state]), tree.Name);
            }
        }
    }

    [Test]
    public void Minimal_cut_sets_and_their_sums()
    {
        for (ulong seed = 0; seed < Trees; seed++)
        {
            FaultTree tree = RandomTree.Make(seed, coherent: true);
            SortedSet<string> expected = new TruthTable(tree).MinimalCutSets();
            MinimalCutSets sets = tree.Diagram().CutSets();
            CutSetListing listing = sets.List();
            Assert.That(listing.CutSets.Select(c => string.Join('+', c.Events)).Order(StringComparer.Ordinal), Is.EqualTo(expected), tree.Name);
            Assert.That((int)sets.Count, Is.EqualTo(expected.Count));
            for (int order = 0; order < sets.CountByOrder.Length; order++)
                Assert.That(listing.CutSets.Count(c => c.Order == order), Is.EqualTo((int)sets.CountByOrder[order]));
            Close.To(sets.RareEventSum, listing.CutSets.Sum(c => c.Probability), 1e-12, tree.Name);
            Close.Absolutely(sets.UpperBound, 1 - listing.CutSets.Aggregate(1.0, (left, c) => left * (1 - c.Probability)), 1e-12, tree.Name);
        }
    }

    [Test]
    public void Coherence_is_that_of_the_function_and_not_of_the_gates()
    {
        int coherent = 0;
        for (ulong seed = 0; seed < 2 * Trees; seed++)
        {
            FaultTree tree = RandomTree.Make(seed, coherent: false);
            var table = new TruthTable(tree);
            FaultTreeDiagram diagram = tree.Diagram();
            Assert.That(diagram.IsCoherent, Is.EqualTo(table.IsMonotone), tree.Name);
            MinimalCutSetsResult result = MinimalCutSets.Compute(diagram);
            Assert.That(result.Refusal, Is.EqualTo(table.IsMonotone ? (MinimalCutSetsRefusal?)null : MinimalCutSetsRefusal.NotCoherent));
            if (result.CutSets is null) continue;
            coherent++;
            Assert.That((int)result.CutSets.Count, Is.EqualTo(table.MinimalCutSets().Count), tree.Name);
        }

        Assert.That(coherent, Is.InRange(20, 2 * (int)Trees - 20));
    }

    [Test]
    public void Importance_by_re_evaluation([Values] bool coherent)
    {
        for (ulong seed = 0; seed < Trees; seed++)
        {
            FaultTree tree = RandomTree.Make(seed, coherent);
            var table = new TruthTable(tree);
            double top = table.Probability();
            foreach ((EventImportance actual, int i) in ImportanceMeasures.Compute(tree.Diagram()).Select((m, i) => (m, i)))
            {
                double with = table.Probability(i, 1);
                double without = table.Probability(i, 0);
                double q = actual.Event.Probability;
                string what = $"{tree.Name} {actual.Event.Name}";
                Close.Absolutely(actual.TopIfEventOccurs, with, 1e-13, what);
                Close.Absolutely(actual.TopIfEventDoesNotOccur, without, 1e-13, what);
                Close.Absolutely(actual.BirnbaumImportance, with - without, 1e-13, what);
                Assert.That(actual.TopIfEventDoesNotOccur == 0, Is.EqualTo(without == 0), what);
                if (top == 0)
                {
                    Assert.That(actual.RiskReductionWorth, Is.EqualTo(1));
                    continue;
                }

                double slack = 1e-12 / top;
                Close.Absolutely(actual.CriticalityImportance, (with - without) * q / top, slack, what);
                Close.Absolutely(actual.FussellVeselyImportance, 1 - (without / top), slack, what);
                Close.Absolutely(actual.DiagnosticImportance, q * with / top, slack, what);
                Close.To(actual.RiskAchievementWorth, with / top, 1e-10, what);
                Close.To(actual.RiskReductionWorth, without == 0 ? double.PositiveInfinity : top / without, 1e-10, what);
            }
        }
    }
}
