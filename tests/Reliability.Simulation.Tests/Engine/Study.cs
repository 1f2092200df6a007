using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Engine;

/// <summary>Models and checks that the tests of the engine share.</summary>
internal static class Study
{
    public const double Lambda = 0.01;
    public const double Mu = 0.2;

    public static Assignment Set(VariableExpression v, Expression value) => new(v.Index, value);

    public static CalendarInstant Instant(string name, double period, double offset, Cause cause, params ReadOnlySpan<Assignment> assignments) =>
        new(name, Duration.FromHours(period), Duration.FromHours(offset), true, [Outcome.Certain(assignments)], cause);

    public static (StochasticModel Model, Expression Up) TwoStates(double lambda = Lambda, double mu = Mu)
    {
        var b = new ModelBuilder("two states");
        var up = b.Boolean("up", true);
        b.Exponential("fail", up, lambda, Cause.Hardware, Set(up, false));
        b.Exponential("repair", !up, mu, Cause.Unknown, Set(up, true));
        return (b.Build(), up);
    }

    // Five independent nodes: ten events.
    public static (StochasticModel Model, Expression Up) FiveNodes(double lambda = Lambda, double mu = Mu)
    {
        var b = new ModelBuilder("five nodes");
        var nodes = Enumerable.Range(0, 5).Select(i => b.Boolean($"n{i}", true)).ToArray();
        for (var i = 0; i < nodes.Length; i++)
        {
            b.Exponential($"fail{i}", nodes[i], lambda, i < 2 ? Cause.Hardware : Cause.Software, Set(nodes[i], false));
            b.Exponential($"repair{i}", !nodes[i], mu, Cause.Unknown, Set(nodes[i], true));
        }

        return (b.Build(), Expression.AtLeast(4, nodes));
    }

    public static SimulationResult Run(StochasticModel model, Expression up, SimulationOptions options, Expression? loss = null, params Reward[] rewards) =>
        Simulator.Run(model, new SimulationTarget(up, loss, [.. rewards]), options, new ExpressionCompiler());

    public static void Agrees(ConfidenceInterval? found, double expected)
    {
        Assert.That(found, Is.Not.Null);
        var z = (found!.Value.Estimate - expected) / found.Value.StandardError;
        Assert.That(Math.Abs(z), Is.LessThan(4.5), $"{found.Value.Estimate} +- {found.Value.StandardError}, expected {expected}");
        Assert.That(found.Value.StandardError, Is.LessThan(0.1 * expected), "too coarse to say anything");
    }
}
