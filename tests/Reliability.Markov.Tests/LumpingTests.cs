using System.Numerics;
using Reliability.Markov.Chains;
using Reliability.Markov.Lumping;
using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Markov.Tests;

/// <summary>Lumping against hand-made blocks, a naive fixpoint with integers of any size, and the solvers on the chain as it was.</summary>
public sealed class LumpingTests
{
    private static MarkovChain Chain(int states, IEnumerable<(int From, int To, double Rate, int Cause)> arcs, int causes = 1)
    {
        var rows = Enumerable.Range(0, states).Select(_ => new List<Transition>()).ToArray();
        foreach (var (from, to, rate, cause) in arcs) rows[from].Add(new Transition(to, rate, cause));
        return new MarkovChain(rows, [.. Enumerable.Range(0, causes).Select(c => new Cause("cause " + c))]);
    }

    private static MarkovChain Chain(int states, params (int From, int To, double Rate)[] arcs) => Chain(states, arcs.Select(a => (a.From, a.To, a.Rate, 0)));

    // A fork: 0 goes to 1 or 2, which look alike; 3 absorbs.
    [Test]
    public void Fork_OfEqualBranches_IsALine()
    {
        var lumped = LumpedChain.Of(Chain(4, (0, 1, 1), (0, 2, 2), (1, 3, 5), (2, 3, 5), (1, 2, 7)), [0, 0, 0, 1]);
        Assert.Multiple(() =>
        {
            Assert.That(lumped.BlockOf.ToArray(), Is.EqualTo(new[] { 0, 1, 1, 2 }));
            Assert.That(lumped.Representatives.ToArray(), Is.EqualTo(new[] { 0, 1, 3 }));
            Assert.That(lumped.BlockSizes.ToArray(), Is.EqualTo(new[] { 1, 2, 1 }));
            Assert.That(lumped.Quotient.Row(0).ToArray(), Is.EqualTo(new[] { new Transition(1, 3, 0) }));
            Assert.That(lumped.Quotient.Row(1).ToArray(), Is.EqualTo(new[] { new Transition(2, 5, 0) }));
            Assert.That(lumped.Quotient.Row(2).ToArray(), Is.Empty);
        });
    }

    // 1 jumps to its twin 2 but 2 does not jump: that counts only where jumps do.
    [Test]
    public void JumpsInsideABlock_CountOnlyWhenAsked()
    {
        var chain = Chain(3, (0, 1, 1), (0, 2, 1), (1, 2, 7), (1, 0, 3), (2, 0, 3));
        var counted = LumpedChain.Of(chain, [0, 1, 1], countsJumps: true);
        Assert.Multiple(() =>
        {
            Assert.That(LumpedChain.Of(chain, [0, 1, 1]).BlockCount, Is.EqualTo(2));
            Assert.That(counted.BlockCount, Is.EqualTo(3));
        });
        counted = LumpedChain.Of(Chain(3, (0, 1, 1), (0, 2, 1), (1, 2, 7), (2, 1, 7), (1, 0, 3), (2, 0, 3)), [0, 1, 1], countsJumps: true);
        Assert.Multiple(() =>
        {
            Assert.That(counted.BlockCount, Is.EqualTo(2));
            Assert.That(counted.Quotient.SelfLoopRate(1), Is.EqualTo(7));
            Assert.That(counted.Quotient.SelfLoopRate(0), Is.Zero);
        });
    }

    [Test]
    public void Causes_KeepStatesApart()
    {
        (int, int, double, int)[] arcs = [(0, 1, 1, 0), (0, 2, 1, 0), (1, 3, 5, 0), (2, 3, 5, 1), (3, 0, 1, 0)];
        Assert.Multiple(() =>
        {
            Assert.That(LumpedChain.Of(Chain(4, arcs, 2), [0, 0, 0, 1]).BlockCount, Is.EqualTo(4));
            Assert.That(LumpedChain.Of(Chain(4, arcs.Select(a => (a.Item1, a.Item2, a.Item3, 0)), 2), [0, 0, 0, 1]).BlockCount, Is.EqualTo(3));
        });
        var parallel = LumpedChain.Of(Chain(4, [(0, 1, 1, 0), (0, 2, 1, 0), (1, 3, 5, 0), (1, 3, 2, 1), (2, 3, 2, 1), (2, 3, 5, 0)], 2), [0, 0, 0, 1]);
        Assert.That(parallel.Quotient.Row(1).ToArray(), Is.EqualTo(new[] { new Transition(2, 5, 0), new Transition(2, 2, 1) }));
    }

