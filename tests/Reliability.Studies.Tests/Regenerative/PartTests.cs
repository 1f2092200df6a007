using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using static Reliability.Studies.Tests.Regenerative.Solved;

namespace Reliability.Studies.Tests.Regenerative;

/// <summary>Parts with clocks among others, and what is asked of them.</summary>
public sealed class PartTests
{
    private static (StochasticModel Model, Expression Up) Server(double length, MemoryPolicy memory, bool withSwitch, Distribution? repair = null)
    {
        var b = new ModelBuilder("server");
        var s = b.Integer("server", 0, 2);
        b.Exponential("fails", s.Is(0), 1e-3, Cause.Hardware, new Assignment(s.Index, 1));
        b.After("window opens", s.Is(0), new Deterministic(Hours(length)), memory, Cause.Upgrade, new Assignment(s.Index, 2));
        if (repair is null) b.Exponential("repaired", s.Is(1), 0.1, Cause.Unknown, new Assignment(s.Index, 0));
        else b.After("repaired", s.Is(1), repair, MemoryPolicy.Restart, Cause.Unknown, new Assignment(s.Index, 0));
        b.After("window closes", s.Is(2), new Uniform(Hours(1), Hours(2)), MemoryPolicy.Restart, Cause.Unknown, new Assignment(s.Index, 0));
        if (!withSwitch) return (b.Build(), s.Is(0));
        var net = b.Boolean("net", true);
        b.Exponential("net fails", net, 1e-4, Cause.Network, new Assignment(net.Index, false));
        b.Exponential("net repaired", !net, 0.25, Cause.Unknown, new Assignment(net.Index, true));
        return (b.Build(), s.Is(0) & net);
    }

    // Apart and in one piece: shares and frequency are equal, and apart the time by cause is called an approximation within its size.
    [Test]
    public void PartsApart_AreThoseInOnePiece()
    {
        var (model, up) = Server(300, MemoryPolicy.Resume, withSwitch: true);
        var (apart, whole) = (Solve(model, up), Solve(model, up, monolithic: true));
        Near(apart.Unavailability, whole.Unavailability, 1e-12);
        Near(apart.Frequency!.Value, whole.Frequency!.Value, 1e-12);
        Assert.Multiple(() =>
        {
            Assert.That(apart.ByCauseIsApproximate, Is.True);
            Assert.That(whole.ByCauseIsApproximate, Is.False);
            Assert.That(apart.MeanTimeToFirstFailure, Is.Null);
            Assert.That(whole.MeanTimeToFirstFailure, Is.Not.Null);
        });
        foreach (var (a, b) in apart.ByCause!.Value.Zip(whole.ByCause!.Value)) Near(a.ShareOfTime, b.ShareOfTime, 2 * whole.Unavailability, a.Cause.Name);
    }

    // A part with a calendar beside one with a clock that failures disturb: shares of time multiply.
    [Test]
    public void CalendarInAnotherPart_IsNoHindrance()
    {
        var b = new ModelBuilder("both");
        var s = b.Integer("server", 0, 1);
        b.Exponential("fails", s.Is(0), 1e-3, Cause.Hardware, new Assignment(s.Index, 1));
        b.After("ages", s.Is(0), new Deterministic(Hours(300)), MemoryPolicy.Restart, Cause.Hardware, new Assignment(s.Index, 1));
        b.After("repaired", s.Is(1), new Deterministic(Hours(5)), MemoryPolicy.Restart, Cause.Unknown, new Assignment(s.Index, 0));
        var open = b.Boolean("open", true);
        CalendarInstant At(string name, double hours, bool value) => new(name, Hours(100), Hours(hours), Expression.True, [Outcome.Certain(new Assignment(open.Index, value))], Cause.Upgrade);
        b.Add(At("closes", 98, false));
        b.Add(At("opens", 99, true));
        var result = Solve(b.Build(), s.Is(0) & open);
        var up = (1 - Math.Exp(-0.3)) / 1e-3;
        Near(1 - result.Unavailability, 0.99 * up / (up + 5), 1e-12);
        Near(result.Frequency!.Value, (0.99 / (up + 5)) + (0.01 * up / (up + 5)), 1e-11);
        Assert.That(result.Method, Is.EqualTo("Markov regenerative, periodic calendar"));
    }

    [Test]
    public void CalendarInTheSamePart_IsNamed()
    {
        var b = new ModelBuilder("both");
        var up = b.Boolean("up", true);
        b.After("wears out", up, new Weibull(2, Hours(100)), MemoryPolicy.Restart, Cause.Hardware, new Assignment(up.Index, false));
        b.Add(new CalendarInstant("visit", Hours(24), Hours(0), !up, [Outcome.Certain(new Assignment(up.Index, true))], Cause.Upgrade));
        Assert.That(Ask(b.Build(), up).Problem!.Message, Does.Contain("'wears out'").And.Contain("'visit'"));
    }

