using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Tests.StateSpaces;

/// <summary>The compiled explorer against a plain one that walks over lists of integers with the models' own delegates.</summary>
public class ExplorerTests
{
    [Test]
    public void RandomModels_AreExploredAsByAPlainWalk([Range(1, 40)] int seed)
    {
        var model = RandomModel((uint)seed);
        var space = StateSpaceExplorer.Explore(model, new ExpressionCompiler()).StateSpace!;
        var (states, rates, loops) = PlainWalk(model);
        Assert.That(space.Count, Is.EqualTo(states.Count));
        var number = states.Select((s, i) => (Key: string.Join(',', s), i)).ToDictionary(x => x.Key, x => x.i, StringComparer.Ordinal);
        var arcs = 0;
        for (var i = 0; i < space.Count; i++)
        {
            var from = number[string.Join(',', space.State(i))];
            foreach (var t in space.Chain.Row(i))
            {
                arcs++;
                var to = number[string.Join(',', space.State(t.Target))];
                Assert.That(t.Rate, Is.EqualTo(rates[(from, to, space.Chain.Causes[t.Cause])]).Within(1e-14).Percent);
            }

            Assert.That(space.Chain.SelfLoopRate(i), Is.EqualTo(loops.GetValueOrDefault(from)).Within(1e-12).Percent);
        }

        Assert.That(arcs, Is.EqualTo(rates.Count));
        Assert.That(space.Chain.TransitionCount, Is.EqualTo(arcs));
    }

    [Test]
    public void States_AreNumberedBreadthFirst()
    {
        var b = new ModelBuilder("grid");
        var (x, y) = (b.Integer("x", 0, 3), b.Integer("y", 0, 3));
        b.Exponential("right", Expression.Binary(BinaryOperator.Less, x, 3), 1.0, Cause.Unknown, new Assignment(0, x + 1));
        b.Exponential("down", Expression.Binary(BinaryOperator.Less, y, 3), 2.0, Cause.Unknown, new Assignment(1, y + 1));
        var space = StateSpaceExplorer.Explore(b.Build(), new ExpressionCompiler()).StateSpace!;
        var depth = Enumerable.Range(0, space.Count).Select(s => space.State(s).Sum()).ToArray();
        Assert.That(depth, Is.Ordered);
        Assert.That(space.Deadlocks, Is.EqualTo(new[] { 15 }));
    }

    [Test]
    public void FewDistinctRates_AreKeptAsIndices_ManyAsNumbers()
    {
        Assert.That(Chain(1000, x => Expression.Call(Function.Mod, [x, 5]) + 1).Chain.Rates.IsIndexed, Is.True);
        var many = Chain(70_000, x => 1 + (x * 1e-7)).Chain.Rates;
        Assert.That(many.IsIndexed, Is.False);
        for (var i = 0; i < 69_999; i += 977) Assert.That(many[i], Is.EqualTo(1 + (i * 1e-7)));
    }

    [Test]
    public void Transposing_Twice_GivesTheMatrixBack()
    {
        var rates = StateSpaceExplorer.Explore(RandomModel(7), new ExpressionCompiler()).StateSpace!.Chain.Rates;
        var back = rates.Transposed().Transposed();
        Assert.That(back.RowStarts.ToArray(), Is.EqualTo(rates.RowStarts.ToArray()));
        Assert.That(back.Columns.ToArray(), Is.EqualTo(rates.Columns.ToArray()));
        Assert.That(Enumerable.Range(0, back.EntryCount).Select(k => back[k]), Is.EqualTo(Enumerable.Range(0, back.EntryCount).Select(k => rates[k])));
    }