    // In doubles, (0.1 + 0.2) + 0.3 is not 0.1 + (0.2 + 0.3): exactly they are one sum. And 0.1 + 0.2 is neither 0.3 nor the double after it.
    [Test]
    public void Sums_AreExact()
    {
        var reordered = Chain(6, (0, 2, 0.1), (0, 3, 0.2), (0, 4, 0.3), (1, 2, 0.3), (1, 3, 0.2), (1, 4, 0.1), (2, 5, 1), (3, 5, 1), (4, 5, 1));
        Assert.Multiple(() =>
        {
            Assert.That(LumpedChain.Of(reordered, [0, 0, 1, 1, 1, 2]).BlockCount, Is.EqualTo(3));
            Assert.That(LumpedChain.Of(Chain(4, (0, 2, 0.1), (0, 3, 0.2), (1, 2, 0.3)), [0, 0, 1, 1]).BlockCount, Is.EqualTo(3));
            Assert.That(LumpedChain.Of(Chain(4, (0, 2, 0.1), (0, 3, 0.2), (1, 2, 0.1 + 0.2)), [0, 0, 1, 1]).BlockCount, Is.EqualTo(3));
            Assert.That(LumpedChain.Of(Chain(3, (0, 2, 1.0 / 3), (1, 2, Math.BitIncrement(1.0 / 3))), [0, 0, 1]).BlockCount, Is.EqualTo(3));
            Assert.That(LumpedChain.Of(Chain(4, (0, 2, 0.25), (0, 3, 0.5), (1, 2, 0.75)), [0, 0, 1, 1]).BlockCount, Is.EqualTo(2));
        });
    }

    // Rates from the least to nearly the greatest double: sums of more than 2,000 bits.
    [Test]
    public void Sums_OfAllMagnitudes_AreExact()
    {
        const double huge = 1e300;
        var chain = Chain(6, (0, 3, huge), (0, 4, double.Epsilon), (1, 3, double.Epsilon), (1, 4, huge), (2, 3, huge), (3, 5, 1), (4, 5, 1));
        var lumped = LumpedChain.Of(chain, [0, 0, 0, 1, 1, 2]);
        Assert.Multiple(() =>
        {
            Assert.That(lumped.BlockOf.ToArray(), Is.EqualTo(new[] { 0, 0, 1, 2, 2, 3 }));
            Assert.That(lumped.Quotient.Row(0)[0].Rate, Is.EqualTo(huge));
        });
    }

