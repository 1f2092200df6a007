using System.Numerics;
using Reliability.Markov.Lumping;
using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Modeling.Symmetry;

namespace Reliability.Markov.Tests;

/// <summary>State spaces with symmetry on and off: the same answers, the states counted, and nothing merged that a question tells apart.</summary>
public sealed class SymmetricExplorationTests
{
    // Twelve hosts and one crew whose speed depends on how many are down: a birth-death chain of 13 states.
    [Test]
    public void Pool_OfTwelve_HasThirteenStates()
    {
        var (builder, hosts) = Pool(12, 2);
        var model = builder.Build();
        var space = Explore(model, SymmetryFinder.Find(model, [Expression.AtLeast(10, hosts.Select(h => h.Is(0)))]));
        Assert.Multiple(() =>
        {
            Assert.That(space.Count, Is.EqualTo(13));
            Assert.That(space.FullCount, Is.EqualTo((BigInteger)4096));
            Assert.That(space.Symmetry.Groups.Count, Is.EqualTo(1));
        });
        for (var s = 0; s < space.Count; s++)
        {
            var down = space.State(s).Sum();
            Assert.That(space.OrbitSize(s), Is.EqualTo(Enumerable.Range(1, down).Aggregate(BigInteger.One, (c, k) => c * (12 - down + k) / k)));
            foreach (var t in space.Chain.Row(s))
            {
                var exact = space.State(t.Target).Sum() > down ? (12 - down) * 0.1 : 2.0 + down;
                Assert.That(t.Rate, Is.EqualTo(exact).Within(1e-14 * exact));
            }
        }
    }

    // Up, degraded, down: (12 + 2 choose 2) ways to share twelve hosts among three states.
    [Test]
    public void Pool_OfTwelve_WithThreeStates_HasNinetyOne()
    {
        var model = Pool(12, 3).Builder.Build();
        var space = Explore(model, SymmetryFinder.Find(model, []));
        Assert.Multiple(() =>
        {
            Assert.That(space.Count, Is.EqualTo(91));
            Assert.That(space.FullCount, Is.EqualTo(BigInteger.Pow(3, 12)));
        });
    }

    [Test]
    public void Question_AboutOneHost_KeepsItApart()
    {
        var (builder, hosts) = Pool(12, 2);
        var model = builder.Build();
        Expression question = hosts[1].Is(0);
        var space = Explore(model, SymmetryFinder.Find(model, [question]));
        Assert.That(space.Count, Is.EqualTo(24));
        AssertSame(model, [question], []);
    }

    [TestCase(2, 2, 1)]
    [TestCase(3, 2, 1)]
    [TestCase(2, 2, 2)]
    public void Nested_Groups_GiveTheSameAnswers(int hosts, int cards, int ports)
    {
        var (model, service) = Nested(hosts, cards, ports);
        var (full, reduced) = AssertSame(model, service, []);
        // Every host with its cards is a multiset in a multiset.
        Assert.That(reduced.FullCount, Is.EqualTo((BigInteger)full.Count));
        Assert.That(reduced.Count, Is.EqualTo(Orbits(full, reduced.Symmetry)));
    }

    // Blocks of more than a word: 12 variables of 8 bits each, of which few move.
    [Test]
    public void Blocks_OverSeveralWords_AreCompared()
    {
        var builder = new ModelBuilder("wide");
        var v = Enumerable.Range(0, 3).Select(h => Enumerable.Range(0, 12).Select(k => builder.Integer($"v{h}.{k}", 0, 200)).ToArray()).ToArray();
        for (var h = 0; h < 3; h++)
        {
            for (var k = 0; k < 12; k++)
            {
                var inside = k == 0 ? v[h][11].IsAtMost(0) : v[h][k - 1].IsAtLeast(1);
                if (k % 4 == 0) builder.Exponential($"up {h}.{k}", v[h][k].Is(0) & (k == 0 ? inside : v[h][k - 4].IsAtLeast(1)), 0.5 + k, Cause.Hardware, new Assignment(v[h][k].Index, 150));
                else builder.Exponential($"set {h}.{k}", v[h][k].Is(0) & v[h][k - 1].Is(150), 100.0, Cause.Hardware, new Assignment(v[h][k].Index, k));
            }

            builder.Exponential("down " + h, v[h][9].IsAtLeast(1), 2.0, Cause.Hardware, [.. v[h].Select(x => new Assignment(x.Index, 0))]);
        }

        var model = builder.Build();
        var (full, reduced) = AssertSame(model, [Expression.AtLeast(2, v.Select(h => h[0].Is(150)))], []);
        Assert.That(reduced.Count, Is.EqualTo(Orbits(full, reduced.Symmetry)));
        Assert.That(reduced.FullCount, Is.EqualTo((BigInteger)full.Count));
        Assert.That(reduced.Symmetry.Groups[^1].BlockSize, Is.EqualTo(12));
    }

