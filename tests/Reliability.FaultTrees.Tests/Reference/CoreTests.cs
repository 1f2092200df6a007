using System.Globalization;
using Reliability.Tests;

namespace Reliability.FaultTrees.Tests;

/// <summary>Small trees of another program's own tests, with the probability and the importance measures it prints.</summary>
[TestFixture]
public class CoreTests
{
    private static readonly string[] _unsupported = ["cardinality"];

    /// <summary>
    /// The importance printed for A iff (B iff C) has the wrong sign: P(top | A) is P(B iff C) = 0.62 and P(top | not A) is 0.38.
    /// </summary>
    private static readonly string[] _wrongImportance = ["scram-tests/core/iff.xml"];

    private static IEnumerable<TestCaseData> Trees()
    {
        if (SharedCases.Find("fault-trees") is not { } root)
        {
            yield return new TestCaseData("absent").Ignore("shared/cases/fault-trees is not above the test directory");
            yield break;
        }

        foreach (string file in Directory.GetFiles(Path.Combine(root, "scram-tests", "core"), "*.xml").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (!_unsupported.Contains(name)) yield return new TestCaseData($"scram-tests/core/{name}.xml");
        }

        yield return new TestCaseData("open-psa/TwoTrain/common_cause.xml");
    }

    [TestCaseSource(nameof(Trees))]
    public void Matches_probability_and_importance(string file)
    {
        FaultTree tree = OpenPsaReader.Read(Path.Combine(SharedCases.Find("fault-trees")!, file));
        string wanted = tree.CommonCauseGroups.IsEmpty ? "--bdd --probability --importance " : "--bdd --probability --importance --ccf ";
        FaultTreeDiagram diagram = tree.Diagram();
        var importance = ImportanceMeasures.Compute(diagram);
        foreach (ExpectedValue value in ExpectedValues.Of(file))
        {
            if (!value.Parameters.StartsWith(wanted + "|", StringComparison.Ordinal)) continue;
            if (value.Metric == "top_probability")
                Close.To(TopEventProbability.Compute(diagram).Occurs, double.Parse(value.Expected, CultureInfo.InvariantCulture), 1e-12);
            if (value.Metric != "importance" || _wrongImportance.Contains(file)) continue;
            string name = Sorted(value.Parameters[(value.Parameters.IndexOf("event=", StringComparison.Ordinal) + 6)..]);
            Check(importance.Single(i => Sorted(i.Event.Name) == name), value.Expected);
        }
    }

    private static void Check(EventImportance actual, string expected)
    {
        foreach (string part in expected.Split(';'))
        {
            string[] pair = part.Split('=');
            double number = double.Parse(pair[1], CultureInfo.InvariantCulture);
            switch (pair[0])
            {
                case "MIF":
                    Close.To(actual.BirnbaumImportance, number, 1e-12, part);
                    break;
                case "CIF":
                    Close.To(actual.CriticalityImportance, number, 1e-12, part);
                    break;
                case "DIF":
                    Close.To(actual.DiagnosticImportance, number, 1e-12, part);
                    break;
                case "RAW" when number != 0:
                    Close.To(actual.RiskAchievementWorth, number, 1e-12, part);
                    break;
                case "RRW" when number != 0:
                    Close.To(actual.RiskReductionWorth, number, 1e-12, part);
                    break;
            }
        }
    }

    private static string Sorted(string name) => string.Join(' ', name.Trim('[', ']').Split(' ').Order(StringComparer.Ordinal));
}
