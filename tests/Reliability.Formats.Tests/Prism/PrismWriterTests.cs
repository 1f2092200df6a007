using Reliability.Formats.Prism.Writing;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Tests.Prism;

public sealed class PrismWriterTests
{
    [Test]
    public void The_text_is_the_one_expected()
    {
        var builder = new ModelBuilder("two hosts\nand a feed");
        var up = builder.Integer("host-1.up", 0, 2, 2);
        var mode = builder.Named("init", ["idle", "busy"]);
        var feed = builder.Boolean("host_1_up", true);
        builder.Exponential("fails", up.IsAtLeast(1), up * 1e-9, Cause.Hardware, [new Outcome(0.99, [new Assignment(0, up - 1), new Assignment(1, 1)]), new Outcome(0.01, [new Assignment(0, 0)]), new Outcome(0.0, [])]);
        builder.Exponential("repair", mode.Is(1), 0.25, Cause.Unknown, new Assignment(0, 2), new Assignment(1, 0));
        builder.Exponential("repair!", feed, up.IsAtLeast(0).Choose(1e-5, 2), Cause.Power, new Assignment(2, !feed));
        builder.Exponential("returns", !feed, 1.0, Cause.Power, [new Outcome(0.5, []), new Outcome(0.5, [new Assignment(2, true)])]);
        builder.Label("up", Expression.AtLeast(2, [feed, up.IsAtLeast(1), mode.Is(0)])).Label("data-loss", up.Is(0)).Label("init", Expression.True);
        builder.Reward("service-weighted", Expression.Call(Function.Max, [up / 2])).Add(new Reward("jobs", 0, [new ImpulseReward("repair!", 2), new ImpulseReward("repair", up + 1)]));
        Assert.That(Write(builder.Build()), Is.EqualTo("""
            // two hosts and a feed
            // Rates are per hour.
            ctmc

            module model
              host_1_up : [0..2] init 2; // host-1.up
              init_ : [0..1] init 0; // init: 0 idle, 1 busy
              host_1_up_2 : bool init true; // host_1_up

              // fails (hardware)
              [] host_1_up >= 1 ->
                (host_1_up * 1E-09) * 0.99 : (host_1_up'=host_1_up - 1) & (init_'=1)
                + (host_1_up * 1E-09) * 0.01 : (host_1_up'=0);

              // repair (other)
              [repair] init_ = 1 ->
                0.25 : (host_1_up'=2) & (init_'=0);

              // repair! (power)
              [repair_] host_1_up_2 ->
                (host_1_up >= 0 ? 1E-05 : 2) : (host_1_up_2'=!host_1_up_2);

              // returns (power)
              [] !host_1_up_2 ->
                1.0 * 0.5 : true
                + 1.0 * 0.5 : (host_1_up_2'=true);
            endmodule

            label "up" = (host_1_up_2 ? 1 : 0) + (host_1_up >= 1 ? 1 : 0) + (init_ = 0 ? 1 : 0) >= 2;
            label "data_loss" = host_1_up = 0; // data-loss
            label "init_" = true; // init

            rewards "service_weighted" // service-weighted
              true : host_1_up / 2;
            endrewards

            rewards "jobs"
              [repair_] true : 2;
              [repair] true : host_1_up + 1;
            endrewards

            """));
    }

    [Test]
    public void Independent_parts_become_modules()
    {
        var builder = new ModelBuilder("m");
        var (a, b) = (builder.Integer("a", 0, 1), builder.Integer("part_1", 0, 1));
        builder.Exponential("x", a.Is(0), 1.0, Cause.Unknown, new Assignment(0, 1)).Exponential("y", b.Is(0), 1.0, Cause.Unknown, new Assignment(1, 1)).Label("up", a.Is(0) | b.Is(0));
        var text = Write(builder.Build());
        Assert.That(text, Does.Contain("module part_1_2\n  a : [0..1] init 0;").And.Contain("module part_2\n  part_1 : [0..1] init 0;"));
    }

    [Test]
    public void What_PRISM_cannot_say_is_refused_by_its_name()
    {
        var builder = new ModelBuilder("m");
        var s = builder.Integer("s", 0, 2);
        builder.Add(new Event("wears out", s.Is(0), new GeneralDelay(new Deterministic(Duration.FromHours(1)), MemoryPolicy.Restart), [Outcome.Certain(new Assignment(0, 1))], Cause.Unknown));
        builder.Add(new Event("at once", s.Is(1), new ImmediateDelay(1, 1), [Outcome.Certain(new Assignment(0, 0))], Cause.Unknown));
        builder.Add(new CalendarInstant("window", Duration.FromHours(730), Duration.Zero, Expression.True, [Outcome.Certain(new Assignment(0, 0))], Cause.Upgrade));
        builder.Reward("r", s.Is(0).Choose(double.PositiveInfinity, 0.0));
        var diagnostics = new DiagnosticBag();
        Assert.That(PrismWriter.Write(builder.Build(), diagnostics), Is.Null);
        Assert.That(diagnostics.ToImmutable().Select(d => d.ToString()), Is.EqualTo([
            "error: 'window' happens by the clock, and PRISM's CTMC has no clock\n  hint: --windows erlang:K puts K exponential stages in place of each interval, an approximation",
            "error: the delay of the event 'wears out' is not exponential, so the model is no Markov chain\n  hint: --to model writes any delay",
            "error: the event 'at once' takes no time, and the PRISM language has no such events\n  hint: --to explicit writes the chain in which they are resolved",
            "error: the reward 'r' holds a number that is not finite\n  hint: check for a division by zero",
        ]));
    }

    private static string Write(StochasticModel model)
    {
        var diagnostics = new DiagnosticBag();
        var text = PrismWriter.Write(model, diagnostics);
        Assert.That(diagnostics.ToImmutable().Select(d => d.ToString()), Is.Empty);
        return text!;
    }
}
