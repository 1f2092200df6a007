using MathNet.Numerics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine;

public sealed class ClosedFormTests
{
    [Test]
    public void Two_states()
    {
        var (model, up) = TwoStates();
        var reward = new Reward("cost", up.Choose(0.0, 3.0), [new ImpulseReward("fail", 10.0)]);
        var r = Run(model, up, new SimulationOptions { ReplicationHours = 20_000, WarmUpHours = 100, MaximumReplications = 512, Times = [50, 0, 5] }, null, reward);
        var u = Lambda / (Lambda + Mu);
        Agrees(r.Unavailability, u);
        Agrees(r.InterruptionFrequency, (1 - u) * Lambda);
        Agrees(r.MeanUpTime, 1 / Lambda);
        Agrees(r.MeanDownTime, 1 / Mu);
        Agrees(r.Rewards[0].PerHour, (3 * u) + (10 * Lambda * (1 - u)));
        Agrees(r.MeanTimeToFirstFailure, 1 / Lambda);
        Assert.That(r.DowntimeByCause.Single(c => c.Cause == Cause.Hardware).FractionOfTime.Estimate, Is.EqualTo(r.Unavailability.Estimate).Within(1e-15));
        Assert.That(r.StoppedBy, Is.EqualTo(StopReason.Replications));
        Assert.That(r.Unreliability[1].Estimate, Is.Zero);
    }

    [Test]
    public void Times_from_zero()
    {
        var (model, up) = TwoStates();
        var r = Run(model, up, new SimulationOptions { ReplicationHours = 1, MaximumReplications = 100_000, Times = [50, 5] }, loss: !up);
        foreach (var (i, t) in new[] { (0, 50.0), (1, 5.0) })
        {
            Agrees(r.Unreliability[i], 1 - Math.Exp(-Lambda * t));
            Agrees(r.PointUnavailability[i], Lambda / (Lambda + Mu) * (1 - Math.Exp(-(Lambda + Mu) * t)));
            Assert.That(r.DataLossProbability[i], Is.EqualTo(r.Unreliability[i]));
        }

        Assert.That(r.MeanTimeToFirstFailure, Is.Null);
    }

    [Test]
    public void Failover_chain_with_coverage_and_state_dependent_rate()
    {
        // Two nodes, one repairer, coverage 0.9: states 2, 1, U (uncovered, down until mended), 0.
        const double L = 0.02, M = 0.5, C = 0.9, B = 4;
        var b = new ModelBuilder("failover");
        var n = b.Integer("n", 0, 2, 2);
        var stuck = b.Boolean("stuck");
        b.Exponential("fail", n.IsAtLeast(1) & !stuck, n * L, Cause.Hardware, [
            new Outcome(n.Is(2).Choose(C, 1.0), [Set(n, n - 1)]),
            new Outcome(n.Is(2).Choose(1 - C, 0.0), [Set(n, n - 1), Set(stuck, true)], Cause.UncoveredFailover)]);
        b.Exponential("help", stuck, B, Cause.Unknown, Set(stuck, false));
        b.Exponential("repair", n.IsAtMost(1) & !stuck, M, Cause.Unknown, Set(n, n + 1));
        var r = Run(b.Build(), n.IsAtLeast(1) & !stuck, new SimulationOptions { ReplicationHours = 20_000, WarmUpHours = 100, MaximumReplications = 512 });
        // Cuts: p2 2L = p1 M; pU B = p2 2L (1-C); p0 M = p1 L.
        const double P1 = 2 * L / M, PU = 2 * L * (1 - C) / B, P0 = P1 * L / M, Sum = 1 + P1 + PU + P0;
        Agrees(r.Unavailability, (PU + P0) / Sum);
        Agrees(r.DowntimeByCause.Single(c => c.Cause == Cause.UncoveredFailover).FractionOfTime, PU / Sum);
        Agrees(r.DowntimeByCause.Single(c => c.Cause == Cause.Hardware).FractionOfTime, P0 / Sum);
        Agrees(r.InterruptionFrequency, ((2 * L * (1 - C)) + (P1 * L)) / Sum);
    }

