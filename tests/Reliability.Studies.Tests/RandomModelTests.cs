using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Random;
using Reliability.Studies.Checks;

namespace Reliability.Studies.Tests;

/// <summary>Models that nobody would write: whatever form guards, rates, outcomes and conditions have, the simulator plays the chain that is solved.</summary>
[TestFixture]
public sealed class RandomModelTests
{
    [TestCaseSource(nameof(Seeds))]
    public void ChainAndSimulation_DoNotDisagree(int seed)
    {
        var (model, up) = Random(new Dice(seed));
        var options = new StudyOptions { MaximumEvents = 1_500_000, FalseAlarm = 1e-5, ReplicationHours = 2000, WarmUpHours = 200, Precision = 0.001, RareEvents = false, Times = [1, 10] };
        var study = StudyRunner.Run(new Subject(model.Name, "code", model, up), options);
        Assert.That(study.Checks, Is.Not.Empty);
        Assert.That(study.Verdict, Is.EqualTo(Verdict.Agree).Or.EqualTo(Verdict.Inconclusive), string.Join("\n", study.Checks));
    }

    private static IEnumerable<int> Seeds() => Enumerable.Range(1, 40);

    // Three to six variables; events that read one to three and set one or two, with rates and values that may depend on the state, and now and then an immediate one.
    private static (StochasticModel Model, Expression Up) Random(Dice random)
    {
        var b = new ModelBuilder("random");
        int[] greatest = [.. Enumerable.Range(0, random.Next(3, 7)).Select(_ => random.Next(1, 4))];
        var variables = greatest.Select((most, i) => b.Integer($"v{i}", 0, most)).ToArray();
        for (var e = random.Next(6, 14); e > 0; e--)
        {
            var rate = Math.Exp((random.NextDouble() * 4) - 2);
            Expression speed = random.Next(3) == 0 ? (Any() + 1) * rate : rate;
            if (random.Next(3) == 0) b.Exponential($"e{e}", Condition(random.Next(1, 4)), speed, Cause.Software, [new Outcome(0.3, Assignments()), new Outcome(0.7, Assignments(), Cause.Hardware)]);
            else b.Exponential($"e{e}", Condition(random.Next(1, 4)), speed, Cause.Hardware, [new Outcome(1.0, Assignments())]);
        }

        // Every state is left, and the first one is seen again.
        b.Exponential("reset", Expression.True, 0.05, Cause.Unknown, [.. variables.Select(v => new Assignment(v.Index, 0))]);
        if (random.Next(3) == 0)
        {
            var v = random.Next(variables.Length);
            b.Add(new Event("at once", Expression.Binary(BinaryOperator.Equal, variables[v], greatest[v]), new ImmediateDelay(0, 1.0), [Outcome.Certain(new Assignment(v, 0))], Cause.Unknown));
        }

        return (b.Build(), Condition(random.Next(1, variables.Length + 1)));

        VariableExpression Any() => variables[random.Next(variables.Length)];

        Expression Condition(int terms)
        {
            var all = Enumerable.Range(0, terms).Select(_ =>
            {
                var v = random.Next(variables.Length);
                var op = random.Next(4) switch { 0 => BinaryOperator.Equal, 1 => BinaryOperator.LessOrEqual, 2 => BinaryOperator.Less, _ => BinaryOperator.GreaterOrEqual };
                var term = Expression.Binary(op, variables[v], random.Next(greatest[v] + 1));
                return random.Next(4) == 0 ? !term : term;
            }).ToList();
            return random.Next(3) switch { 0 => Expression.All(all), 1 => Expression.Any(all), _ => Expression.AtLeast((terms + 1) / 2, all) };
        }

        EquatableArray<Assignment> Assignments() => [.. Enumerable.Range(0, variables.Length).OrderBy(_ => random.NextDouble()).Take(random.Next(1, 3)).Select(v => new Assignment(v, Value(v)))];

        Expression Value(int v) => random.Next(3) switch
        {
            0 => random.Next(greatest[v] + 1),
            1 => Expression.Call(Function.Min, [variables[v] + 1, greatest[v]]),
            _ => Expression.Call(Function.Max, [variables[v] - 1, 0]),
        };
    }

    private sealed class Dice(int seed)
    {
        private Xoshiro256PlusPlus stream = new StreamFactory((ulong)seed).Stream(0, 0);

        public int Next(int below) => stream.NextBelow(below);

        public int Next(int least, int below) => least + stream.NextBelow(below - least);

        public double NextDouble() => stream.NextDouble();
    }
}
