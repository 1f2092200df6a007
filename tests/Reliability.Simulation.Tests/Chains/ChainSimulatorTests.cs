using Reliability.Tests;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reliability.Markov.Chains;
using Reliability.Modeling.Models;
using Reliability.Simulation.Chains;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;
using Reliability.Simulation.Tests.RareEvents;

namespace Reliability.Simulation.Tests.Chains;

public sealed class ChainSimulatorTests
{
    private const double Arrival = 1, Service = 2;
    private const int Capacity = 6;

    // A queue with room for six, down when full: geometric, with known flows.
    private static (SparseRates Rates, ChainTarget Target) Queue()
    {
        var chain = MarkovChain.FromArcs(Capacity + 1, Enumerable.Range(0, Capacity + 1).SelectMany(n => new[] { (n, n - 1, Service), (n, n + 1, Arrival) }).Where(a => a.Item2 is >= 0 and <= Capacity));
        return (chain.Rates, new ChainTarget([.. Enumerable.Range(0, Capacity + 1).Select(n => n == Capacity)], [("customers", [.. Enumerable.Range(0, Capacity + 1).Select(n => (double)n)])]));
    }

    private static double Stationary(int n) => Math.Pow(Arrival / Service, n) / Enumerable.Range(0, Capacity + 1).Sum(k => Math.Pow(Arrival / Service, k));

    [TestCase(true)]
    [TestCase(false)]
    public void Long_run_of_a_queue(bool means)
    {
        var (rates, target) = Queue();
        var r = ChainSimulator.Run(rates, 0, target, new ChainOptions { MeanHoldingTimes = means, RelativePrecision = 0.02 });
        Assert.That(r.Problem, Is.Null);
        Agrees(r.Unavailability, Stationary(Capacity));
        Agrees(r.InterruptionFrequency, Stationary(Capacity - 1) * Arrival);
        Agrees(r.MeanDownTime, 1 / Service);
        Agrees(r.MeanUpTime, (1 - Stationary(Capacity)) / (Stationary(Capacity - 1) * Arrival));
        Agrees(r.Rewards.Single().PerHour, Enumerable.Range(0, Capacity + 1).Sum(n => n * Stationary(n)));
        Assert.That(r.StoppedBy, Is.EqualTo(StopReason.Precision));
        Assert.That(r.Unavailability!.Value.RelativeHalfWidth, Is.LessThan(0.02));
        Assert.That(r.Unavailability.Value.Trust, Is.EqualTo(IntervalTrust.Trusted));
    }

    [Test]
    public void Reference_pair()
    {
        if (RareCases.Absent) Assert.Ignore(SharedCases.Absent);
        var (rates, down) = Pair();
        var r = ChainSimulator.Run(rates, 0, new ChainTarget(down), new ChainOptions { RelativePrecision = 0.06, Times = [8760, 168], Replications = 40_000 });
        Agrees(r.Unavailability, RareCases.Value("ha16", "unavailability"));
        Assert.That(r.RegenerationState, Is.Zero);
        Agrees(r.Unreliability[0], RareCases.Value("ha16", "F(8760)"));
        Agrees(r.Unreliability[1], RareCases.Value("ha16", "F(168)"), 0.5);
    }

    [Test]
    public void Answers_at_times()
    {
        const double L = 0.2, M = 1;
        var chain = MarkovChain.FromArcs(2, [(0, 1, L), (1, 0, M)]);
        var r = ChainSimulator.Run(chain.Rates, 0, new ChainTarget([false, true]), new ChainOptions { Times = [3, 0, 0.5], Replications = 100_000 });
        foreach (var (i, t) in new[] { (0, 3.0), (2, 0.5) })
        {
            Agrees(r.Unreliability[i], 1 - Math.Exp(-L * t));
            Agrees(r.PointUnavailability[i], L / (L + M) * (1 - Math.Exp(-(L + M) * t)));
        }

        Assert.That(r.Unreliability[1].Estimate, Is.Zero);
        Agrees(r.Unavailability, L / (L + M));
    }

