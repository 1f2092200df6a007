using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Modeling.Symmetry;

namespace Reliability.Modeling.Tests;

/// <summary>Symmetry of models made by hand, of which it is known what may be exchanged; and of random ones, where the exchange is tried on every state.</summary>
public sealed class SymmetryFinderTests
{
    private static readonly string[] Names = ["up", "down", "lost"];

    private static readonly Func<VariableExpression, Expression> IsDown = v => v.Is(1);

    [Test]
    public void Pool_IsOneGroup()
    {
        var (model, hosts) = Pool(12);
        Assert.That(Text(SymmetryFinder.Find(model, [Expression.AtLeast(10, hosts.Select(h => h.Is(0)))])), Is.EqualTo("0|1|2|3|4|5|6|7|8|9|10|11"));
    }

    [Test]
    public void Question_AboutOneHost_LeavesItOut()
    {
        var (model, hosts) = Pool(5);
        Assert.Multiple(() =>
        {
            Assert.That(Text(SymmetryFinder.Find(model, [hosts[0].Is(0)])), Is.EqualTo("1|2|3|4"));
            Assert.That(Text(SymmetryFinder.Find(model, [hosts[1].Is(0) & hosts[3].Is(0)])), Is.EqualTo("0|2|4; 1|3"));
            Assert.That(Text(SymmetryFinder.Find(model, [hosts[0] - hosts[1]])), Is.EqualTo("2|3|4"));
            Assert.That(Text(SymmetryFinder.Find(model, [hosts[0]])), Is.EqualTo("1|2|3|4"));
        });
    }

    [Test]
    public void Sums_InAnyOrderAndForm_AreTheSame()
    {
        foreach (var form in new Func<Expression, Expression, Expression, Expression>[]
        {
            (a, b, c) => a + b + c,
            (a, b, c) => c + (a + b),
            (a, b, c) => (Expression)3 - a - b - c,
            (a, b, c) => Expression.Call(Function.Max, [Expression.Call(Function.Max, [a, c]), b]),
            (a, b, c) => a.Is(0).Choose(1, 0) + c.Is(0).Choose(1, 0) + b.Is(0).Choose(1, 0),
            (a, b, c) => a * b * c,
            (a, b, c) => (a + b + c).IsAtLeast(2),
            (a, b, c) => Expression.Binary(BinaryOperator.Implies, a.Is(1), b.Is(1) | c.Is(0)) & Expression.Binary(BinaryOperator.Implies, a.Is(1), c.Is(1) | b.Is(0)),
        })
        {
            var (model, hosts) = Pool(3);
            var found = SymmetryFinder.Find(model, [form(hosts[0], hosts[1], hosts[2])]);
            Assert.That(found.IsEmpty, Is.False, form(hosts[0], hosts[1], hosts[2]).ToString());
        }
    }