    [Test]
    public void Renewal_of_Weibull_and_lognormal()
    {
        var b = new ModelBuilder("renewal");
        var up = b.Boolean("up", true);
        var life = Weibull.WithMean(2.5, Duration.FromHours(100));
        var mend = LogNormal.WithErrorFactor(Duration.FromHours(4), 5);
        b.Add(new Event("fail", up, new GeneralDelay(life, MemoryPolicy.Restart), [Outcome.Certain(Set(up, false))], Cause.Disk));
        b.Add(new Event("repair", !up, new GeneralDelay(mend, MemoryPolicy.Restart), [Outcome.Certain(Set(up, true))], Cause.Unknown));
        var r = Run(b.Build(), up, new SimulationOptions { ReplicationHours = 20_000, WarmUpHours = 2000, MaximumReplications = 512 });
        Agrees(r.Unavailability, mend.Mean.TotalHours / (life.Mean.TotalHours + mend.Mean.TotalHours));
        Agrees(r.MeanTimeToFirstFailure, 100);
    }

    // A job of fixed length D on a machine that breaks: done after (e^(LD) - 1)(1/L + 1/M) when it starts over, D (1 + L/M) when it goes on.
    [TestCase(MemoryPolicy.Restart)]
    [TestCase(MemoryPolicy.Resume)]
    public void Interrupted_job(MemoryPolicy memory)
    {
        const double D = 3, L = 0.4, M = 0.7;
        var b = new ModelBuilder("job");
        var works = b.Boolean("works", true);
        var done = b.Boolean("done");
        b.Exponential("break", works, L, Cause.Hardware, Set(works, false));
        b.Exponential("mend", !works, M, Cause.Hardware, Set(works, true));
        b.Add(new Event("finish", works & !done, new GeneralDelay(new Deterministic(Duration.FromHours(D)), memory), [Outcome.Certain(Set(done, true))], Cause.Unknown));
        var r = Run(b.Build(), !done, new SimulationOptions { ReplicationHours = 2000, MaximumReplications = 20_000 });
        Agrees(r.MeanTimeToFirstFailure, memory == MemoryPolicy.Restart ? (Math.Exp(L * D) - 1) * ((1 / L) + (1 / M)) : D * (1 + (L / M)));
    }

    [Test]
    public void Immediate_events_by_weight_and_priority_keep_the_cause()
    {
        var b = new ModelBuilder("weights");
        var s = b.Integer("s", 0, 4);
        b.Exponential("fail", s.Is(0), Lambda, Cause.Power, Set(s, 1));
        b.Add(new Event("never", s.Is(1), new ImmediateDelay(0, 100.0), [Outcome.Certain(Set(s, 4))], Cause.Link));
        b.Add(new Event("a", s.Is(1), new ImmediateDelay(1, 1.0), [Outcome.Certain(Set(s, 2))], Cause.Link));
        b.Add(new Event("b", s.Is(1), new ImmediateDelay(1, 3.0), [Outcome.Certain(Set(s, 3))], Cause.Link));
        b.Exponential("back", s.IsAtLeast(2), Mu, Cause.Unknown, Set(s, 0));
        var r = Run(b.Build(), s.IsNot(2), new SimulationOptions { ReplicationHours = 20_000, MaximumReplications = 256 }, null, new Reward("b", s.Is(3).Choose(1.0, 0.0)));
        var away = Lambda / (Lambda + Mu);
        Agrees(r.Unavailability, away / 4);
        Agrees(r.Rewards[0].PerHour, away * 3 / 4);
        Assert.That(r.DowntimeByCause.Single(c => c.Cause == Cause.Power).FractionOfTime.Estimate, Is.EqualTo(r.Unavailability.Estimate).Within(1e-15));
        Assert.That(r.DowntimeByCause.Single(c => c.Cause == Cause.Link).FractionOfTime.Estimate, Is.Zero);
    }

