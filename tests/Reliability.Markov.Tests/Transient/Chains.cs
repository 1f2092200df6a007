using Reliability.Markov.Chains;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Tests.Transient;

/// <summary>Chains that several tests ask about.</summary>
internal static class Chains
{
    public static MarkovChain Of(int states, IEnumerable<(int From, int To, double Rate)> arcs)
    {
        var rows = Enumerable.Range(0, states).Select(_ => new List<Transition>()).ToArray();
        foreach (var (from, to, rate) in arcs) rows[from].Add(new Transition(to, rate, 0));
        return new MarkovChain(rows, [Cause.Unknown]);
    }

    public static double[] Unit(int states, int at = 0)
    {
        var p = new double[states];
        p[at] = 1;
        return p;
    }

    /// <summary>Births b(k) from k to k + 1 and deaths d(k) from k to k - 1.</summary>
    public static MarkovChain BirthDeath(int states, Func<int, double> birth, Func<int, double> death) => Of(states, Enumerable.Range(0, states).SelectMany(k =>
        new[] { (k, k + 1, k + 1 < states ? birth(k) : 0), (k, k - 1, k > 0 ? death(k) : 0) }).Where(a => a.Item3 > 0));

    /// <summary>The two-host cluster of the reference cases: rates from 1e-9 to 360 per hour.</summary>
    public static MarkovChain HighAvailabilityPair()
    {
        const double la = 1 / 2000.0, fo = 360, mu = 0.25, c = 0.98, man = 2, cm = 1e-6, dis = 1e-9, mud = 1 / 720.0;
        return Of(6,
        [
            (0, 1, 2 * la), (0, 4, cm), (0, 5, dis), (1, 2, fo * c), (1, 3, fo * (1 - c)), (1, 4, la), (1, 5, dis), (2, 0, mu), (2, 4, la), (2, 4, cm), (2, 5, dis),
            (3, 2, man), (3, 4, la), (3, 5, dis), (4, 2, mu), (4, 5, dis), (5, 0, mud),
        ]);
    }

    /// <summary>A chain of arcs chosen by a fixed recurrence, with rates over some powers of ten; every state can be left.</summary>
    public static MarkovChain Seeded(int states, uint seed, double decades)
    {
        var state = seed;
        double Next()
        {
            state = (state * 1664525) + 1013904223;
            return (state >> 8) / 16777216.0;
        }

        var arcs = new List<(int, int, double)>();
        for (var s = 0; s < states; s++)
        {
            arcs.Add((s, (s + 1) % states, Math.Pow(10, (Next() - 0.5) * decades)));
            for (var k = 0; k < 2; k++)
            {
                var to = (int)(Next() * states);
                var rate = Math.Pow(10, (Next() - 0.5) * decades);
                if (to != s && to != (s + 1) % states) arcs.Add((s, to, rate));
            }
        }

        return Of(states, arcs);
    }
}