    [Test]
    public void AConditionOnTheStart_GivesEveryStateThatSatisfiesIt()
    {
        var b = new ModelBuilder("start");
        var (x, up) = (b.Integer("x", -2, 2, 0), b.Boolean("up", true));
        b.Exponential("flip", up, 1.0, Cause.Unknown, new Assignment(1, false));
        var options = new ExplorationOptions { InitialStates = Expression.Binary(BinaryOperator.Greater, x, 0) };
        var space = StateSpaceExplorer.Explore(b.Build(), new ExpressionCompiler(), options).StateSpace!;
        Assert.That(space.StartIsOpen, Is.True);
        Assert.That(space.Start.Select(s => string.Join(',', space.State(s.State))), Is.EquivalentTo(new[] { "1,0", "1,1", "2,0", "2,1" }));
    }

    [TestCase("x+1", 1.0, "'step' sets variable 'x' to 3, outside its range 0..2, in state (x=2)")]
    [TestCase("x", double.NaN, "event 'step' has the rate NaN in state (x=0)")]
    [TestCase("x", -1.0, "event 'step' has the rate -1 in state (x=0)")]
    public void WhatCannotBe_IsToldWithTheStateInWhichItHappens(string assigned, double rate, string message)
    {
        var b = new ModelBuilder("wrong");
        var x = b.Integer("x", 0, 2);
        // The rate depends on the state, so that it is not found when the model is built.
        Expression value = rate == 1.0 ? 1.0 : Expression.Conditional(Expression.Binary(BinaryOperator.GreaterOrEqual, x, 0), rate, 1.0);
        b.Exponential("step", true, value, Cause.Unknown, new Assignment(0, assigned == "x" ? x : x + 1));
        var result = StateSpaceExplorer.Explore(b.Build(), new ExpressionCompiler());
        Assert.That(result.StateSpace, Is.Null);
        Assert.That(result.Problem!.Message, Does.Contain(message));
    }

    [Test]
    public void TooManyStates_AreALimit()
    {
        var b = new ModelBuilder("endless");
        var x = b.Integer("x", 0, int.MaxValue);
        b.Exponential("step", true, 1.0, Cause.Unknown, new Assignment(0, x + 1));
        var result = StateSpaceExplorer.Explore(b.Build(), new ExpressionCompiler(), 5000);
        Assert.That(result.LimitReached, Is.True);
        Assert.That(result.Problem!.Message, Is.EqualTo("model 'endless' has more than 5000 states"));
    }

    private static StateSpace Chain(int states, Func<VariableExpression, Expression> rate)
    {
        var b = new ModelBuilder("chain");
        var x = b.Integer("x", 0, states - 1);
        b.Exponential("step", Expression.Binary(BinaryOperator.Less, x, states - 1), rate(x), Cause.Unknown, new Assignment(0, x + 1));
        return StateSpaceExplorer.Explore(b.Build(), new ExpressionCompiler()).StateSpace!;
    }

    private static StochasticModel RandomModel(uint seed)
    {
        var random = new Lcg(seed);
        var b = new ModelBuilder("random");
        var variables = new List<VariableExpression>();
        // Variables that never move fill words, so that states take one to five of them.
        for (var i = 0; i < random.Next(9); i++) b.Integer($"fill{i}", 0, (1 << 30) - 1, random.Next(1 << 29));
        for (var i = 0; i < 2 + random.Next(4); i++)
        {
            if (random.Next(3) == 0) variables.Add(b.Boolean($"b{i}", random.Next(2) == 0));
            else
            {
                var low = random.Next(7) - 3;
                variables.Add(b.Integer($"v{i}", low, low + 1 + random.Next(3), low));
            }
        }

        Cause[] causes = random.Next(2) == 0 ? [Cause.Unknown] : [Cause.Hardware, Cause.Software, Cause.Failover];
        for (var e = 0; e < 4 + random.Next(90); e++)
        {
            Expression guard = true;
            for (var k = 0; k < random.Next(3); k++) guard = Expression.Binary(BinaryOperator.And, guard, Test(variables[random.Next(variables.Count)], random));
            Expression rate = random.Next(3) == 0 ? Number(variables[random.Next(variables.Count)]) * 0.25 + 2 : 0.5 + random.Next(5);
            var outcomes = new List<Outcome>();
            var count = 1 + random.Next(2);
            for (var o = 0; o < count; o++) outcomes.Add(new Outcome(1.0 / count, [Move(variables[random.Next(variables.Count)], random)], causes[random.Next(causes.Length)]));
            b.Exponential($"e{e}", guard, rate, causes[0], outcomes);
        }

        if (random.Next(3) == 0)
        {
            var v = variables[0];
            b.Add(new Event("at once", Test(v, random), new ImmediateDelay(1, 1.0), [Outcome.Certain(Reset(v, random))], causes[0]));
        }

        var model = b.Build();
        // An immediate event that keeps itself enabled never lets time pass.
        var trap = StateSpaceExplorer.Explore(model, new ExpressionCompiler());
        return trap.StateSpace is not null ? model : RandomModel(seed + 1000);
    }

