using Reliability.Markov.Solvers.Regenerative;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Markov.Tests.Regenerative;

/// <summary>Small models with clocks.</summary>
internal static class Clocks
{
    public static Duration Hours(double hours) => Duration.FromHours(hours);

    public static ModelBuilder After(this ModelBuilder b, string name, Expression guard, Distribution law, MemoryPolicy memory, params ReadOnlySpan<Assignment> assignments) =>
        b.Add(new Event(name, guard, new GeneralDelay(law, memory), [Outcome.Certain(assignments)], Cause.Unknown));

    public static RegenerativeSolution Solve(StochasticModel model)
    {
        var (space, problem, _) = ClockedSpace.Explore(model, new ExpressionCompiler());
        Assert.That(problem?.ToString(), Is.Null);
        var (solution, refusal, _) = RegenerativeSolver.Solve(space!);
        Assert.That(refusal, Is.Null);
        return solution!;
    }

    public static string Refusal(StochasticModel model)
    {
        var (space, problem, _) = ClockedSpace.Explore(model, new ExpressionCompiler());
        return space is null ? problem!.Message : RegenerativeSolver.Solve(space).Refusal!;
    }

    /// <summary>The share of time in which a condition holds.</summary>
    public static double Share(this RegenerativeSolution solution, Expression condition)
    {
        var holds = solution.Space.Where(condition);
        return Enumerable.Range(0, holds.Length).Sum(s => holds[s] ? solution.Distribution[s] : 0);
    }

    public static void Near(double value, double expected, double relative, string? what = null) => Assert.That(value, Is.EqualTo(expected).Within(relative * Math.Abs(expected)), what);

    /// <summary>A node that works, and waits for a while in one of two ways: one renewal cycle.</summary>
    public static (StochasticModel Model, VariableExpression Node) Race(double rate, Distribution clock, Distribution afterRate, Distribution afterClock)
    {
        var b = new ModelBuilder("race");
        var node = b.Integer("node", 0, 2);
        b.Exponential("fails", node.Is(0), rate, Cause.Hardware, new Assignment(node.Index, 1));
        b.After("strikes", node.Is(0), clock, MemoryPolicy.Restart, new Assignment(node.Index, 2));
        b.After("repaired", node.Is(1), afterRate, MemoryPolicy.Restart, new Assignment(node.Index, 0));
        b.After("served", node.Is(2), afterClock, MemoryPolicy.Restart, new Assignment(node.Index, 0));
        return (b.Build(), node);
    }
}