    [Test]
    public void Rates_OfTheQuotient_AreRoundedOnce()
    {
        var random = new TestRandom(7);
        for (var trial = 0; trial < 300; trial++)
        {
            var terms = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Math.ScaleB(random.NextDouble() + 1e-3, random.Next(200) - 100)).ToArray();
            var n = terms.Length;
            var chain = Chain(n + 1, [.. terms.Select((t, k) => (0, k + 1, t))]);
            var rate = LumpedChain.Of(chain, [.. Enumerable.Range(0, n + 1).Select(s => Math.Min(s, 1))]).Quotient.Row(0)[0].Rate;
            var exact = terms.Aggregate(BigInteger.Zero, (sum, t) => sum + Integer(t));
            // The nearest double is no further away than its neighbours.
            var error = BigInteger.Abs(Integer(rate) - exact);
            Assert.That(error <= BigInteger.Abs(Integer(Math.BitIncrement(rate)) - exact) && error <= BigInteger.Abs(Integer(Math.BitDecrement(rate)) - exact), $"trial {trial}");
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Partition_IsTheCoarsest(bool jumps)
    {
        var random = new TestRandom(42);
        for (var trial = 0; trial < 400; trial++)
        {
            var n = 2 + random.Next(14);
            var causes = 1 + random.Next(2);
            double[] rates = random.Next(2) == 0 ? [1, 2, 3] : [0.1, 0.2, 0.3, 0.1 + 0.2];
            var chain = random.Next(2) == 0 ? Random(random, n, rates, causes) : Inflated(random, n, rates, causes);
            var keys = Enumerable.Range(0, chain.StateCount).Select(_ => random.Next(2)).ToArray();
            if (trial % 2 == 0) Array.Clear(keys);
            var lumped = LumpedChain.Of(chain, keys, jumps);
            var naive = Naive(chain, keys, jumps);
            Assert.That(lumped.BlockOf.ToArray(), Is.EqualTo(naive), $"trial {trial}");
        }
    }

    // n machines with their own crews, state by state, are a birth-death chain of n + 1 states; with 0/1/2 states each, (n+1)(n+2)/2.
    [TestCase(2, 8, 9)]
    [TestCase(3, 6, 28)]
    public void Products_OfIdenticalComponents_AreCounts(int local, int n, int blocks)
    {
        const double l = 0.1, m = 0.7;
        var states = (int)Math.Pow(local, n);
        var arcs = new List<(int, int, double, int)>();
        var up = new int[states];
        for (var s = 0; s < states; s++)
        {
            for (var (k, power) = (0, 1); k < n; k++, power *= local)
            {
                var value = s / power % local;
                up[s] += value == 0 ? 1 : 0;
                if (value + 1 < local) arcs.Add((s, s + power, l, 0));
                if (value > 0) arcs.Add((s, s - (value * power), m * value, 1));
            }
        }

        var chain = Chain(states, arcs, 2);
        var lumped = LumpedChain.Of(chain, up);
        Assert.That(lumped.BlockCount, Is.EqualTo(blocks));
        AssertSame(chain, lumped);
        if (local > 2) return;
        for (var b = 0; b < blocks; b++)
        {
            var down = n - up[lumped.Representatives[b]];
            foreach (var t in lumped.Quotient.Row(b)) Assert.That(t.Rate, Is.EqualTo(t.Cause == 0 ? (n - down) * l : down * m).Within(1e-15));
        }
    }

    // Two stations in a ring, each of two equal servers with equal buffers: pairs of servers are exchanged, stations too.
    [Test]
    public void Inflated_Chains_HaveTheSameAnswers()
    {
        var random = new TestRandom(11);
        for (var trial = 0; trial < 40; trial++)
        {
            var chain = Inflated(random, 3 + random.Next(8), [0.1, 0.2, 0.3, 1.7], 1 + random.Next(2), ring: true);
            var keys = Enumerable.Range(0, chain.StateCount).Select(s => s < 2 ? 1 : 0).ToArray();
            AssertSame(chain, LumpedChain.Of(chain, keys));
        }
    }

    [Test]
    public void Keys_TellValuesApart()
    {
        var keys = new StateKeys(5).Add([true, true, false, false, true]).Add([0.3, 0.1 + 0.2, 1, 1, 0.3]).Add([0.0, 0, 0, -0.0, 0]);
        Assert.Multiple(() =>
        {
            Assert.That(keys.Keys.ToArray(), Is.EqualTo(new[] { 0, 1, 2, 2, 0 }));
            Assert.That(keys.Count, Is.EqualTo(3));
        });
    }

    // 1 and 2 look alike until the window takes 1 to 0 with a chance that 2 does not have.
    [TestCase(0.5, 3)]
    [TestCase(0.25, 2)]
    public void Instants_AreRespected(double chance, int blocks)
    {
        var chain = Chain(3, (0, 1, 1), (0, 2, 2), (1, 0, 3), (2, 0, 3), (1, 2, 0.5));
        var instant = new CalendarInstant("window", Duration.FromHours(24), Duration.Zero, Expression.True, [], Cause.Upgrade);
        var map = new InstantMap(instant, [false, true, true], [[], [(0, chance), (1, 0.75 - chance), (2, 0.25)], [(0, 0.25), (2, 0.75)]]);
        var lumped = LumpedChain.Of(chain, [0, 1, 1], [map]);
        Assert.That(lumped.BlockCount, Is.EqualTo(blocks));
        double[] x = [0.2, 0.3, 0.5];
        var after = new double[3];
        map.Apply(x, after);
        var few = new double[blocks];
        lumped.Lump(map).Apply(lumped.Aggregate(x), few);
        Assert.That(few, Is.EqualTo(lumped.Aggregate(after)).Within(1e-15));
        Assert.That(LumpedChain.Of(chain, [0, 1, 1], [map with { Fires = [false, true, false], Targets = [[], [], []] }]).BlockCount, Is.EqualTo(3));
    }

    [Test]
    public void Lumping_CanBeCancelled() =>
        Assert.That(() => LumpedChain.Of(Chain(2, (0, 1, 1)), [0, 1], cancellation: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    internal static void AssertSame(MarkovChain chain, LumpedChain lumped)
    {
        var initial = new double[chain.StateCount];
        initial[0] = 0.75;
        initial[^1] = 0.25;
        var start = lumped.Aggregate(initial);
        var full = SteadyState.Solve(chain, initial).Distribution!;
        var small = SteadyState.Solve(lumped.Quotient, start).Distribution!;
        var aggregated = lumped.Aggregate(full);
        for (var b = 0; b < small.Length; b++) Assert.That(small[b], Is.EqualTo(aggregated[b]).Within(1e-12 * aggregated[b]));
        foreach (var t in new[] { 0.1, 3.0 })
        {
            var x = (double[])initial.Clone();
            var y = (double[])start.Clone();
            new Uniformization(chain).Advance(x, t);
            new Uniformization(lumped.Quotient).Advance(y, t);
            aggregated = lumped.Aggregate(x);
            for (var b = 0; b < y.Length; b++) Assert.That(y[b], Is.EqualTo(aggregated[b]).Within(1e-12));
        }
    }

    private static MarkovChain Random(TestRandom random, int n, double[] rates, int causes)
    {
        var arcs = new Dictionary<(int, int, int), double>();
        for (var k = 0; k < 2 * n; k++)
        {
            var (from, to) = (random.Next(n), random.Next(n));
            if (from != to) arcs[(from, to, random.Next(causes))] = rates[random.Next(rates.Length)];
        }

        return Chain(n, arcs.Select(a => (a.Key.Item1, a.Key.Item2, a.Value, a.Key.Item3)), causes);
    }

    // Every state of a random chain is blown up to a few twins; its rates are dealt out among the twins of the target in any order.
    private static MarkovChain Inflated(TestRandom random, int n, double[] rates, int causes, bool ring = false)
    {
        var twins = new List<int>[n];
        var count = 0;
        for (var s = 0; s < n; s++) twins[s] = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => count++)];
        var arcs = new List<(int, int, double, int)>();
        for (var s = 0; s < n; s++)
        {
            for (var k = 0; k < 3; k++)
            {
                var to = k == 0 && ring ? (s + 1) % n : random.Next(n);
                if (to == s) continue;
                var cause = random.Next(causes);
                var parts = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => rates[random.Next(rates.Length)]).ToArray();
                foreach (var twin in twins[s]) arcs.AddRange(parts.OrderBy(_ => random.Next(1000)).Select(p => (twin, twins[to][random.Next(twins[to].Count)], p, cause)));
            }
        }

        return Chain(count, arcs, causes);
    }

