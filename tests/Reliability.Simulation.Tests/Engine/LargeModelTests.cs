using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Tests.Engine;

/// <summary>What makes an event cost the logarithm of the number of events, and models of thousands of units against closed forms.</summary>
[TestFixture]
public sealed class LargeModelTests
{
    [TestCase(1)]
    [TestCase(8)]
    [TestCase(9)]
    [TestCase(40)]
    [TestCase(41)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(777)]
    [TestCase(5000)]
    public void EventQueue_GivesTheFirst_OfEqualTimesTheLeast(int count)
    {
        var stream = new StreamFactory(8).Stream(1, (ulong)count);
        var queue = new EventQueue(count);
        var plain = new double[count];
        Array.Fill(plain, double.PositiveInfinity);
        Assert.That(queue.IsIdle(), Is.True);
        for (var round = 0; round < 2000; round++)
        {
            var i = (int)(stream.NextDouble() * count);
            queue[i] = plain[i] = stream.NextDouble() < 0.2 ? double.PositiveInfinity : Math.Floor(20 * stream.NextDouble());
            var limit = 15.0;
            var first = queue.First(ref limit);
            var least = plain.Min();
            Assert.That(first, Is.EqualTo(least < 15 ? Array.IndexOf(plain, least) : -1));
            Assert.That(limit, Is.EqualTo(Math.Min(least, 15)));
        }
    }

    [TestCase(5)]
    [TestCase(64)]
    [TestCase(300)]
    [TestCase(70_000)]
    public void SortedBits_GivesAllInOrder(int count)
    {
        var stream = new StreamFactory(9).Stream(1, (ulong)count);
        var bits = new SortedBits(count);
        var plain = new SortedSet<int>();
        for (var round = 0; round < 300; round++)
        {
            var i = (int)(stream.NextDouble() * count);
            if (stream.NextDouble() < 0.6)
            {
                bits.Add(i);
                plain.Add(i);
            }
            else
            {
                bits.Remove(plain.Count > 0 && round % 2 == 0 ? plain.Min : i);
                plain.Remove(plain.Count > 0 && round % 2 == 0 ? plain.Min : i);
            }
        }

        var found = new List<int>();
        for (var i = bits.From(0); i >= 0; i = bits.From(i + 1)) found.Add(i);
        Assert.That(found, Is.EqualTo(plain));
    }

    // n independent units: the number down is binomial with u = λ / (λ + μ); it rises to k at the rate (n - k + 1) λ P(k - 1).
    [Test]
    public void Fleet_OfIndependentUnits_IsBinomial()
    {
        const int n = 200;
        const double l = 0.001, m = 0.099, u = l / (l + m);
        var b = new ModelBuilder("fleet");
        var units = Enumerable.Range(0, n).Select(i => b.Boolean($"u{i}", true)).ToArray();
        for (var i = 0; i < n; i++)
        {
            b.Exponential($"fails {i}", units[i], l, Cause.Hardware, new Assignment(units[i].Index, false));
            if (i % 2 == 0) b.Exponential($"repaired {i}", !units[i], m, Cause.Unknown, new Assignment(units[i].Index, true));
            else b.Add(new Event($"repaired {i}", !units[i], new GeneralDelay(new Exponential(Duration.FromHours(1 / m)), MemoryPolicy.Restart), [Outcome.Certain(new Assignment(units[i].Index, true))], Cause.Unknown));
        }

        var model = b.Build();
        // Up while at least 195 are: the condition is counted.
        var target = new SimulationTarget(Expression.AtLeast(195, units), null, []) { Copies = [.. units] };
        var options = new SimulationOptions { ReplicationHours = 20_000, WarmUpHours = 200, MinimumReplications = 64, MaximumReplications = 64, Confidence = 0.9999 };
        var result = Simulator.Run(model, target, options, new ExpressionCompiler());
        var at = new double[n + 1];
        at[0] = Math.Pow(1 - u, n);
        for (var k = 1; k <= n; k++) at[k] = at[k - 1] * (n - k + 1) / k * u / (1 - u);
        for (var k = 1; k <= 8; k++)
        {
            var row = result.Simultaneous[k - 1];
            Assert.That(row.Copies, Is.EqualTo(k));
            AssertCovers(row.FractionOfTime, at.Skip(k).Sum(), $"share with {k} or more");
            AssertCovers(row.PerHour, (n - k + 1) * l * at[k - 1], $"rises to {k}");
        }

        AssertCovers(result.Unavailability, at.Skip(6).Sum(), "more than five down");
        AssertCovers(result.InterruptionFrequency, (n - 5) * l * at[5], "interruptions");
    }

