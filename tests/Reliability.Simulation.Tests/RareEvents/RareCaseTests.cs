using Reliability.Simulation.RareEvents;
using Reliability.Tests;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>Every measure of every reference case, by the method that is chosen for it.</summary>
public sealed class RareCaseTests
{
    private static IEnumerable<TestCaseData> Cases =>
        RareCases.Absent
            ? [new TestCaseData("absent", "").Ignore(SharedCases.Absent)]
            : RareCases.Measures.Select(m => new TestCaseData(m.Case, m.Measure));

    [TestCaseSource(nameof(Cases))]
    public void Case(string id, string measure)
    {
        var value = RareCases.Value(id, measure);
        var (model, question) = RareCases.Model(id, measure);
        var options = new RareEventOptions { Seed = 20, RelativeError = value < 1e-20 ? 0.1 : 0.01, MaximumStates = 5000 };
        Checks.Agrees(RareEventSimulator.Run(model, question, options), value, options);
    }
}
