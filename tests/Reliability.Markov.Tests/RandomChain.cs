using FsCheck;
using FsCheck.Fluent;
using Reliability.Markov.Chains;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Tests;

/// <summary>A chain as a list of arcs.</summary>
internal sealed record RandomChain(int Count, (int From, int To, double Rate)[] Arcs)
{
    /// <summary>Checks a property of chains that are one class: a ring through all states and further arcs, rates from 1e-9 to 1e4, the same ones in every run.</summary>
    public static void ForAll(int least, int most, int tests, Action<RandomChain> property)
    {
        var rate = from exponent in Gen.Choose(-9, 3)
                   from mantissa in Gen.Choose(1000, 9999)
                   select mantissa / 1000.0 * Math.Pow(10, exponent);
        var chains = from n in Gen.Choose(least, most)
                     from ring in rate.ListOf(n)
                     from further in Gen.Choose(0, 3 * n)
                     from ends in Gen.Choose(0, (n * n) - 1).ListOf(further)
                     from rates in rate.ListOf(further)
                     select new RandomChain(n,
                     [
                         .. ring.Select((r, i) => (i, (i + 1) % n, r)),
                         .. ends.Zip(rates, (e, r) => (e / n, e % n, r)).Where(a => a.Item1 != a.Item2),
                     ]);
        Prop.ForAll(chains.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20240607, 1));
    }

    public MarkovChain Build() => Build(Count, Arcs);

    public static MarkovChain Build(int count, IEnumerable<(int From, int To, double Rate)> arcs)
    {
        var rows = Enumerable.Range(0, count).Select(_ => new List<Transition>()).ToArray();
        foreach (var (from, to, rate) in arcs) rows[from].Add(new Transition(to, rate, 0));
        return new MarkovChain(rows, [Cause.Unknown]);
    }
}