    [Test]
    public void The_same_bytes_for_any_number_of_threads()
    {
        var (rates, target) = Queue();
        var texts = new[] { 1, 2, 7 }.Select(t => JsonSerializer.Serialize(
            ChainSimulator.Run(rates, 0, target, new ChainOptions { Threads = t, MaximumTransitions = 3_000_000, RelativePrecision = 0, Times = [1, 2], Replications = 3000 }),
            new JsonSerializerOptions { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals }));
        Assert.That(texts.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_transition_allocates_nothing()
    {
        var (rates, target) = Queue();
        var chain = new CompiledChain(rates, target.Down.AsSpan());
        var streams = new StreamFactory(1);
        var (first, second) = (streams.Stream(1, 0), streams.Stream(2, 0));
        CycleLoop.Play<SampledHolding, NoObserver>(chain, 0, 10, long.MaxValue, ref first, ref second, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sums = CycleLoop.Play<SampledHolding, NoObserver>(chain, 0, 50_000, long.MaxValue, ref first, ref second, default);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sums.Transitions, Is.GreaterThan(200_000));
    }

    // The share of intervals of 95 % that contain the truth, at about 2,000 outages each.
    [Test]
    public void Intervals_cover()
    {
        var (rates, target) = Queue();
        var covered = 0;
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var r = ChainSimulator.Run(rates, 0, target, new ChainOptions { Seed = seed, Threads = 1, MaximumTransitions = 1, RelativePrecision = 0 });
            covered += r.Unavailability!.Value.Contains(Stationary(Capacity)) ? 1 : 0;
        }

        // Binomial: 190 ± 3.1.
        Assert.That(covered, Is.InRange(180, 199));
    }

    [Test]
    public void No_outage_gives_a_bound()
    {
        var (rates, target) = Queue();
        var r = ChainSimulator.Run(rates, 0, target with { Down = [.. new bool[Capacity + 1]] }, new ChainOptions { MaximumTransitions = 1 });
        Assert.That(r.Unavailability!.Value.Trust, Is.EqualTo(IntervalTrust.NoneSeen));
        Assert.That(r.Unavailability.Value.Upper, Is.GreaterThan(0));
        Assert.That(r.MeanDownTime, Is.Null);
    }

    [Test]
    public void Chains_without_a_long_run_are_told()
    {
        var ends = MarkovChain.FromArcs(3, [(0, 1, 1.0), (1, 0, 1.0), (1, 2, 0.1)]);
        var r = ChainSimulator.Run(ends.Rates, 0, new ChainTarget([false, false, true]), new ChainOptions { Times = [1e6], Replications = 100 });
        Assert.That(r.Problem!.Message, Does.Contain("nothing leaves"));
        Assert.That(r.Unreliability[0].Estimate, Is.EqualTo(1));
        var splits = MarkovChain.FromArcs(5, [(0, 1, 1.0), (0, 3, 1.0), (1, 2, 1.0), (2, 1, 1.0), (3, 4, 1.0), (4, 3, 1.0)]);
        Assert.That(ChainSimulator.Run(splits.Rates, 0, new ChainTarget([.. new bool[5]]), new ChainOptions()).Problem!.Message, Does.Contain("does not lead back"));
    }

    [Test]
    public void Alias_slots_have_the_given_shares()
    {
        double[] weights = [1e-12, 3, 0, 0.25, 7, 1e-3];
        var slots = new AliasSlot[weights.Length];
        AliasSlot.Fill(weights, [0, 1, 2, 3, 4, 5], slots);
        var shares = new double[weights.Length];
        foreach (var slot in slots)
        {
            var own = slot.Threshold / 18446744073709551616.0;
            shares[slot.Own] += own / weights.Length;
            shares[slot.Other] += (1 - own) / weights.Length;
        }

        for (var i = 0; i < weights.Length; i++) Assert.That(shares[i], Is.EqualTo(weights[i] / weights.Sum()).Within(1e-15));
        Assert.That(shares[2], Is.Zero);
    }

    private static (SparseRates Rates, ImmutableArray<bool> Down) Pair()
    {
        var model = Systems.HighAvailability16();
        return (model.Rates!, [.. model.Down]);
    }

    private static void Agrees(ConfidenceInterval? found, double expected, double coarsest = 0.1)
    {
        Assert.That(found, Is.Not.Null);
        TestContext.Out.WriteLine($"{found!.Value.Estimate:G8} ± {found.Value.StandardError:G3}, expected {expected:G8}");
        Assert.That(Math.Abs(found.Value.Estimate - expected), Is.LessThan((4 * found.Value.StandardError) + (1e-12 * expected)));
        Assert.That(found.Value.StandardError, Is.LessThan(coarsest * expected));
    }
}
