using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Engine.Checkpoints;
using Reliability.Simulation.Random;
using Reliability.Tests;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine;

/// <summary>What is remembered of states makes a trajectory faster and nothing else: to the last bit the same is observed.</summary>
[TestFixture]
public sealed class KnownStatesTests
{
    [Test]
    public void RandomModels_AreObservedTheSame([Range(1, 60)] int seed, [Values(2, 25, KnownStates.MostLearned)] int mostLearned)
    {
        var (model, up) = seed % 2 == 0 ? RandomModels.Markovian(seed) : RandomModels.OfEveryDelay(seed);
        AssertSame(model, up, mostLearned, 3000);
    }

    // With 2^20 states seldom one comes again, so that it is soon given up.
    [Test]
    public void ManyStates_AreObservedTheSame_AndGivenUp()
    {
        var (model, up) = Units(20, 1);
        AssertSame(model, up, KnownStates.MostLearned, 4000);
    }

    // 2^13 states with 13 events each do not all fit; where most of the time is spent is learned anew.
    [Test]
    public void MoreThanFits_IsForgotten_AndObservedTheSame()
    {
        var (model, up) = Units(13, 0.2);
        AssertSame(model, up, 2000, 20_000);
    }

    // A rate of zero and a mean beyond all numbers: a clock that runs and never goes off, also where it is asked while it runs, as the phase has too many values to remember what holds at each.
    [TestCase(0.0)]
    [TestCase(1e-308)]
    [TestCase(double.Epsilon)]
    public void ClocksThatNeverGoOff_AreObservedTheSame(double rate)
    {
        var b = new ModelBuilder("never");
        var up = b.Boolean("up", true);
        b.Exponential("fail", up, Lambda, Cause.Hardware, Set(up, false));
        b.Exponential("repair", !up, Mu, Cause.Unknown, Set(up, true));
        var phase = b.Integer("phase", 0, 1_000_000);
        var isLow = Expression.Binary(BinaryOperator.LessOrEqual, phase, 1);
        b.Exponential("turn", isLow, 1, Cause.Unknown, Set(phase, 1 - phase));
        b.Exponential("never", up & isLow, rate, Cause.Software, Set(up, false));
        AssertSame(b.Build(), up, KnownStates.MostLearned, 30_000);
    }

    [Test]
    public void OnlyEventsThatNeverHappen_EndTheRun()
    {
        var b = new ModelBuilder("never");
        var up = b.Boolean("up", true);
        b.Exponential("never", up, 0, Cause.Software, Set(up, false));
        Assert.That(Played(b.Build(), up, KnownStates.MostLearned, 3000).Record.Ended, Is.True);
    }

    [Test]
    public void ReturnsToAState_AreCountedTheSame()
    {
        var (model, up) = FiveNodes();
        var plan = new SimulationPlan(model, new SimulationTarget(up, null, []), new SimulationOptions { ReplicationHours = 1 }, new ExpressionCompiler());
        var home = model.InitialState();
        var times = new List<double>[2];
        for (var k = 0; k < 2; k++)
        {
            times[k] = [];
            var replicator = new Replicator(plan, k == 0 ? 0 : 40);
            replicator.Begin(new StreamFactory(5).Stream(1, 1), new ReplicationRecord(plan));
            for (var i = 0; i < 200; i++)
            {
                replicator.Advance(double.PositiveInfinity, 1000, home, 1 + (i % 3), CancellationToken.None);
                Assert.That(replicator.State, Is.EqualTo(home));
                times[k].Add(replicator.Time);
            }
        }

        Assert.That(times[1], Is.EqualTo(times[0]));
    }

    private static (StochasticModel Model, Expression Up) Units(int count, double rate)
    {
        var b = new ModelBuilder("units");
        var units = Enumerable.Range(0, count).Select(i => b.Boolean($"n{i}", true)).ToArray();
        for (var i = 0; i < count; i++)
        {
            b.Exponential($"fail{i}", units[i], rate, Cause.Hardware, Set(units[i], false));
            b.Exponential($"repair{i}", !units[i], 1, Cause.Unknown, Set(units[i], true));
        }

        b.Reward("first", Expression.Conditional(units[0], 1, 0));
        return (b.Build(), Expression.AtLeast(count / 2, units));
    }

    private static void AssertSame(StochasticModel model, Expression up, int mostLearned, double hours)
    {
        var (asked, askedState) = Played(model, up, 0, hours);
        var (known, knownState) = Played(model, up, mostLearned, hours);
        Assert.That(asked.Events, Is.GreaterThan(100));
        Assert.That(known.Events, Is.EqualTo(asked.Events));
        Assert.That(knownState, Is.EqualTo(askedState));
        Assert.That(RecordCodec.Encode(known), Is.EqualTo(RecordCodec.Encode(asked)));
    }

    private static (ReplicationRecord Record, int[] State) Played(StochasticModel model, Expression up, int mostLearned, double hours)
    {
        var target = new SimulationTarget(up, !up, [.. model.Rewards]);
        var options = new SimulationOptions { ReplicationHours = hours, WarmUpHours = hours / 10, Times = [1, 10, hours / 2] };
        var plan = new SimulationPlan(model, target, options, new ExpressionCompiler());
        var replicator = new Replicator(plan, mostLearned);

        // The second replication begins with what the first one learned.
        var record = new ReplicationRecord(plan);
        replicator.Play(new StreamFactory(3).Stream(1, 1), record, CancellationToken.None);
        record = new ReplicationRecord(plan);
        replicator.Play(new StreamFactory(3).Stream(1, 2), record, CancellationToken.None);
        return (record, [.. replicator.State]);
    }
}
