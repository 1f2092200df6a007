using System.Text.Json;
using System.Text.Json.Serialization;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine;

/// <summary>Cycles and batch means.</summary>
public sealed class LongRunTests
{
    private static readonly JsonSerializerOptions _json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [TestCase(LongRunEstimator.Cycles)]
    [TestCase(LongRunEstimator.BatchMeans)]
    [TestCase(LongRunEstimator.Chain)]
    public void Threads_do_not_change_a_bit(LongRunEstimator estimator)
    {
        var (model, up) = FiveNodes();
        var options = new SimulationOptions { Estimator = estimator, ReplicationHours = 1000, RelativePrecision = 0.02, Times = [10, 100], MaximumEvents = 2_000_000 };
        string Bytes(SimulationOptions o) => JsonSerializer.Serialize(Run(model, up, o, null, new Reward("r", up.Choose(1.5, 0.0))), _json);
        var one = Bytes(options with { Threads = 1 });
        Assert.That(Bytes(options with { Threads = 2 }), Is.EqualTo(one));
        Assert.That(Bytes(options with { Threads = 5 }), Is.EqualTo(one));
        Assert.That(Bytes(options with { Seed = 2 }), Is.Not.EqualTo(one));
    }

    [TestCase(LongRunEstimator.Cycles)]
    [TestCase(LongRunEstimator.BatchMeans)]
    public void Every_measure_is_right(LongRunEstimator estimator)
    {
        var (model, up) = TwoStates();
        var reward = new Reward("cost", up.Choose(0.0, 3.0), [new ImpulseReward("fail", 10.0)]);
        var r = Run(model, up, new SimulationOptions { Estimator = estimator, ReplicationHours = 1000, RelativePrecision = 0.01, Times = [5] }, !up, reward);
        var u = Lambda / (Lambda + Mu);
        Agrees(r.Unavailability, u);
        Agrees(r.UnscheduledUnavailability, u);
        Agrees(r.InterruptionFrequency, (1 - u) * Lambda);
        Agrees(r.MeanUpTime, 1 / Lambda);
        Agrees(r.MeanDownTime, 1 / Mu);
        Agrees(r.Rewards[0].PerHour, (3 * u) + (10 * Lambda * (1 - u)));
        Agrees(r.DataLossUnavailability, u);
        Agrees(r.DataLossFrequency, (1 - u) * Lambda);
        Agrees(r.Unreliability[0], 1 - Math.Exp(-Lambda * 5));
        Agrees(r.DowntimeByCause.Single(c => c.Cause == Cause.Hardware).FractionOfTime, u);
        Assert.That(r.StoppedBy, Is.EqualTo(StopReason.Precision));
        Assert.That(r.ScheduledUnavailability.Trust, Is.EqualTo(IntervalTrust.NoneSeen));
        Assert.That(r.Yearly, Is.Null);
    }

    [Test]
    public void A_chain_is_played_for_every_measure_but_causes()
    {
        var (model, up) = FiveNodes();
        var u = Lambda / (Lambda + Mu);
        var reward = new Reward("cost", up.Choose(0.0, 3.0), [new ImpulseReward("fail0", 10.0)]);
        var r = Run(model, up, new SimulationOptions { Estimator = LongRunEstimator.Chain, ReplicationHours = 1000, RelativePrecision = 0.01, Times = [5] }, !up, reward);
        var down = Enumerable.Range(2, 4).Sum(k => MathNet.Numerics.SpecialFunctions.Binomial(5, k) * Math.Pow(u, k) * Math.Pow(1 - u, 5 - k));
        var frequency = 5 * u * Math.Pow(1 - u, 4) * 4 * Lambda;
        Agrees(r.Unavailability, down);
        Agrees(r.InterruptionFrequency, frequency);
        Agrees(r.MeanUpTime, (1 - down) / frequency);
        Agrees(r.MeanDownTime, down / frequency);
        Agrees(r.Rewards[0].PerHour, (3 * down) + (10 * Lambda * (1 - u)));
        Agrees(r.DataLossUnavailability, down);
        Agrees(r.DataLossFrequency, frequency);
        Assert.That(r.DowntimeByCause, Is.Empty);
        Assert.That(r.Estimator, Is.EqualTo(LongRunEstimator.Chain));
    }

