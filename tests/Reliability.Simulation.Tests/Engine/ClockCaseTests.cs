using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine;

// Published models with a clock, each known in closed form by renewal and reward; half of an interval is a thousandth of the answer.
public sealed class ClockCaseTests
{
    private static SimulationOptions Precise(double hours, double warmUp) => new() { ReplicationHours = hours, WarmUpHours = warmUp, RelativePrecision = 1e-3, MinimumReplications = 256, MaximumReplications = 100_000 };

    // R. German, "Performance Analysis of Communication Systems", Wiley 2000, figure 17.9; times in minutes.
    [Test]
    public void Aging_server_with_a_maintenance_clock()
    {
        const double a = 1 / 14400.0, f = 1 / 129600.0, T = 20160;
        var b = new ModelBuilder("aging server");
        var s = b.Named("s", ["ok", "degraded", "rejuvenation", "failed"], 0);
        var clock = s.IsAtMost(1);
        b.Exponential("degrade", s.Is(0), a * 60, Cause.Unknown, Set(s, 1));
        b.Exponential("fail", s.Is(1), f * 60, Cause.Software, Set(s, 3));
        b.Add(Fixed("maintain", clock, T, MemoryPolicy.Restart, Set(s, 2)));
        b.Add(Fixed("rejuvenated", s.Is(2), 10, MemoryPolicy.Restart, Set(s, 0)));
        b.Add(Fixed("repaired", s.Is(3), 360, MemoryPolicy.Restart, Set(s, 0)));
        var r = Run(b.Build(), clock, Precise(200_000, 50_000), null, new Reward("degraded", s.Is(1).Choose(1.0, 0.0)));
        var ok = Math.Exp(-a * T);
        var degraded = a / (a - f) * (Math.Exp(-f * T) - ok);
        var failed = 1 - ok - degraded;
        var inOk = (1 - ok) / a;
        var inDegraded = a / (a - f) * (((1 - Math.Exp(-f * T)) / f) - ((1 - ok) / a));
        var cycle = inOk + inDegraded + (10 * (ok + degraded)) + (360 * failed);
        Close(r.Unavailability, 1 - ((inOk + inDegraded) / cycle));
        Close(r.Rewards[0].PerHour, inDegraded / cycle);
        Assert.That(1 - ((inOk + inDegraded) / cycle), Is.EqualTo(1 - 0.99828457359048707).Within(1e-14));
    }

    // M. Telek and A. Horvath, "Supplementary variable approach applied to the transient analysis of age-MRSPNs", IPDS 1998.
    [TestCase(MemoryPolicy.Resume, 0.6)]
    [TestCase(MemoryPolicy.Restart, 0.63781855207658371)]
    public void Two_phases_of_work_that_is_interrupted(MemoryPolicy memory, double first)
    {
        var b = new ModelBuilder("two phases");
        var runs = b.Boolean("runs", true);
        var phase = b.Integer("phase", 0, 1);
        b.Exponential("halt", runs, 0.5, Cause.Unknown, Set(runs, false));
        b.Exponential("go on", !runs, 2, Cause.Unknown, Set(runs, true));
        b.Add(Fixed("first done", runs & phase.Is(0), 90, memory, Set(phase, 1)));
        b.Add(Fixed("second done", runs & phase.Is(1), 30, memory, Set(phase, 0)));
        var r = Run(b.Build(), runs, Precise(10_000, 100), null, new Reward("first", (runs & phase.Is(0)).Choose(1.0, 0.0)));
        Close(r.Unavailability, 0.2);
        Close(r.Rewards[0].PerHour, first);
        double Served(double d) => memory == MemoryPolicy.Resume ? d : (Math.Exp(0.5 * d) - 1) / 0.5;
        Assert.That(0.8 * Served(1.5) / (Served(1.5) + Served(0.5)), Is.EqualTo(first).Within(1e-14));
    }

    // An upgrade after T hours up since the last renewal: the chance of a cycle without failure is e^-lT.
    [Test]
    public void Upgrade_by_age()
    {
        const double l = 1 / 2000.0, T = 720, D = 0.5, R = 4;
        var b = new ModelBuilder("upgrade by age");
        var s = b.Named("s", ["up", "failed", "upgrade"], 0);
        b.Exponential("fail", s.Is(0), l, Cause.Hardware, Set(s, 1));
        b.Add(new Event("repaired", s.Is(1), new GeneralDelay(new LogNormal(Duration.FromHours(R * Math.Exp(-0.18)), 0.6), MemoryPolicy.Restart), [Outcome.Certain(Set(s, 0))], Cause.Unknown));
        b.Add(Fixed("upgrade", s.Is(0), T * 60, MemoryPolicy.Restart, Set(s, 2), Cause.Upgrade));
        b.Add(Fixed("upgraded", s.Is(2), D * 60, MemoryPolicy.Restart, Set(s, 0)));
        var r = Run(b.Build(), s.Is(0), Precise(100_000, 50_000));
        var fails = 1 - Math.Exp(-l * T);
        var cycle = (fails / l) + (fails * R) + ((1 - fails) * D);
        Close(r.Unavailability, ((fails * R) + ((1 - fails) * D)) / cycle);
        Close(r.InterruptionFrequency, 1 / cycle);
        Agrees(r.DowntimeByCause.Single(c => c.Cause == Cause.Upgrade).FractionOfTime, (1 - fails) * D / cycle);
        Assert.That(1 - (((fails * R) + ((1 - fails) * D)) / cycle), Is.EqualTo(0.99742969519690043).Within(1e-14));
    }

    private static Event Fixed(string name, Expression guard, double minutes, MemoryPolicy memory, Assignment effect, Cause? cause = null) =>
        new(name, guard, new GeneralDelay(new Deterministic(Duration.FromMinutes(minutes)), memory), [Outcome.Certain(effect)], cause ?? Cause.Unknown);

    private static void Close(ConfidenceInterval? found, double expected)
    {
        Agrees(found, expected);
        Assert.That(found!.Value.RelativeHalfWidth, Is.LessThan(1.1e-3));
    }
}
