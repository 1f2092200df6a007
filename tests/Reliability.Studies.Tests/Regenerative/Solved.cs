using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Analytic;

namespace Reliability.Studies.Tests.Regenerative;

/// <summary>Models with clocks and their answers.</summary>
internal static class Solved
{
    public static Duration Hours(double hours) => Duration.FromHours(hours);

    public static ModelBuilder After(this ModelBuilder b, string name, Expression guard, Distribution law, MemoryPolicy memory, Cause cause, params ReadOnlySpan<Assignment> assignments) =>
        b.Add(new Event(name, guard, new GeneralDelay(law, memory), [Outcome.Certain(assignments)], cause));

    public static AnalyticOutcome Ask(StochasticModel model, Expression up, bool monolithic = false) =>
        AnalyticSolver.Solve(new AnalysisRequest(model, up, null, [], []) { Monolithic = monolithic }, new ExpressionCompiler());

    public static AnalyticResult Solve(StochasticModel model, Expression up, bool monolithic = false)
    {
        var outcome = Ask(model, up, monolithic);
        Assert.That(outcome.Problem?.ToString(), Is.Null);
        return outcome.Result!;
    }

    public static void Same(AnalyticResult found, AnalyticResult expected, double relative)
    {
        Near(found.Unavailability, expected.Unavailability, relative, "unavailability");
        Near(found.Frequency!.Value, expected.Frequency!.Value, relative, "frequency");
        Assert.That(found.ByCause!.Value.Select(c => c.Cause), Is.EqualTo(expected.ByCause!.Value.Select(c => c.Cause)));
        foreach (var (a, b) in found.ByCause.Value.Zip(expected.ByCause.Value))
        {
            Near(a.ShareOfTime, b.ShareOfTime, relative, a.Cause.Name);
            Near(a.PerHour, b.PerHour, relative, a.Cause.Name);
        }

        if (expected.MeanTimeToFirstFailure is { } first) Near(found.MeanTimeToFirstFailure!.Value, first, relative, "first failure");
    }

    public static void Near(double value, double expected, double relative, string? what = null) => Assert.That(value, Is.EqualTo(expected).Within(relative * Math.Abs(expected)), what);
}
