using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.RareEvents;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>Models with delays that are not exponential, against closed forms.</summary>
public sealed class ModelSplittingTests
{
    // Four parts that are not repaired: F(t) = Π (1 - exp(-(t / scale)^shape)).
    [Test]
    public void Weibull_parts_up_to_a_time()
    {
        const double Scale = 1000, Shape = 1.7, Time = 200;
        var b = new ModelBuilder("four parts");
        var failed = Enumerable.Range(0, 4).Select(i => b.Boolean($"f{i}")).ToArray();
        foreach (var f in failed) b.Add(new Event($"fail {f.Index}", !f, new GeneralDelay(new Weibull(Shape, Duration.FromHours(Scale)), MemoryPolicy.Restart), [Outcome.Certain(Set(f, true))], Cause.Hardware));
        var model = RareEventModel.Of(b.Build(), Expression.AtLeast(1, [.. failed.Select(f => !f)]), Count(failed), 4, new ExpressionCompiler());
        var options = new RareEventOptions { RelativeError = 0.03, Seed = 3 };
        var r = RareEventSimulator.Run(model, new(RareEventMeasure.Unreliability, Time), options);
        Checks.Agrees(r, Math.Pow(1 - Math.Exp(-Math.Pow(Time / Scale, Shape)), 4), options);
    }

    // Independent parts, exponential lives and repairs of constant length: each is down λd / (1 + λd) of the time whatever the law of its repair.
    [Test]
    public void Constant_repairs_in_the_long_run()
    {
        const double L = 0.002, D = 5;
        var b = new ModelBuilder("three parts");
        var failed = Enumerable.Range(0, 3).Select(i => b.Boolean($"f{i}")).ToArray();
        foreach (var f in failed)
        {
            b.Exponential($"fail {f.Index}", !f, L, Cause.Hardware, Set(f, true));
            b.Add(new Event($"repair {f.Index}", f, new GeneralDelay(new Deterministic(Duration.FromHours(D)), MemoryPolicy.Restart), [Outcome.Certain(Set(f, false))], Cause.Unknown));
        }

        var model = RareEventModel.Of(b.Build(), Expression.AtLeast(1, [.. failed.Select(f => !f)]), Count(failed), 3, new ExpressionCompiler());
        var options = new RareEventOptions { RelativeError = 0.03, Seed = 3 };
        var u = L * D / (1 + (L * D));
        Checks.Agrees(RareEventSimulator.Run(model, new(RareEventMeasure.Unavailability), options), u * u * u, options);
        // Entering down: the last one fails while the two others are down.
        Checks.Agrees(RareEventSimulator.Run(model, new(RareEventMeasure.InterruptionFrequency), options), 3 * u * u * (1 - u) * L, options);
    }

    // Lives that are not exponential begin at times of their own, so the whole never begins anew. Of independent parts each is down the share of its repairs in a life and a repair, whatever their laws.
    [TestCase(2, 0.03)]
    [TestCase(3, 0.1)]
    public void Parts_that_never_begin_anew_together(int parts, double error)
    {
        const double Life = 10_000, Repair = 2;
        var b = new ModelBuilder("aging parts");
        var failed = Enumerable.Range(0, parts).Select(i => b.Boolean($"f{i}")).ToArray();
        foreach (var f in failed)
        {
            b.Add(new Event($"fail {f.Index}", !f, new GeneralDelay(Weibull.WithMean(1.5, Duration.FromHours(Life)), MemoryPolicy.Restart), [Outcome.Certain(Set(f, true))], Cause.Hardware));
            b.Add(new Event($"repair {f.Index}", f, new GeneralDelay(new Uniform(Duration.FromHours(0), Duration.FromHours(2 * Repair)), MemoryPolicy.Restart), [Outcome.Certain(Set(f, false))], Cause.Unknown));
        }

        var model = RareEventModel.Of(b.Build(), Expression.AtLeast(1, [.. failed.Select(f => !f)]), 1000, new ExpressionCompiler());
        var options = new RareEventOptions { RelativeError = error, Seed = 3, MaximumTransitions = 1L << 26 };
        var u = Repair / (Life + Repair);
        Checks.Agrees(RareEventSimulator.Run(model, new(RareEventMeasure.Unavailability), options), Math.Pow(u, parts), options);
        Checks.Agrees(RareEventSimulator.Run(model, new(RareEventMeasure.InterruptionFrequency), options), parts * Math.Pow(u, parts - 1) / (Life + Repair), options);
        Assert.That(RareEventSimulator.Run(model, new(RareEventMeasure.MeanTimeToFailure), options).Problem?.Message, Does.Contain("begins anew"));
    }