    [Test]
    public void What_is_no_chain_is_refused()
    {
        var options = new SimulationOptions { Estimator = LongRunEstimator.Chain, ReplicationHours = 1000 };
        string Refusal(Action<ModelBuilder, VariableExpression> add)
        {
            var b = new ModelBuilder("refused");
            var up = b.Boolean("up", true);
            b.Exponential("fail", up, Lambda, Cause.Hardware, Set(up, false));
            add(b, up);
            return Assert.Throws<SimulationException>(() => Run(b.Build(), up, options)).Message;
        }

        Assert.Multiple(() =>
        {
            Assert.That(Refusal((b, up) => b.Add(Instant("window", 100, 1, Cause.Software, Set(up, false)))), Does.Contain("calendar"));
            Assert.That(Refusal((b, up) => b.Add(new Event("fixed", !up, new GeneralDelay(new Deterministic(Duration.FromHours(1)), MemoryPolicy.Restart), [Outcome.Certain(Set(up, true))], Cause.Unknown))), Does.Contain("'fixed', whose delay is not exponential"));
            Assert.That(Refusal((b, up) => b.Exponential("upgrade", up, 1, Cause.Upgrade, Set(up, false))), Does.Contain("announced, 'upgrade'"));
            Assert.That(Refusal((_, _) => { }), Does.Contain("refused"), "it ends");
        });
    }

    [Test]
    public void Batches_take_calendars_and_general_delays()
    {
        var b = new ModelBuilder("window and renewal");
        var window = b.Boolean("window");
        var works = b.Boolean("works", true);
        b.Add(Instant("open", 730, 0, Cause.Upgrade, Set(window, true)));
        b.Add(Instant("close", 730, 0.5, Cause.UpgradeOverrun, Set(window, false)));
        var life = Weibull.WithMean(2.5, Duration.FromHours(100));
        var mend = LogNormal.WithErrorFactor(Duration.FromHours(4), 5);
        b.Add(new Event("fail", works, new GeneralDelay(life, MemoryPolicy.Restart), [Outcome.Certain(Set(works, false))], Cause.Disk));
        b.Add(new Event("repair", !works, new GeneralDelay(mend, MemoryPolicy.Restart), [Outcome.Certain(Set(works, true))], Cause.Unknown));
        var r = Run(b.Build(), works & !window, new SimulationOptions { Estimator = LongRunEstimator.BatchMeans, ReplicationHours = 2000, RelativePrecision = 0.01 });
        // Renewals and windows do not know of each other.
        var (q, w) = (mend.Mean.TotalHours / (life.Mean.TotalHours + mend.Mean.TotalHours), 0.5 / 730);
        Agrees(r.Unavailability, q + w - (q * w));
        Assert.That(r.ReplicationHours % 730, Is.Zero);
    }

    // Batches of an hour, of a chain that stays for a hundred: they are joined until they do not depend on each other.
    [Test]
    public void Batches_grow_until_they_are_independent()
    {
        var (model, up) = TwoStates(0.01, 0.01);
        var r = Run(model, up, new SimulationOptions { Estimator = LongRunEstimator.BatchMeans, ReplicationHours = 1, RelativePrecision = 0.05, MaximumEvents = 3_000_000 });
        Agrees(r.Unavailability, 0.5);
        Assert.That(r.IsCorrelated, Is.False);
        Assert.That(r.ReplicationHours, Is.GreaterThan(100));
        Assert.That(r.Replications, Is.GreaterThanOrEqualTo(32));
    }

    // A storm of outages that comes and goes every hundred hours: in a thousand hours there are hundreds of outages and only ten storms.
    [Test]
    public void Run_too_short_for_batches_is_not_believed()
    {
        var b = new ModelBuilder("storms");
        var up = b.Boolean("up", true);
        var storm = b.Boolean("storm");
        b.Exponential("fail", up, storm.Choose(2.0, 0.01), Cause.Power, Set(up, false));
        b.Exponential("repair", !up, 1.0, Cause.Unknown, Set(up, true));
        b.Exponential("begin", !storm, 0.01, Cause.Unknown, Set(storm, true));
        b.Exponential("end", storm, 0.01, Cause.Unknown, Set(storm, false));
        var r = Run(b.Build(), up, new SimulationOptions { Estimator = LongRunEstimator.BatchMeans, ReplicationHours = 1, MaximumReplications = 1024 });
        Assert.That(r.Outages, Is.GreaterThan(ConfidenceInterval.OutagesNeeded));
        Assert.That(r.IsCorrelated);
        Assert.That(r.Unavailability.Trust, Is.EqualTo(IntervalTrust.FewOutages));
        Assert.That(r.DowntimeByCause[0].FractionOfTime.Trust, Is.Not.EqualTo(IntervalTrust.Trusted));
    }