    // A failure is found with chance 0.7, at once; a window takes all hosts down that are up.
    [Test]
    public void Immediate_Events_AndInstants_GiveTheSameAnswers()
    {
        var (builder, hosts) = Pool(4, 3);
        var found = Enumerable.Range(0, 4).Select(i => builder.Integer("found " + i, 0, 2)).ToArray();
        for (var i = 0; i < 4; i++)
        {
            builder.Add(new Event("seen " + i, hosts[i].Is(2) & found[i].Is(0), new ImmediateDelay(1, 0.7), [Outcome.Certain(new Assignment(found[i].Index, 1))], Cause.Hardware));
            builder.Add(new Event("missed " + i, hosts[i].Is(2) & found[i].Is(0), new ImmediateDelay(1, 0.3), [Outcome.Certain(new Assignment(found[i].Index, 2))], Cause.Software));
            builder.Exponential("reset " + i, found[i].Is(2), 0.05, Cause.Software, new Assignment(found[i].Index, 1));
        }

        builder.Add(new CalendarInstant("window", Duration.FromHours(24), Duration.FromHours(1), Expression.AtLeast(3, hosts.Select(h => h.Is(0))), [Outcome.Certain([.. hosts.Select(h => new Assignment(h.Index, h.Is(0).Choose(1, h)))])], Cause.Upgrade));
        var model = builder.Build();
        Expression[] questions = [Expression.AtLeast(2, hosts.Select(h => h.Is(0))), Expression.Any(found.Select(f => f.Is(2)))];
        var (full, reduced) = AssertSame(model, questions, []);
        Assert.That(reduced.Count, Is.LessThan(full.Count / 10));
        // The instant does the same to an orbit as to its states.
        var lumped = new double[reduced.Count];
        var before = full.Initial();
        new Uniformization(full.Chain).Advance(before, 3);
        var after = new double[full.Count];
        full.Instants[0].Apply(before, after);
        var orbitOf = OrbitOf(full, reduced);
        reduced.Instants[0].Apply(Aggregate(before, orbitOf, reduced.Count), lumped);
        Assert.That(Aggregate(after, orbitOf, reduced.Count), Is.EqualTo(lumped).Within(1e-13));

        // So does lumping that respects the instant.
        var keys = new StateKeys(full.Count);
        foreach (var question in questions) keys.Add(full.Where(question));
        var blocks = LumpedChain.Of(full.Chain, keys.Keys, full.Instants);
        Assert.That(blocks.BlockCount, Is.LessThanOrEqualTo(reduced.Count));
        var x = blocks.Aggregate(full.Initial());
        new Uniformization(blocks.Quotient).Advance(x, 3);
        var y = new double[blocks.BlockCount];
        blocks.Lump(full.Instants[0]).Apply(x, y);
        Assert.That(y, Is.EqualTo(blocks.Aggregate(after)).Within(1e-13));
    }

    [Test]
    public void Rewards_AndCauses_GiveTheSameAnswers()
    {
        var (builder, hosts) = Pool(5, 3);
        var down = hosts.Select(h => h.Is(0).Choose(0, 1)).Aggregate((a, b) => a + b);
        var model = builder.Add(new Reward("work", (Expression)5 - down, [.. Enumerable.Range(0, 5).Select(i => new ImpulseReward("fail " + i, 2.5))])).Build();
        AssertSame(model, [Expression.All(hosts.Select(h => h.IsNot(2)))], model.Rewards);
    }

    // The states to start in need not be symmetric.
    [Test]
    public void Start_InAStateOutOfOrder_IsAnyStateOfItsOrbit()
    {
        var (builder, hosts) = Pool(4, 2);
        var model = builder.Build();
        Expression question = Expression.AtLeast(3, hosts.Select(h => h.Is(0)));
        Expression start = hosts[2].Is(1) & hosts[0].Is(0);
        var compiler = new ExpressionCompiler();
        var full = StateSpaceExplorer.Explore(model, compiler, new ExplorationOptions { InitialStates = start }).StateSpace!;
        var reduced = StateSpaceExplorer.Explore(model, compiler, new ExplorationOptions { InitialStates = start, Symmetry = SymmetryFinder.Find(model, [question]) }).StateSpace!;
        Assert.That(reduced.Count, Is.EqualTo(5));
        Assert.That(Transient(reduced, question, 0.3), Is.EqualTo(Transient(full, question, 0.3)).Within(1e-14));
    }

    [Test]
    public void Symmetry_OfAnotherModel_IsRefused()
    {
        var symmetry = SymmetryFinder.Find(Pool(4, 2).Builder.Build(), []);
        Assert.That(() => Explore(Pool(3, 2).Builder.Build(), symmetry), Throws.ArgumentException);
    }

