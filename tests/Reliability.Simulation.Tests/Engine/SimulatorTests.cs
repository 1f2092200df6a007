using System.Diagnostics;
using System.Text.Json;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine;

public sealed class SimulatorTests
{
    private static string Bytes(SimulationOptions options)
    {
        var (model, up) = FiveNodes();
        var r = Run(model, up, options with { ReplicationHours = 1000, Times = [10, 100] }, null, new Reward("r", up.Choose(1.5, 0.0)));
        return JsonSerializer.Serialize(r, new JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals });
    }

    [Test]
    public void Threads_do_not_change_a_bit_and_seeds_change_all()
    {
        var options = new SimulationOptions { ReplicationHours = 1, RelativePrecision = 0.02, MaximumReplications = 10_000, Threads = 1 };
        var one = Bytes(options);
        Assert.That(one, Does.Contain("\"StoppedBy\":0"));
        Assert.That(Bytes(options with { Threads = 2 }), Is.EqualTo(one));
        Assert.That(Bytes(options with { Threads = 8 }), Is.EqualTo(one));
        Assert.That(Bytes(options with { Threads = 0 }), Is.EqualTo(one));
        Assert.That(Bytes(options with { Seed = 2 }), Is.Not.EqualTo(one));
        var budget = options with { RelativePrecision = 0, MaximumEvents = 500_000 };
        var bounded = Bytes(budget);
        Assert.That(bounded, Does.Contain("\"StoppedBy\":2"));
        Assert.That(Bytes(budget with { Threads = 3 }), Is.EqualTo(bounded));
    }

    [Test]
    public void Downtime_by_cause_sums_to_the_whole()
    {
        var (model, up) = FiveNodes();
        var r = Run(model, up, new SimulationOptions { ReplicationHours = 5000, MaximumReplications = 256 });
        Assert.That(r.DowntimeByCause.Sum(c => c.FractionOfTime.Estimate), Is.EqualTo(r.Unavailability.Estimate).Within(1e-12 * r.Unavailability.Estimate));
        const double P = Mu / (Lambda + Mu), Q = 1 - P;
        Agrees(r.Unavailability, 1 - Math.Pow(P, 5) - (5 * Q * Math.Pow(P, 4)));
        Agrees(r.DowntimeByCause.Single(c => c.Cause == Cause.Hardware).FractionOfTime, 0.4 * r.Unavailability.Estimate);
    }

    [Test]
    public void Loop_allocates_nothing_and_is_fast()
    {
        var (model, up) = FiveNodes();
        var options = new SimulationOptions { ReplicationHours = 10_600_000 };
        var plan = new SimulationPlan(model, new SimulationTarget(up, null, []), options, new ExpressionCompiler());
        var replicator = new Replicator(plan);
        var streams = new StreamFactory(1);
        replicator.Play(streams.Stream(1, 0), new ReplicationRecord(plan), default);
        var record = new ReplicationRecord(plan);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        replicator.Play(streams.Stream(1, 1), record, default);
        watch.Stop();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"{watch.Elapsed.TotalNanoseconds / record.Events:F1} ns an event, {record.Events} events, {allocated} bytes");
        Assert.That(record.Events, Is.GreaterThan(900_000));
        Assert.That(allocated, Is.LessThan(1000));
    }

    [Test]
    public void None_seen_gives_a_bound()
    {
        var (model, up) = TwoStates(1e-12);
        var r = Run(model, up, new SimulationOptions { ReplicationHours = 10, MaximumReplications = 64, Times = [1] });
        Assert.That(r.Unavailability.Trust, Is.EqualTo(IntervalTrust.NoneSeen));
        Assert.That(r.Unavailability.Upper, Is.EqualTo(-Math.Log(0.05) / 64).Within(1e-12));
        Assert.That(r.InterruptionFrequency.Upper, Is.EqualTo(-Math.Log(0.05) / 640).Within(1e-12));
        Assert.That(r.MeanUpTime, Is.Null);
        Assert.That(r.MeanTimeToFirstFailure, Is.Null);
    }

    [Test]
    public void Start_in_an_outage_is_booked_to_the_unknown()
    {
        var b = new ModelBuilder("down first");
        var up = b.Boolean("up");
        b.Add(new Event("repair", !up, new GeneralDelay(new Deterministic(Duration.FromHours(2)), MemoryPolicy.Resume), [Outcome.Certain(Set(up, true))], Cause.Disk));
        var r = Run(b.Build(), up, new SimulationOptions { ReplicationHours = 8, MaximumReplications = 64, Times = [0] });
        Assert.That(r.DowntimeByCause.Single(c => c.Cause == Cause.Unknown).FractionOfTime.Estimate, Is.EqualTo(0.25));
        Assert.That(r.Outages, Is.Zero);
        Assert.That(r.Unreliability[0].Estimate, Is.EqualTo(1));
    }

    [Test]
    public void Faults_name_event_and_state()
    {
        var b = new ModelBuilder("loop");
        var s = b.Integer("s", 0, 1);
        b.Exponential("go", s.Is(0), 1.0, Cause.Disk, Set(s, 1));
        b.Add(new Event("spin", s.Is(1), new ImmediateDelay(0, 1.0), [Outcome.Certain(Set(s, 1))], Cause.Disk));
        Throws(b, "spin", "s=1");

        b = new ModelBuilder("range");
        s = b.Integer("s", 0, 2);
        b.Exponential("go", true, 1.0, Cause.Disk, Set(s, s + 1));
        Throws(b, "'go' sets variable 's' to 3, outside its range 0..2", "s=2");

        // One event in a thousand leaves the range: the outcome that was drawn counts, and none is drawn in its place.
        b = new ModelBuilder("by chance");
        s = b.Integer("s", 0, 3);
        b.Exponential("go", true, 1.0, Cause.Disk, [new Outcome(0.999, [Set(s, 1 - s)]), new Outcome(0.001, [Set(s, s + 9)])]);
        Throws(b, "'go' sets variable 's' to", "outside its range 0..3");

        b = new ModelBuilder("rate");
        s = b.Integer("s", 0, 2);
        b.Exponential("go", true, 1.0 - s, Cause.Disk, Set(s, 2));
        Throws(b, "'go' has the rate -1", "s=2");

        b = new ModelBuilder("still");
        s = b.Integer("s", 0, 2);
        b.Add(new Event("tick", true, new GeneralDelay(new Deterministic(Duration.Zero), MemoryPolicy.Restart), [Outcome.Certain(Set(s, 1))], Cause.Disk));
        Throws(b, "no time passes");
    }

    [Test]
    public void Cancellation_is_quick()
    {
        var (model, up) = FiveNodes();
        using var source = new CancellationTokenSource(100);
        var watch = Stopwatch.StartNew();
        Assert.Throws<OperationCanceledException>(() => Simulator.Run(
            model, new SimulationTarget(up, null, []), new SimulationOptions { ReplicationHours = 1e13, MaximumReplications = 64 }, new ExpressionCompiler(), null, source.Token));
        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(2000));
    }

    [Test]
    public void Window_fits_the_calendar()
    {
        Assert.That(ObservationWindow.Period([730, 8760]), Is.EqualTo(8760));
        Assert.That(ObservationWindow.Period([4, 6]), Is.EqualTo(12));
        Assert.That(ObservationWindow.Period([1, Math.PI]), Is.EqualTo(Math.PI));
        Assert.That(ObservationWindow.Around([4, 6], 1, 24), Is.EqualTo((12, 36)));
        Assert.That(ObservationWindow.Around([], 1, 24), Is.EqualTo((1, 25)));
    }

    private static void Throws(ModelBuilder b, params string[] parts)
    {
        var fault = Assert.Throws<SimulationException>(() => Run(b.Build(), Expression.True, new SimulationOptions { ReplicationHours = 1000, MaximumReplications = 64 }));
        foreach (var part in parts) Assert.That(fault.Message, Does.Contain(part));
    }
}
