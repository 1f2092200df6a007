using System.Collections.Concurrent;
using Reliability.Markov.ModelChecking;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Studies.Properties;

namespace Reliability.Studies.Tests.Properties;

/// <summary>Every row of the reference table: the number of states and of transitions, and the value of the property to the tolerance said there.</summary>
public class PrismCaseTests
{
    // Beyond this a row belongs to the long run: see LargeCases.
    private const long LargeTransitions = 60_000;

    private static readonly ConcurrentDictionary<string, (PropertySubject Subject, Dictionary<string, string> Settings, StateSpace Space)> Spaces = new(StringComparer.Ordinal);

    private static IEnumerable<TestCaseData> Cases(bool large) =>
        PrismCases.Rows.Count == 0
            ? [new TestCaseData("absent").Ignore("shared/cases/prism is not above the test directory")]
            : PrismCases.Rows.Select((r, i) => (r, i)).Where(x => x.r.Transitions > LargeTransitions == large).Select(x => new TestCaseData(x.i.ToString(System.Globalization.CultureInfo.InvariantCulture)).SetArgDisplayNames(x.r.ToString()));

    private static IEnumerable<TestCaseData> SmallCases => Cases(false);

    private static IEnumerable<TestCaseData> LargeCases => Cases(true);

    [TestCaseSource(nameof(SmallCases))]
    public void Row(string index) => Check(PrismCases.Rows[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)], keep: true);

    // A setting and not [Explicit], so that a filter can choose among these rows.
    [TestCaseSource(nameof(LargeCases)), Category("Large")]
    public void LargeRow(string index)
    {
        if (Environment.GetEnvironmentVariable("RELIABILITY_LARGE") is null) Assert.Ignore("takes minutes and gigabytes: set RELIABILITY_LARGE=1");
        Check(PrismCases.Rows[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)], keep: false);
    }

    private static void Check(PrismCases.Row row, bool keep)
    {
        var key = row.Model + "?" + row.Constants;
        if (!keep && !Spaces.ContainsKey(key)) Spaces.Clear();
        var (subject, settings, space) = Spaces.GetOrAdd(key, _ =>
        {
            var read = PrismCases.Subject(row.Model, row.Constants, out var constants);
            var explored = StateSpaceExplorer.Explore(read.Model!, new ExpressionCompiler(), new ExplorationOptions { InitialStates = read.InitialStates });
            Assert.That(explored.Problem, Is.Null);
            return (read, constants, explored.StateSpace!);
        });
        if (row.States > 0) Assert.That(space.Count, Is.EqualTo(row.States), "states");
        if (row.Transitions > 0) Assert.That((long)space.Chain.TransitionCount + space.Chain.SelfLoopCount + space.Deadlocks.Length, Is.EqualTo(row.Transitions), "transitions");
        if (row.Property.Length == 0) return;
        var refuted = PrismCases.IsRefuted(row);
        var result = new PropertyChecker(space, new CheckingOptions { RequireBound = refuted }).Check(PrismCases.Property(row, subject, settings));
        // Chains of millions of states are sometimes not proved; then the estimate must be a millionth of what divides us from the table.
        if (refuted && result.Problem is not null) result = new PropertyChecker(space, new CheckingOptions()).Check(PrismCases.Property(row, subject, settings));
        TestContext.Out.WriteLine($"{result.Value:R} ± {result.Error.Absolute:0.##e+0} by {result.Method}; expected {row.Expected}");
        Assert.That(result.Problem?.Message, Is.Null);
        if (refuted) PrismCases.Refute(row, result);
        else PrismCases.Compare(row, result.Value, result.Upper);
    }
}