    [Test]
    public void Calendar_window_is_exact()
    {
        var b = new ModelBuilder("window");
        var up = b.Boolean("up", true);
        b.Add(Instant("open", 730, 0, Cause.Upgrade, Set(up, false)));
        b.Add(Instant("close", 730, 0.5, Cause.UpgradeOverrun, Set(up, true)));
        var r = Run(b.Build(), up, new SimulationOptions { ReplicationHours = 8000, WarmUpHours = 1, MaximumReplications = 64, Times = [0, 0.25, 0.5, 730] });
        Assert.That(r.ReplicationHours, Is.EqualTo(11 * 730));
        Assert.That(r.WarmUpHours, Is.EqualTo(730));
        Assert.That(r.Unavailability.Estimate, Is.EqualTo(0.5 / 730).Within(1e-16));
        Assert.That(r.ScheduledUnavailability.Estimate, Is.EqualTo(0.5 / 730).Within(1e-16));
        Assert.That(r.UnscheduledUnavailability.Estimate, Is.Zero);
        Assert.That(r.Outages, Is.EqualTo(64 * 11));
        Assert.That(r.PointUnavailability.Select(p => p.Estimate), Is.EqualTo(new[] { 1.0, 1, 0, 1 }));
    }

    [Test]
    public void Rolling_window_over_two_nodes()
    {
        const double L = 0.01, M = 0.5, T = 73, D = 0.5;
        var b = new ModelBuilder("rolling");
        var x = b.Integer("x", 0, 2);
        var y = b.Integer("y", 0, 2);
        foreach (var v in new[] { x, y })
        {
            b.Exponential($"fail {v.Name}", v.Is(0), L, Cause.Hardware, Set(v, 1));
            b.Exponential($"repair {v.Name}", v.Is(1), M, Cause.Unknown, Set(v, 0));
        }

        b.Add(Instant("begin x", T, 0, Cause.Upgrade, Set(x, 2)));
        b.Add(Instant("end x", T, D, Cause.UpgradeOverrun, Set(x, 0)));
        b.Add(Instant("begin y", T, D, Cause.Upgrade, Set(y, 2)));
        b.Add(Instant("end y", T, 2 * D, Cause.UpgradeOverrun, Set(y, 0)));
        var r = Run(b.Build(), x.Is(0) | y.Is(0), new SimulationOptions { ReplicationHours = 500 * T, WarmUpHours = T, MaximumReplications = 2048 });
        // Each node is new when its window closes and down with q(age) then; x is out in [0, d), y in [d, 2d).
        double Q(double age) => L / (L + M) * (1 - Math.Exp(-(L + M) * age));
        var down = Integrate.GaussKronrod(t => Q(t + T - (2 * D)), 0, D) + Integrate.GaussKronrod(t => Q(t - D), D, 2 * D)
            + Integrate.GaussKronrod(t => Q(t - D) * Q(t - (2 * D)), 2 * D, T);
        Agrees(r.Unavailability, down / T);
        Assert.That(r.ScheduledUnavailability.Estimate + r.UnscheduledUnavailability.Estimate, Is.EqualTo(r.Unavailability.Estimate).Within(1e-15));
    }

    [Test]
    public void Instant_takes_an_outage_over()
    {
        var b = new ModelBuilder("over");
        var up = b.Boolean("up", true);
        b.Add(new Event("fail", up, new GeneralDelay(new Deterministic(Duration.FromHours(1)), MemoryPolicy.Restart), [Outcome.Certain(Set(up, false))], Cause.Disk));
        b.Add(new CalendarInstant("window", Duration.FromHours(10), Duration.FromHours(3), true, [Outcome.Certain(Set(up, false))], Cause.Upgrade));
        b.Add(Instant("end", 10, 9, Cause.Unknown, Set(up, true)));
        var r = Run(b.Build(), up, new SimulationOptions { ReplicationHours = 1000, WarmUpHours = 10, MaximumReplications = 64 });
        double Of(Cause cause) => r.DowntimeByCause.Single(c => c.Cause == cause).FractionOfTime.Estimate;
        // In each period: up [9, 10), down by the disk [10, 13), by the window [13, 19).
        Assert.That(Of(Cause.Disk), Is.EqualTo(0.3).Within(1e-12));
        Assert.That(Of(Cause.Upgrade), Is.EqualTo(0.6).Within(1e-12));
        Assert.That(r.InterruptionFrequency.Estimate, Is.EqualTo(0.1).Within(1e-12));
    }
}