    // Lumping by the answers alone never keeps more than symmetry does, and finds the same answers.
    [Test]
    public void Lumping_AfterSymmetry_IsLumpingAtOnce()
    {
        var (model, service) = Nested(3, 2, 1);
        var full = Explore(model, SymmetryGroups.Empty);
        var reduced = Explore(model, SymmetryFinder.Find(model, service));
        var one = LumpedChain.Of(full.Chain, new StateKeys(full.Count).Add(full.Where(service[0])).Keys);
        var two = LumpedChain.Of(reduced.Chain, new StateKeys(reduced.Count).Add(reduced.Where(service[0])).Keys);
        Assert.That(one.BlockCount, Is.LessThanOrEqualTo(reduced.Count));
        // Rates that were added up on the way are rounded, so that blocks may stay apart that differ in the last digit only.
        Assert.That(two.BlockCount, Is.InRange(one.BlockCount, reduced.Count));
    }

    [Test]
    public void RandomModels_GiveTheSameAnswers()
    {
        var random = new TestRandom(5);
        var merged = 0;
        for (var trial = 0; trial < 100; trial++)
        {
            var (model, questions) = RandomModel(random);
            var (full, reduced) = AssertSame(model, questions, []);
            merged += full.Count > reduced.Count ? 1 : 0;
        }

        Assert.That(merged, Is.GreaterThan(50));
    }

    // Random local behaviour of a few alike components, coupled through counts, neighbours or pairs, some with a fault in the symmetry.
    private static (StochasticModel Model, Expression[] Questions) RandomModel(TestRandom random)
    {
        var builder = new ModelBuilder("random");
        var (components, size) = (2 + random.Next(3), 1 + random.Next(2));
        var v = Enumerable.Range(0, components).Select(c => Enumerable.Range(0, size).Select(p => builder.Integer($"v{c}.{p}", 0, 1 + p)).ToArray()).ToArray();
        var spoiled = random.Next(4) == 0;
        for (var p = 0; p < size; p++)
        {
            for (var t = 0; t < 1 + random.Next(2); t++)
            {
                var (rate, kind, other) = (0.5 + random.Next(4), random.Next(4), random.Next(size));
                for (var c = 0; c < components; c++)
                {
                    var guard = kind switch
                    {
                        0 => Expression.AtLeast(2, v.Select(x => x[other].Is(0))),
                        1 => v[(c + 1) % components][other].Is(0),
                        2 => v[c][other].IsAtMost(1),
                        _ => true,
                    };
                    var odd = spoiled && c == 0 ? 0.25 : 0;
                    builder.Exponential($"up {p}.{t}.{c}", v[c][p].Is(0) & guard, rate + odd, Cause.Hardware, new Assignment(v[c][p].Index, 1 + p));
                }
            }

            for (var c = 0; c < components; c++) builder.Exponential($"down {p}.{c}", v[c][p].IsAtLeast(1), (Expression)1.0 * v[c][p], Cause.Software, new Assignment(v[c][p].Index, v[c][p] - 1));
        }

        Expression question = random.Next(3) == 0 ? v[random.Next(components)][0].Is(0) : Expression.AtLeast(components - 1, v.Select(x => x[size - 1].Is(0)));
        return (builder.Build(), [question]);
    }

    private static (ModelBuilder Builder, VariableExpression[] Hosts) Pool(int n, int states)
    {
        var builder = new ModelBuilder("pool");
        var hosts = Enumerable.Range(0, n).Select(i => builder.Integer("host " + i, 0, states - 1)).ToArray();
        var down = hosts.Select(h => h.Is(states - 1).Choose(1, 0)).Aggregate((a, b) => a + b);
        for (var i = 0; i < n; i++)
        {
            builder.Exponential("fail " + i, hosts[i].IsAtMost(states - 2), 0.1, Cause.Hardware, new Assignment(hosts[i].Index, hosts[i] + 1));
            builder.Exponential("repair " + i, hosts[i].Is(states - 1), ((Expression)2.0 + down) / down, Cause.Software, new Assignment(hosts[i].Index, 0));
        }

        return (builder, hosts);
    }