    [Test]
    public void Models_without_cycles_are_refused()
    {
        string Refusal(StochasticModel model, Expression up, LongRunEstimator estimator) =>
            Assert.Throws<SimulationException>(() => Run(model, up, new SimulationOptions { Estimator = estimator, ReplicationHours = 100 }))!.Message;

        var b = new ModelBuilder("clock");
        var up = b.Boolean("up", true);
        b.Add(new Event("fail", up, new GeneralDelay(new Deterministic(Duration.FromHours(1)), MemoryPolicy.Restart), [Outcome.Certain(Set(up, false))], Cause.Disk));
        b.Exponential("repair", !up, 1.0, Cause.Unknown, Set(up, true));
        Assert.That(Refusal(b.Build(), up, LongRunEstimator.Cycles), Does.Contain("'fail'").And.Contain("batch means"));

        var c = new ModelBuilder("calendar");
        var open = c.Boolean("open");
        c.Add(Instant("open", 10, 0, Cause.Upgrade, Set(open, true)));
        c.Add(Instant("close", 10, 1, Cause.Upgrade, Set(open, false)));
        Assert.That(Refusal(c.Build(), !open, LongRunEstimator.Cycles), Does.Contain("calendar"));

        var d = new ModelBuilder("ends");
        var whole = d.Boolean("whole", true);
        d.Exponential("fail", whole, 1.0, Cause.Disk, Set(whole, false));
        Assert.That(Refusal(d.Build(), whole, LongRunEstimator.Cycles), Does.Contain("never leaves"));
        Assert.That(Refusal(d.Build(), whole, LongRunEstimator.BatchMeans), Does.Contain("never leaves"));

        // Two places to be caught in: no state is entered in all pilot runs.
        var e = new ModelBuilder("fork");
        var s = e.Integer("s", 0, 4);
        e.Exponential("fork", s.Is(0), 1.0, Cause.Disk, [new Outcome(0.5, [Set(s, 1)]), new Outcome(0.5, [Set(s, 3)])]);
        foreach (var (from, to) in new[] { (1, 2), (2, 1), (3, 4), (4, 3) }) e.Exponential($"go{from}", s.Is(from), 1.0, Cause.Disk, Set(s, to));
        Assert.That(Refusal(e.Build(), s.IsNot(2) & s.IsNot(4), LongRunEstimator.Cycles), Does.Contain("pilot"));
        Assert.That(Refusal(e.Build(), s.IsAtLeast(9), LongRunEstimator.Cycles), Does.Contain("never up"));
    }

    [Test]
    public void None_seen_gives_a_bound()
    {
        var b = new ModelBuilder("rare");
        var n = b.Integer("n", 0, 2);
        b.Exponential("fail", n.Is(0), 1.0, Cause.Hardware, Set(n, 1));
        b.Exponential("repair", n.Is(1), 1.0, Cause.Unknown, Set(n, 0));
        b.Exponential("ruin", n.Is(1), 1e-15, Cause.Hardware, Set(n, 2));
        b.Exponential("rebuild", n.Is(2), 1.0, Cause.Unknown, Set(n, 0));
        foreach (var estimator in new[] { LongRunEstimator.Cycles, LongRunEstimator.BatchMeans })
        {
            var r = Run(b.Build(), n.IsNot(2), new SimulationOptions { Estimator = estimator, ReplicationHours = 100, MaximumEvents = 100_000 });
            Assert.That(r.Unavailability.Trust, Is.EqualTo(IntervalTrust.NoneSeen));
            Assert.That(r.InterruptionFrequency.Upper, Is.EqualTo(-Math.Log(0.05) / (r.SimulatedHours - r.WarmUpHours)).Within(1).Percent);
            Assert.That(r.MeanUpTime, Is.Null);
        }
    }
}