    // The forms that an event may have beside the common one: always enabled, changing nothing, with a rate that others change, guarded by what it does not set.
    [Test]
    public void EventsOfEveryForm_HappenAsOftenAsTheyMust()
    {
        var b = new ModelBuilder("forms");
        var lamp = b.Boolean("lamp", true);
        var queue = b.Integer("queue", 0, 10);
        var gate = b.Boolean("gate", true);
        var ticks = b.Integer("ticks", 0, 1);
        b.Exponential("on", Expression.True, 1, Cause.Unknown, new Assignment(lamp.Index, true));
        b.Exponential("off", Expression.True, 2, Cause.Hardware, new Assignment(lamp.Index, false));
        b.Exponential("arrives", Expression.Binary(BinaryOperator.Less, queue, 10), 1.5, Cause.Unknown, new Assignment(queue.Index, queue + 1));
        b.Exponential("served", Expression.Binary(BinaryOperator.Greater, queue, 0), Expression.Call(Function.Min, [queue, 3]) * 0.8, Cause.Unknown, new Assignment(queue.Index, queue - 1));
        b.Exponential("closes", gate, 0.5, Cause.Unknown, new Assignment(gate.Index, false));
        b.Exponential("opens", !gate, 1, Cause.Unknown, new Assignment(gate.Index, true));
        b.Add(new Event("ticks", gate, new GeneralDelay(new Deterministic(Duration.FromHours(0.25)), MemoryPolicy.Resume), [Outcome.Certain(new Assignment(ticks.Index, 0))], Cause.Unknown));
        b.Exponential("passes", gate, 3, Cause.Unknown, new Assignment(ticks.Index, 0));

        string[] names = ["on", "off", "arrives", "served", "closes", "opens", "ticks", "passes"];
        var rewards = names.Select(n => new Reward(n, 0.0, [new ImpulseReward(n, 1.0)])).ToList();
        var options = new SimulationOptions { ReplicationHours = 5000, WarmUpHours = 100, MinimumReplications = 64, MaximumReplications = 64, Confidence = 0.9999 };
        var result = Simulator.Run(b.Build(), new SimulationTarget(lamp, null, [.. rewards]), options, new ExpressionCompiler());

        // The queue: p(k) is in proportion to 1.5^k / (mu(1) ... mu(k)).
        var p = new double[11];
        p[0] = 1;
        for (var k = 1; k <= 10; k++) p[k] = p[k - 1] * 1.5 / (Math.Min(k, 3) * 0.8);
        var arrivals = 1.5 * (1 - (p[10] / p.Sum()));
        const double Open = 2.0 / 3;
        AssertCovers(result.Unavailability, 2.0 / 3, "lamp off");
        AssertCovers(result.InterruptionFrequency, 2.0 / 3, "lamp goes off");
        double[] expected = [1, 2, arrivals, arrivals, 1.0 / 3, 1.0 / 3, 4 * Open, 3 * Open];
        for (var i = 0; i < names.Length; i++) AssertCovers(result.Rewards[i].PerHour, expected[i], names[i]);
    }

    // Twenty thousand events that all set the variable that all of them read: what is worked out in advance must not grow with the square of that.
    [Test]
    public void ManyEventsOfOneVariable_TakeLittleMemory()
    {
        const int Most = 10_000;
        var b = new ModelBuilder("ladder");
        var rung = b.Integer("rung", 0, Most);
        for (var i = 0; i < Most; i++)
        {
            b.Exponential($"up {i}", Expression.Binary(BinaryOperator.Equal, rung, i), 1, Cause.Hardware, new Assignment(rung.Index, i + 1));
            b.Exponential($"down {i}", Expression.Binary(BinaryOperator.Equal, rung, i + 1), 2, Cause.Unknown, new Assignment(rung.Index, i));
        }

        var before = GC.GetTotalAllocatedBytes(true);
        var options = new SimulationOptions { ReplicationHours = 50, WarmUpHours = 10, MinimumReplications = 64, MaximumReplications = 64, Threads = 1, Confidence = 0.9999 };
        var result = Simulator.Run(b.Build(), new SimulationTarget(Expression.Binary(BinaryOperator.Less, rung, 1), null, []), options, new ExpressionCompiler());
        Assert.That(GC.GetTotalAllocatedBytes(true) - before, Is.LessThan(500e6));
        AssertCovers(result.Unavailability, 0.5, "off the ground");
    }

    private static void AssertCovers(Simulation.Statistics.ConfidenceInterval interval, double exact, string what) =>
        Assert.That(exact, Is.InRange(interval.Lower, interval.Upper), $"{what}: {interval.Estimate}");
}