    private static (StochasticModel Model, Expression[] Service) Nested(int hosts, int cards, int ports)
    {
        var builder = new ModelBuilder("nested");
        var paths = new List<Expression>();
        for (var i = 0; i < hosts; i++)
        {
            var host = builder.Integer("host " + i, 0, 1);
            builder.Exponential("crash " + i, host.Is(0), 0.01, Cause.Hardware, new Assignment(host.Index, 1));
            builder.Exponential("boot " + i, host.Is(1), 1.0, Cause.Hardware, new Assignment(host.Index, 0));
            var alive = new List<Expression>();
            for (var c = 0; c < cards; c++)
            {
                var card = builder.Integer($"card {i}.{c}", 0, 1);
                builder.Exponential($"card {i}.{c} fails", card.Is(0) & host.Is(0), 0.02, Cause.Network, new Assignment(card.Index, 1));
                builder.Exponential($"card {i}.{c} returns", card.Is(1), 0.5, Cause.Network, new Assignment(card.Index, 0));
                for (var p = 0; p < ports; p++)
                {
                    var port = builder.Integer($"port {i}.{c}.{p}", 0, 1);
                    builder.Exponential($"port {i}.{c}.{p} fails", port.Is(0) & card.Is(0), 0.03, Cause.Link, new Assignment(port.Index, 1));
                    builder.Exponential($"port {i}.{c}.{p} returns", port.Is(1), 0.25, Cause.Link, new Assignment(port.Index, 0));
                    alive.Add(card.Is(0) & port.Is(0));
                }
            }

            paths.Add(host.Is(0) & Expression.Any(alive));
        }

        return (builder.Build(), [Expression.AtLeast(Math.Max(1, hosts - 1), paths)]);
    }

    private static StateSpace Explore(StochasticModel model, SymmetryGroups symmetry)
    {
        var result = StateSpaceExplorer.Explore(model, new ExpressionCompiler(), new ExplorationOptions { Symmetry = symmetry });
        Assert.That(result.Problem, Is.Null);
        return result.StateSpace!;
    }

    private static (StateSpace Full, StateSpace Reduced) AssertSame(StochasticModel model, Expression[] questions, IEnumerable<Reward> rewards)
    {
        var full = Explore(model, SymmetryGroups.Empty);
        var reduced = Explore(model, SymmetryFinder.Find(model, questions, rewards));
        Assert.That(reduced.FullCount, Is.EqualTo((BigInteger)full.Count));
        Assert.That(reduced.Count, Is.EqualTo(Orbits(full, reduced.Symmetry)));
        foreach (var question in questions)
        {
            foreach (var t in new[] { 0.2, 4.0 }) Assert.That(Transient(reduced, question, t), Is.EqualTo(Transient(full, question, t)).Within(1e-12));
        }

        var orbitOf = OrbitOf(full, reduced);
        if (full.Count < 600 && SteadyState.Solve(full.Chain, full.Initial()).Distribution is { } all)
        {
            var few = SteadyState.Solve(reduced.Chain, reduced.Initial()).Distribution!;
            var aggregated = Aggregate(all, orbitOf, few.Length);
            for (var s = 0; s < few.Length; s++) Assert.That(few[s], Is.EqualTo(aggregated[s]).Within(1e-12 * aggregated[s]));
        }

        foreach (var reward in rewards)
        {
            var earned = full.RewardRates(reward);
            var kept = reduced.RewardRates(reward);
            for (var s = 0; s < earned.Length; s++) Assert.That(kept[orbitOf[s]], Is.EqualTo(earned[s]).Within(1e-12 * Math.Abs(earned[s])));
        }

        // Cause by cause, every state has the rates of its orbit.
        for (var s = 0; s < full.Count; s++)
        {
            var rates = full.Chain.Row(s).ToArray().Where(t => orbitOf[t.Target] != orbitOf[s]).GroupBy(t => (orbitOf[t.Target], t.Cause)).ToDictionary(g => g.Key, g => g.Sum(t => t.Rate));
            var row = reduced.Chain.Row(orbitOf[s]).ToArray();
            Assert.That(row, Has.Length.EqualTo(rates.Count));
            foreach (var t in row) Assert.That(t.Rate, Is.EqualTo(rates[(t.Target, t.Cause)]).Within(1e-13 * t.Rate));
        }

        return (full, reduced);
    }

    private static double Transient(StateSpace space, Expression question, double t)
    {
        var x = space.Initial();
        new Uniformization(space.Chain).Advance(x, t);
        var holds = space.Where(question);
        return x.Where((_, s) => holds[s]).Sum();
    }

    private static int Orbits(StateSpace full, SymmetryGroups symmetry) => Enumerable.Range(0, full.Count).Select(s => Key(full.State(s), symmetry)).Distinct().Count();

    private static int[] OrbitOf(StateSpace full, StateSpace reduced)
    {
        var numbers = Enumerable.Range(0, reduced.Count).ToDictionary(s => Key(reduced.State(s), reduced.Symmetry));
        return [.. Enumerable.Range(0, full.Count).Select(s => numbers[Key(full.State(s), reduced.Symmetry)])];
    }

    private static string Key(int[] state, SymmetryGroups symmetry)
    {
        symmetry.Canonicalize(state);
        return string.Join(' ', state);
    }

    private static double[] Aggregate(double[] x, int[] orbitOf, int count)
    {
        var sums = new double[count];
        for (var s = 0; s < x.Length; s++) sums[orbitOf[s]] += x[s];
        return sums;
    }
}