    [Test]
    public void RareOutages_KeepTheirDigits()
    {
        // Failures a hundred million times rarer than windows, at a repair that any law may have: renewal over the time in service.
        var b = new ModelBuilder("rare");
        var s = b.Integer("server", 0, 2);
        b.Exponential("fails", s.Is(0), 1e-12, Cause.Hardware, new Assignment(s.Index, 1));
        b.After("window opens", s.Is(0), new Weibull(3, Hours(500)), MemoryPolicy.Restart, Cause.Upgrade, new Assignment(s.Index, 2));
        b.After("repaired", s.Is(1), new LogNormal(Hours(4), 1), MemoryPolicy.Restart, Cause.Unknown, new Assignment(s.Index, 0));
        b.After("window closes", s.Is(2), new Deterministic(Hours(1)), MemoryPolicy.Restart, Cause.Unknown, new Assignment(s.Index, 0));
        var result = Solve(b.Build(), s.Is(0) | s.Is(2));
        // To first order in 1e-12 per hour nothing else counts.
        var mean = new Weibull(3, Hours(500)).Mean.TotalHours;
        Near(result.Unavailability, 1e-12 * mean * 4 * Math.Exp(0.5) / (mean + 1), 2e-9);
    }

    [Test]
    public void ClocksThatNothingDisturbs_InTwoParts_AreRefused()
    {
        var b = new ModelBuilder("step");
        var left = b.Boolean("left", true);
        var right = b.Boolean("right", true);
        foreach (var side in new[] { left, right })
        {
            b.After($"{side.Name} down", side, new Deterministic(Hours(3)), MemoryPolicy.Restart, Cause.Upgrade, new Assignment(side.Index, false));
            b.After($"{side.Name} up", !side, new Deterministic(Hours(1)), MemoryPolicy.Restart, Cause.Unknown, new Assignment(side.Index, true));
        }

        Assert.That(Ask(b.Build(), left | right).Problem!.Message, Does.Contain("2 of its parts run by clocks that nothing ever disturbs"));
    }

    [Test]
    public void TwoClocksInOnePart_AreNamed()
    {
        var b = new ModelBuilder("two");
        var s = b.Integer("s", 0, 2);
        b.After("wears out", s.Is(0), new Weibull(2, Hours(100)), MemoryPolicy.Restart, Cause.Hardware, new Assignment(0, 1));
        b.After("window", s.Is(0), new Deterministic(Hours(50)), MemoryPolicy.Restart, Cause.Upgrade, new Assignment(0, 2));
        b.Exponential("back", s.IsAtLeast(1), 1, Cause.Unknown, new Assignment(0, 0));
        var problem = Ask(b.Build(), s.Is(0)).Problem!;
        Assert.That(problem.Message, Does.Contain("'wears out'").And.Contain("'window'").And.Contain("s=0"));
        Assert.That(problem.Hint, Is.EqualTo("simulate it"));
    }

    // Only a smoke test: closed forms hold the solver elsewhere.
    [TestCase(MemoryPolicy.Resume)]
    [TestCase(MemoryPolicy.Restart)]
    public void Simulation_Agrees(MemoryPolicy memory)
    {
        var (model, up) = Server(300, memory, withSwitch: false, memory == MemoryPolicy.Restart ? new LogNormal(Hours(5), 1) : null);
        var study = StudyRunner.Run(new Subject("server", "test", model, up), new StudyOptions { MaximumEvents = 600_000 });
        Assert.That(study.Verdict, Is.EqualTo(Checks.Verdict.Agree), string.Join("\n", study.Checks));
        Assert.That(study.Find("unavailability", "markov")!.Method, Is.EqualTo("Markov regenerative"));
    }

    [Test]
    public void WithoutALongRun_TheFirstFailureIsFound()
    {
        var b = new ModelBuilder("once");
        var s = b.Integer("s", 0, 2);
        b.After("ages", s.Is(0), new Uniform(Hours(10), Hours(30)), MemoryPolicy.Restart, Cause.Unknown, new Assignment(0, 1));
        b.After("fails", s.Is(1), new Weibull(2, Hours(100)), MemoryPolicy.Restart, Cause.Hardware, new Assignment(0, 2));
        var request = new Studies.Analytic.AnalysisRequest(b.Build(), s.IsAtMost(1), null, [], []) { LongRun = false };
        var result = Studies.Analytic.AnalyticSolver.Solve(request, new ExpressionCompiler()).Result!;
        Near(result.MeanTimeToFirstFailure!.Value, 20 + new Weibull(2, Hours(100)).Mean.TotalHours, 1e-12);
    }
}
