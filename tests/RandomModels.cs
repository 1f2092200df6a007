using Reliability.Modeling.Collections;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Random;

namespace Reliability.Tests;

/// <summary>Models that nobody would write, of every form that guards, rates, outcomes and conditions can have.</summary>
internal static class RandomModels
{
    /// <summary>Three to six variables; events that read one to three and set one or two, with rates and values that may depend on the state, and now and then an immediate one.</summary>
    public static (StochasticModel Model, Expression Up) Markovian(int seed) => Make(new Dice(seed), isMarkovian: true);

    /// <summary>Such events, delays of other laws that may be remembered, rewards for events, and a calendar; no immediate events.</summary>
    public static (StochasticModel Model, Expression Up) OfEveryDelay(int seed) => Make(new Dice(seed), isMarkovian: false);

    private static (StochasticModel Model, Expression Up) Make(Dice random, bool isMarkovian)
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
        if (!isMarkovian) AddWhatRemembers();
        else if (random.Next(3) == 0)
        {
            var v = random.Next(variables.Length);
            b.Add(new Event("at once", Expression.Binary(BinaryOperator.Equal, variables[v], greatest[v]), new ImmediateDelay(0, 1.0), [Outcome.Certain(new Assignment(v, 0))], Cause.Unknown));
        }

        return (b.Build(), Condition(random.Next(1, variables.Length + 1)));

        void AddWhatRemembers()
        {
            Distribution[] laws = [Weibull.WithMean(1.5, Duration.FromHours(2)), new Uniform(Duration.FromHours(1), Duration.FromHours(3)), new Deterministic(Duration.FromHours(2))];
            for (var e = random.Next(2, 5); e > 0; e--)
            {
                var memory = random.Next(2) == 0 ? MemoryPolicy.Resume : MemoryPolicy.Restart;
                var law = laws[random.Next(laws.Length)];
                var repair = law is Weibull && random.Next(2) == 0 ? RepairEffect.Imperfect(0.5, VirtualAge.KijimaII) : RepairEffect.AsNew;
                b.Add(new Event($"g{e}", Condition(random.Next(1, 3)), new GeneralDelay(law, memory) { Repair = repair }, [new Outcome(0.5, Assignments()), new Outcome(0.5, Assignments(), Cause.Hardware)], Cause.Software));
            }

            for (var i = 1; i < 4; i++)
            {
                var outcomes = random.Next(2) == 0 ? [new Outcome(1.0, Assignments())] : new[] { new Outcome(0.25, Assignments()), new Outcome(0.75, Assignments()) };
                b.Add(new CalendarInstant($"i{i}", Duration.FromHours(5 * i), Duration.FromHours(random.Next(3)), Condition(1), [.. outcomes], Cause.Upgrade) { TakesOver = i < 3 });
            }

            b.Add(new Reward("earned", Any() + 1, [new ImpulseReward("reset", Any() + 2)]));
            b.Add(new Reward("held", Any()));
        }

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
