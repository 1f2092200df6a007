using System.Diagnostics;
using System.Globalization;
using Reliability.Tests;

namespace Reliability.FaultTrees.Tests;

/// <summary>The Aralia set of real fault trees, against the values two other programs agree on.</summary>
[TestFixture]
public class AraliaTests
{
    /// <summary>Values published with the set, to the digits shown, for the trees expected.csv says nothing of.</summary>
    private static readonly Dictionary<string, (double Top, int CutSets)> _published = new(StringComparer.Ordinal)
    {
        ["baobab1"] = (1.01708E-04, 46_188),
        ["das9208"] = (1.30179E-02, 8_060),
        ["edfpa14p"] = (8.07059E-02, 415_500),
        ["elf9601"] = (9.66291E-02, 151_348),
        ["isp9603"] = (3.23326E-03, 3_434),
        ["isp9604"] = (1.42751E-01, 746_574),
    };

    private static IEnumerable<TestCaseData> Trees()
    {
        if (SharedCases.Find("fault-trees") is not { } root)
        {
            yield return new TestCaseData("absent").Ignore("shared/cases/fault-trees is not above the test directory");
            yield break;
        }

        foreach (string file in Directory.GetFiles(Path.Combine(root, "aralia"), "*.xml").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            var data = new TestCaseData(name);
            yield return name.StartsWith("nus9601", StringComparison.Ordinal)
                ? data.Explicit("needs more than 16 million nodes under every order tried")
                : data;
        }
    }

    [TestCaseSource(nameof(Trees))]
    public void Matches_expected_probability_and_cut_sets(string name)
    {
        string file = $"aralia/{name}.xml";
        FaultTree tree = OpenPsaReader.Read(Path.Combine(SharedCases.Find("fault-trees")!, file));
        VariableOrdering ordering = name == "das9701" ? VariableOrdering.HeaviestFirst : VariableOrdering.Automatic;
        var watch = Stopwatch.StartNew();
        FaultTreeDiagram diagram = tree.Diagram(ordering);
        TopEventProbability top = TopEventProbability.Compute(diagram);
        long built = watch.ElapsedMilliseconds;
        MinimalCutSetsResult result = MinimalCutSets.Compute(diagram);
        TestContext.Out.WriteLine(
            $"{name}: {diagram.Ordering}, {diagram.Size} nodes in {built} ms, cut sets in {watch.ElapsedMilliseconds - built} ms");

        Close.To(top.Occurs + top.DoesNotOccur, 1, 1e-12);
        bool negated = name is "cea9601" or "das9601" or "das9701";
        Assert.That(result.Refusal, Is.EqualTo(negated ? MinimalCutSetsRefusal.NotCoherent : (MinimalCutSetsRefusal?)null));
        if (_published.TryGetValue(name, out (double Top, int CutSets) published))
        {
            Close.To(top.Occurs, published.Top, 5e-6, "top");
            Assert.That((int)result.CutSets!.Count, Is.EqualTo(published.CutSets));
        }

        foreach (ExpectedValue value in ExpectedValues.Of(file))
        {
            switch (value.Metric)
            {
                case "top_probability" when !value.Parameters.StartsWith("published", StringComparison.Ordinal):
                    Close.To(top.Occurs, double.Parse(value.Expected, CultureInfo.InvariantCulture), 1e-12, "top");
                    break;
                case "mcs_count" when result.CutSets is { } sets && value.Parameters.StartsWith("coherent", StringComparison.Ordinal):
                    Assert.That(sets.Count.ToString(CultureInfo.InvariantCulture), Is.EqualTo(value.Expected));
                    break;
                case "mcs_per_order" when result.CutSets is { } sets:
                    Assert.That(string.Join(' ', sets.CountByOrder.Skip(1)), Is.EqualTo(value.Expected));
                    break;
            }
        }
    }
}