    private static Expression Number(VariableExpression v) => v.Type == ExpressionType.Bool ? Expression.Conditional(v, 1, 0) : v + 3;

    private static Expression Test(VariableExpression v, Lcg random) =>
        v.Type == ExpressionType.Bool ? (random.Next(2) == 0 ? v : Expression.Unary(UnaryOperator.Not, v)) : Expression.Binary(BinaryOperator.LessOrEqual, v, random.Next(5) - 2);

    private static Assignment Move(VariableExpression v, Lcg random)
    {
        if (v.Type == ExpressionType.Bool) return new Assignment(v.Index, random.Next(3) switch { 0 => true, 1 => false, _ => Expression.Unary(UnaryOperator.Not, v) });
        var up = random.Next(2) == 0;
        // Stays inside -3..6 by wrapping; ranges are known only to the model, so the value is taken modulo two around the least one.
        return new Assignment(v.Index, Expression.Conditional(Expression.Binary(up ? BinaryOperator.Less : BinaryOperator.Greater, v, Middle(v)), up ? v + 1 : v - 1, v));
    }

    private static Assignment Reset(VariableExpression v, Lcg random) => v.Type == ExpressionType.Bool ? new Assignment(v.Index, random.Next(2) == 0) : new Assignment(v.Index, v);

    private static int Middle(VariableExpression v) => int.Parse(v.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % 2;

    private static (List<int[]> States, Dictionary<(int, int, Cause), double> Rates, Dictionary<int, double> Loops) PlainWalk(StochasticModel model)
    {
        var compiled = new CompiledModel(model, new ExpressionCompiler());
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var states = new List<int[]>();
        var rates = new Dictionary<(int, int, Cause), double>();
        var loops = new Dictionary<int, double>();
        foreach (var _ in Settle(model.InitialState(), 1).ToList()) { }

        for (var i = 0; i < states.Count; i++)
        {
            foreach (var e in compiled.Timed.Where(e => e.Guard(states[i])))
            {
                foreach (var o in e.Outcomes)
                {
                    var after = (int[])states[i].Clone();
                    o.Apply(states[i], after);
                    foreach (var (target, p) in Settle(after, e.Rate(states[i]) * o.Probability(states[i])))
                    {
                        if (target == i) loops[i] = loops.GetValueOrDefault(i) + p;
                        else rates[(i, target, compiled.Causes[o.Cause])] = rates.GetValueOrDefault((i, target, compiled.Causes[o.Cause])) + p;
                    }
                }
            }
        }

        return (states, rates, loops);

        IEnumerable<(int Target, double Rate)> Settle(int[] state, double share)
        {
            if (compiled.EnabledImmediate(state) is { Count: > 0 } enabled)
            {
                var after = (int[])state.Clone();
                enabled[0].Outcomes[0].Apply(state, after);
                return Settle(after, share);
            }

            var key = string.Join(',', state);
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = states.Count);
                states.Add(state);
            }

            return [(number, share)];
        }
    }

    private sealed class Lcg(uint seed)
    {
        private ulong state = seed * 2862933555777941757UL;

        public int Next(int below)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            return (int)((state >> 33) % (uint)below);
        }
    }
}