    // Two of these not repaired: (1 - exp(-(t / scale)^shape))^2 with an importance from the states.
    [Test]
    public void An_importance_is_taken_from_the_states()
    {
        const double Scale = 1e5, Shape = 1.7, Time = 1000;
        var b = new ModelBuilder("two parts");
        var failed = Enumerable.Range(0, 2).Select(i => b.Boolean($"f{i}")).ToArray();
        foreach (var f in failed) b.Add(new Event($"fail {f.Index}", !f, new GeneralDelay(new Weibull(Shape, Duration.FromHours(Scale)), MemoryPolicy.Restart), [Outcome.Certain(Set(f, true))], Cause.Hardware));
        var options = new RareEventOptions { RelativeError = 0.1, Seed = 3, MaximumTransitions = 1L << 26 };
        var up = Expression.AtLeast(1, [.. failed.Select(f => !f)]);
        var r = RareEventSimulator.Run(RareEventModel.Of(b.Build(), up, 1000, new ExpressionCompiler()), new(RareEventMeasure.Unreliability, Time), options);
        Checks.Agrees(r, Math.Pow(1 - Math.Exp(-Math.Pow(Time / Scale, Shape)), 2), options);
        Assert.That(RareEventSimulator.Run(RareEventModel.Of(b.Build(), up, 3, new ExpressionCompiler()), new(RareEventMeasure.Unreliability, Time), options).Problem, Is.Not.Null);
        Assert.That(RareEventSimulator.Run(RareEventModel.Of(b.Build(), Expression.True, 1000, new ExpressionCompiler()), new(RareEventMeasure.Unreliability, Time), options).Problem?.Message, Does.Contain("no down state can be reached"));
    }

    // Splitting begins every delay as new, so that the wear of what is only patched up would be lost.
    [Test]
    public void Ages_that_outlast_a_repair_are_refused()
    {
        var b = new ModelBuilder("patched up");
        var failed = b.Boolean("failed");
        b.Add(new Event("fails", !failed, new GeneralDelay(new Weibull(2, Duration.FromHours(100)), MemoryPolicy.Restart) { Repair = RepairEffect.AsOld }, [Outcome.Certain(Set(failed, true))], Cause.Hardware));
        b.Exponential("patched", failed, 1, Cause.Unknown, Set(failed, false));
        var model = b.Build();
        foreach (var rare in (RareEventModel[])[RareEventModel.Of(model, !failed, 100, new ExpressionCompiler()), RareEventModel.Of(model, !failed, 0, 1, new ExpressionCompiler())])
        {
            Assert.That(RareEventSimulator.Run(rare, new(RareEventMeasure.Unavailability), new RareEventOptions()).Problem?.Message, Does.Contain("'fails' keeps an age"));
        }
    }

    // Immediate switching that fails with probability 1 - c, and what happens with the calendar and with faults.
    [Test]
    public void Immediate_events_and_problems()
    {
        const double L = 0.001, C = 0.9, D = 2;
        var b = new ModelBuilder("switched pair");
        var failed = b.Integer("failed", 0, 2, 0);
        var (stuck, switching) = (b.Boolean("stuck"), b.Boolean("switching"));
        b.Exponential("fail", failed.IsAtMost(1) & !stuck, (2 - failed) * L, Cause.Hardware, new Assignment(failed.Index, failed + 1), Set(switching, failed.Is(0)));
        b.Add(new Event("switch", switching, new ImmediateDelay(1, 1.0), [new Outcome(C, [Set(switching, false)]), new Outcome(1 - C, [Set(switching, false), Set(stuck, true)])], Cause.UncoveredFailover));
        b.Add(new Event("repair", failed.IsAtLeast(1), new GeneralDelay(new Deterministic(Duration.FromHours(D)), MemoryPolicy.Restart), [Outcome.Certain(new Assignment(failed.Index, failed - 1), Set(stuck, false))], Cause.Unknown));
        var built = b.Build();
        var up = !stuck & failed.IsAtMost(1);
        var options = new RareEventOptions { RelativeError = 0.03, Seed = 3 };
        var r = RareEventSimulator.Run(RareEventModel.Of(built, up, failed, 2, new ExpressionCompiler()), new(RareEventMeasure.FailureBeforeStop), options);
        Checks.Agrees(r, 1 - (C * Math.Exp(-L * D)), options);
        var calendar = new ModelBuilder("calendar");
        var on = calendar.Boolean("on", true);
        calendar.Add(Instant("window", 10, 1, Cause.Upgrade, Set(on, false)));
        Assert.That(RareEventSimulator.Run(RareEventModel.Of(calendar.Build(), on, (Expression)0, 1, new ExpressionCompiler()), new(RareEventMeasure.FailureBeforeStop), options).Problem?.Message, Does.Contain("calendar"));
        var wrong = new ModelBuilder("wrong rate");
        var n = wrong.Integer("n", 0, 3, 0);
        wrong.Exponential("step", n.IsAtMost(2), 0.5 - n, Cause.Hardware, new Assignment(n.Index, n + 1));
        foreach (var threads in (int[])[1, 4]) Assert.That(RareEventSimulator.Run(RareEventModel.Of(wrong.Build(), n.IsAtMost(2), n, 3, new ExpressionCompiler()), new(RareEventMeasure.Unreliability, 1), options with { Threads = threads }).Problem?.Message, Does.Contain("step"));
    }

    private static Expression Count(IEnumerable<Expression> failed) => failed.Aggregate((Expression)0, (sum, f) => sum + f.Choose(1, 0));
}