    [Test]
    public void Differences_BreakSymmetry()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Text(Find(Pool(4, rate: i => i == 2 ? 0.3 : 0.1).Model)), Is.EqualTo("0|1|3"));
            Assert.That(Text(Find(Pool(4, rate: i => i == 2 ? 0.1 + 0.2 : 0.3).Model)), Is.EqualTo("0|1|3"));
            Assert.That(Text(Find(Pool(4, cause: i => i == 0 ? Cause.Power : Cause.Hardware).Model)), Is.EqualTo("1|2|3"));
            Assert.That(Text(Find(Pool(4, initial: i => i == 3 ? 1 : 0).Model)), Is.EqualTo("0|1|2"));
            Assert.That(Text(Find(Pool(4, maximum: i => i < 2 ? 1 : 2).Model)), Is.EqualTo("0|1; 2|3"));
        });
    }

    // A host is a machine and a program that falls with it.
    [Test]
    public void Blocks_OfSeveralVariables_MoveTogether()
    {
        var builder = new ModelBuilder("hosts");
        var machines = Enumerable.Range(0, 4).Select(i => builder.Named("machine " + i, ["up", "down"])).ToArray();
        var programs = Enumerable.Range(0, 4).Select(i => builder.Named("program " + i, ["up", "hung", "down"])).ToArray();
        for (var i = 0; i < 4; i++) AddHost(builder, i, machines[i], programs[i]);
        var model = builder.Build();
        Assert.Multiple(() =>
        {
            Assert.That(Text(Find(model)), Is.EqualTo("0,4|1,5|2,6|3,7"));
            Assert.That(Text(SymmetryFinder.Find(model, [machines[1].Is(0) & programs[1].Is(0)])), Is.EqualTo("0,4|2,6|3,7"));
            Assert.That(Text(SymmetryFinder.Find(model, [machines[0].Is(0) | machines[3].Is(0)])), Is.EqualTo("0,4|3,7; 1,5|2,6"));
            Assert.That(Text(SymmetryFinder.Find(model, [machines[0].Is(0) & machines[1].Is(0), machines[2].Is(0) & programs[2].Is(0)])), Is.EqualTo("0,4|1,5"));
        });
    }

    // Three hosts with two network cards each: the cards are exchanged inside a host, hosts as a whole.
    [TestCase(2, "1|2; 4|5; 0,1,2|3,4,5")]
    [TestCase(3, "1|2; 4|5; 7|8; 0,1,2|3,4,5|6,7,8")]
    public void Groups_AreNested(int hosts, string expected)
    {
        var builder = new ModelBuilder("nested");
        for (var i = 0; i < hosts; i++)
        {
            var host = builder.Named("host " + i, ["up", "down"]);
            var cards = Enumerable.Range(0, 2).Select(c => builder.Named($"card {i}.{c}", ["up", "down"])).ToArray();
            builder.Exponential("crash " + i, host.Is(0), 0.01, Cause.Hardware, new Assignment(host.Index, 1));
            builder.Exponential("boot " + i, host.Is(1), 1.0, Cause.Hardware, [new Assignment(host.Index, 0), .. cards.Select(c => new Assignment(c.Index, 0))]);
            foreach (var card in cards) builder.Exponential(card.Name, host.Is(0) & card.Is(0), 0.002, Cause.Network, new Assignment(card.Index, 1));
        }

        Assert.That(Text(Find(builder.Build())), Is.EqualTo(expected));
    }

    // Modules that take a step together: the product of their commands is one event, their own steps another each.
    [Test]
    public void Modules_WithCommonSteps_AreExchanged()
    {
        var builder = new ModelBuilder("modules");
        var a = Enumerable.Range(0, 3).Select(i => builder.Named("a" + i, ["x", "y", "z"])).ToArray();
        for (var i = 0; i < 3; i++) builder.Exponential("own " + i, a[i].IsNot(2), 0.5, Cause.Software, new Assignment(a[i].Index, a[i] + 1));
        builder.Exponential("common", a[0].Is(2) & a[1].Is(2) & a[2].Is(2), (Expression)0.1 * a[0] * a[1] * a[2], Cause.Software, [.. a.Select(v => new Assignment(v.Index, 0))]);
        // Any two of them can fall back together, the third stays: pairs change places.
        for (var i = 0; i < 3; i++) builder.Exponential("pair " + i, a[i].Is(1) & a[(i + 1) % 3].Is(1), 0.25, Cause.Software, new Assignment(a[i].Index, 0), new Assignment(a[(i + 1) % 3].Index, 0));
        Assert.That(Text(Find(builder.Build())), Is.EqualTo("0|1|2"));
    }

    [Test]
    public void Instants_MustStayAsTheyAre()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Text(Find(Window(h => h.Is(0)))), Is.Empty, "a window for each host, at the same time");
            Assert.That(Text(Find(Window(null))), Is.EqualTo("0|1|2"), "one window for all");
        });

        static StochasticModel Window(Func<Expression, Expression>? each)
        {
            var (builder, hosts) = Builder(3);
            if (each is null)
            {
                builder.Add(new CalendarInstant("all", Duration.FromHours(24), Duration.FromHours(1), Expression.All(hosts.Select(h => h.Is(0))), [Outcome.Certain([.. hosts.Select(h => new Assignment(h.Index, 1))])], Cause.Upgrade));
            }

            for (var i = 0; i < 3 && each is not null; i++)
            {
                builder.Add(new CalendarInstant("window " + i, Duration.FromHours(24), Duration.FromHours(1), each(hosts[i]), [Outcome.Certain(new Assignment(hosts[i].Index, 1))], Cause.Upgrade));
            }

            return builder.Build();
        }
    }

    [Test]
    public void Immediate_Events_AndTheirPriorities_Count()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Text(Find(WithImmediate(_ => 1))), Is.EqualTo("0|1|2"));
            Assert.That(Text(Find(WithImmediate(i => i == 1 ? 2 : 1))), Is.EqualTo("0|2"));
        });

        static StochasticModel WithImmediate(Func<int, int> priority)
        {
            var (builder, hosts) = Builder(3, maximum: _ => 2);
            for (var i = 0; i < 3; i++) builder.Add(new Event("found " + i, hosts[i].Is(2), new ImmediateDelay(priority(i), 1.0), [Outcome.Certain(new Assignment(hosts[i].Index, 1))], Cause.Hardware));
            return builder.Build();
        }
    }

    [Test]
    public void Rewards_OfEvents_Count()
    {
        var (model, _) = Pool(3);
        Assert.Multiple(() =>
        {
            Assert.That(Text(SymmetryFinder.Find(model, [], [new Reward("crashes", 0.0, [.. Enumerable.Range(0, 3).Select(i => new ImpulseReward("fail " + i, 1.0))])])), Is.EqualTo("0|1|2"));
            Assert.That(Text(SymmetryFinder.Find(model, [], [new Reward("crashes", 0.0, [new ImpulseReward("fail 1", 1.0)])])), Is.EqualTo("0|2"));
        });
    }

    // Five in a ring: every exchange of two turns the ring over, and only one such mirror is kept.
    [Test]
    public void Ring_HasAMirror()
    {
        var builder = new ModelBuilder("ring");
        var v = Enumerable.Range(0, 5).Select(i => builder.Named("v" + i, ["a", "b"])).ToArray();
        for (var i = 0; i < 5; i++) builder.Exponential("e" + i, v[i].Is(0) & v[(i + 1) % 5].Is(1) & v[(i + 4) % 5].Is(1), 1.0, Cause.Unknown, new Assignment(v[i].Index, 1));
        for (var i = 0; i < 5; i++) builder.Exponential("f" + i, v[i].Is(1), 0.5, Cause.Unknown, new Assignment(v[i].Index, 0));
        var model = builder.Build();
        var found = Find(model);
        Assert.That(found.Groups.Count, Is.EqualTo(1));
        Assert.That(found.Groups[0].BlockCount, Is.EqualTo(2));
        AssertAutomorphisms(model, [], found);
    }

    // Whatever is found in random models maps every jump from every state onto a jump, and every answer onto itself.
    [Test]
    public void Exchanges_InRandomModels_AreAutomorphisms()
    {
        var found = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            var (model, keep) = RandomModel(seed);
            var groups = SymmetryFinder.Find(model, keep);
            found += groups.Groups.Count;
            AssertAutomorphisms(model, keep, groups);
        }

        Assert.That(found, Is.GreaterThan(70));
    }

    [Test]
    public void Orbits_AreCounted()
    {
        var (model, _) = Pool(5);
        var groups = Find(model);
        int[] state = [1, 0, 1, 0, 0];
        Assert.That(groups.OrbitSize(state), Is.EqualTo((System.Numerics.BigInteger)10));
        groups.Canonicalize(state);
        Assert.That(state, Is.EqualTo(new[] { 0, 0, 0, 1, 1 }));
    }

    // A pool beside a ring of three hundred, whose mirrors take long to find: the pool is found all the same, and the search ends.
    [Test]
    public void LargeRing_DoesNotHideAPool()
    {
        var (builder, _) = Builder(6);
        var ring = Enumerable.Range(0, 300).Select(i => builder.Named("r" + i, ["a", "b"])).ToArray();
        for (var i = 0; i < 300; i++)
        {
            builder.Exponential("a" + i, ring[i].Is(0) & ring[(i + 1) % 300].Is(1), 1.0, Cause.Unknown, new Assignment(ring[i].Index, 1));
            builder.Exponential("b" + i, ring[i].Is(1), 1.0, Cause.Unknown, new Assignment(ring[i].Index, 0));
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var model = builder.Build();
        var found = Find(model);
        TestContext.Out.WriteLine($"{clock.Elapsed.TotalMilliseconds:0} ms");
        Assert.That(Text(found), Is.EqualTo("0|1|2|3|4|5"));
        Assert.That(() => SymmetryFinder.Find(model, [], new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void ManyHosts_TakeLittleTime()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var groups = Find(Pool(150).Model);
        TestContext.Out.WriteLine($"150 hosts: {clock.Elapsed.TotalMilliseconds:0} ms");
        Assert.That(groups.Groups[0].BlockCount, Is.EqualTo(150));
    }

    private static SymmetryGroups Find(StochasticModel model) => SymmetryFinder.Find(model, []);

    private static string Text(SymmetryGroups groups) => string.Join("; ", groups.Groups.Select(g => string.Join('|', g.Blocks.Select(b => string.Join(',', b)))));

    private static (StochasticModel Model, VariableExpression[] Hosts) Pool(int n, Func<int, double>? rate = null, Func<int, Cause>? cause = null, Func<int, int>? initial = null, Func<int, int>? maximum = null)
    {
        var (builder, hosts) = Builder(n, rate, cause, initial, maximum);
        return (builder.Build(), hosts);
    }

    // Hosts that fail alone and share a crew whose speed depends on how many are down.
    private static (ModelBuilder Builder, VariableExpression[] Hosts) Builder(int n, Func<int, double>? rate = null, Func<int, Cause>? cause = null, Func<int, int>? initial = null, Func<int, int>? maximum = null)
    {
        var builder = new ModelBuilder("pool");
        var hosts = Enumerable.Range(0, n).Select(i => builder.Named("host " + i, Names[..((maximum?.Invoke(i) ?? 1) + 1)], initial?.Invoke(i) ?? 0)).ToArray();
        var down = hosts.Select(h => IsDown(h).Choose(1, 0)).Aggregate((a, b) => a + b);
        for (var i = 0; i < n; i++)
        {
            builder.Exponential("fail " + i, hosts[i].Is(0), rate?.Invoke(i) ?? 0.1, cause?.Invoke(i) ?? Cause.Hardware, new Assignment(hosts[i].Index, 1));
            builder.Exponential("repair " + i, IsDown(hosts[i]), (Expression)2.0 / down, Cause.Hardware, new Assignment(hosts[i].Index, 0));
        }

        return (builder, hosts);
    }

    private static void AddHost(ModelBuilder builder, int i, VariableExpression machine, VariableExpression program)
    {
        builder.Exponential("fail " + i, machine.Is(0), 0.1, Cause.Hardware, new Assignment(machine.Index, 1), new Assignment(program.Index, 2));
        builder.Exponential("repair " + i, machine.Is(1), 1.0, Cause.Hardware, new Assignment(machine.Index, 0));
        builder.Exponential("hang " + i, program.Is(0), 0.2, Cause.Software, new Assignment(program.Index, 1));
        builder.Exponential("restart " + i, program.IsNot(0) & machine.Is(0), 3.0, Cause.Software, new Assignment(program.Index, 0));
    }

    // A few components of one or two variables with equal local events, events that couple all or some, and now and then something that spoils the symmetry.
    private static (StochasticModel Model, Expression[] Keep) RandomModel(int seed)
    {
        var state = (ulong)seed * 0x9E3779B97F4A7C15UL;
        var builder = new ModelBuilder("random");
        var components = 2 + Next(3);
        var size = 1 + Next(2);
        var v = new VariableExpression[components, size];
        for (var k = 0; k < components * size; k++)
        {
            var (c, p) = seed % 2 == 0 ? (k / size, k % size) : (k % components, k / components);
            v[c, p] = builder.Named($"v{c}.{p}", Names[..(2 + ((p + seed) % 2))]);
        }

        var events = 0;
        var templates = 1 + Next(3);
        for (var t = 0; t < templates; t++)
        {
            var (p, q, from, to, rate, kind, shift) = (Next(size), Next(size), Next(2), Next(2), 0.5 + Next(3), Next(4), 1 + Next(components - 1));
            for (var c = 0; c < components; c++)
            {
                var neighbour = v[(c + 1) % components, q];
                var guard = v[c, p].Is(from) & kind switch
                {
                    0 => v[c, q].IsAtMost(1),
                    1 => Expression.AtLeast(2, Enumerable.Range(0, components).Select(k => v[(k + c) % components, q].Is(0))),
                    2 => neighbour.Is(1),
                    _ => true,
                };
                var second = size == 2 ? new Assignment(v[c, 1 - p].Index, v[c, q].Is(0).Choose(1, 0)) : new Assignment(v[(c + shift) % components, p].Index, to);
                builder.Exponential("e" + events++, guard, Next(12) == 0 ? rate + 1 : rate, Cause.Unknown, kind == 3 ? [new Assignment(v[c, p].Index, to)] : [new Assignment(v[c, p].Index, to), second]);
            }
        }

        Expression[] keep = Next(3) switch
        {
            0 => [v[Next(components), 0].Is(0)],
            1 => [v[0, 0].Is(0) & v[1, size - 1].Is(0)],
            _ => [Enumerable.Range(0, components).Select(c => (Expression)v[c, 0]).Aggregate((a, b) => b + a)],
        };
        return (builder.Build(), keep);

        int Next(int below)
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }
    }

    private static void AssertAutomorphisms(StochasticModel model, Expression[] keep, SymmetryGroups groups)
    {
        if (groups.IsEmpty) return;
        var compiler = new ExpressionCompiler();
        var compiled = new CompiledModel(model, compiler);
        var jumps = States(model).ToDictionary(s => string.Join(' ', s), s => Jumps(compiled, s));
        foreach (var group in groups.Groups)
        {
            for (var b = 1; b < group.BlockCount; b++)
            {
                foreach (var state in States(model))
                {
                    var moved = Exchange(state, group, b);
                    var images = Jumps(compiled, state).Select(j => (string.Join(' ', Exchange(j.Target, group, b)), j.Rate)).Order();
                    Assert.That(images, Is.EqualTo(jumps[string.Join(' ', moved)].Select(j => (string.Join(' ', j.Target), j.Rate)).Order()), group.ToString());
                    foreach (var e in keep) Assert.That(compiler.Number(e.Type == ExpressionType.Bool ? e.Choose(1, 0) : e)(moved), Is.EqualTo(compiler.Number(e.Type == ExpressionType.Bool ? e.Choose(1, 0) : e)(state)));
                }
            }
        }
    }

    private static int[] Exchange(int[] state, SymmetryGroup group, int b)
    {
        var moved = (int[])state.Clone();
        for (var p = 0; p < group.BlockSize; p++) (moved[group.Blocks[b - 1][p]], moved[group.Blocks[b][p]]) = (state[group.Blocks[b][p]], state[group.Blocks[b - 1][p]]);
        return moved;
    }

    private static IEnumerable<(int[] Target, double Rate)> Jumps(CompiledModel model, int[] state)
    {
        foreach (var e in model.Timed)
        {
            if (!e.Guard(state)) continue;
            var after = (int[])state.Clone();
            e.Outcomes[0].Apply(state, after);
            yield return (after, e.Rate(state));
        }
    }

    private static IEnumerable<int[]> States(StochasticModel model)
    {
        IEnumerable<int[]> all = [[]];
        foreach (var v in model.Variables) all = all.SelectMany(s => Enumerable.Range(v.Minimum, v.Maximum - v.Minimum + 1).Select(x => (int[])[.. s, x]));
        return all;
    }
}