    private static BigInteger Integer(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        return exponent == 0 ? mantissa : new BigInteger(mantissa | 0x10000000000000) << (exponent - 1);
    }

    // Splits by all rates into all blocks until nothing changes; rates as integers, in units of the least double.
    private static int[] Naive(MarkovChain chain, int[] keys, bool jumps)
    {
        var blockOf = Numbered(keys.Select(k => k.ToString()));
        while (true)
        {
            var next = Numbered(Enumerable.Range(0, chain.StateCount).Select(s =>
            {
                var flows = new SortedDictionary<(int, int), BigInteger>();
                foreach (var t in chain.Row(s))
                {
                    if (!jumps && blockOf[t.Target] == blockOf[s]) continue;
                    flows[(blockOf[t.Target], t.Cause)] = flows.GetValueOrDefault((blockOf[t.Target], t.Cause)) + Integer(t.Rate);
                }

                return blockOf[s] + ": " + string.Join(' ', flows);
            }));
            if (next.Max() == blockOf.Max()) return next;
            blockOf = next;
        }
    }

    private static int[] Numbered(IEnumerable<string> names)
    {
        var numbers = new Dictionary<string, int>();
        return [.. names.Select(n => numbers.TryGetValue(n, out var k) ? k : numbers[n] = numbers.Count)];
    }
}
