using Reliability.Markov.Chains;
using Reliability.Simulation.RareEvents;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>Chains that the tests of rare events play.</summary>
internal static class Systems
{
    public static RareEventModel HighAvailability16()
    {
        const int Up = 0, Crashed = 1, Rebooting = 2, Hardware = 3;
        return Explore([Up, Up], s => s[0] != Up && s[1] != Up, null, s => Enumerable.Range(0, 2).SelectMany(host => s[host] switch
        {
            Up => [(With(s, host, Crashed), 1.0 / 720), (With(s, host, Hardware), 1.0 / 8760)],
            Crashed => [(With(s, host, Rebooting), 120.0)],
            Rebooting => [(With(s, host, Up), 12.0), (With(s, host, Hardware), 0.6)],
            _ => new[] { (With(s, host, Up), s[1 - host] == Hardware ? 0.125 : 0.25) },
        }));
    }

    public static RepairableComponents Goyal()
    {
        System.Collections.Immutable.ImmutableArray<FailureMode> modes = [new(0.5, 1), new(0.5, 0.5)];
        var types = new List<ComponentType> { new(2, 1.0 / 2000, modes, 2, new Propagation(1, 0.01)), new(2, 1.0 / 2000, modes, 2, new Propagation(0, 0.01)) };
        for (var i = 0; i < 2; i++) types.Add(new ComponentType(2, 1.0 / 2000, modes, 2));
        for (var i = 0; i < 6; i++) types.Add(new ComponentType(4, 1.0 / 6000, modes, 2));
        return new RepairableComponents([.. types]);
    }

    public static RareEventModel BirthDeath(double up, double down, int top) =>
        Explore([1], s => s[0] == top, s => s[0] == 0, s => s[0] is 0 ? [([1], up)] : s[0] == top ? [([top - 1], down)] : [([s[0] + 1], up), ([s[0] - 1], down)]);

    public static RareEventModel Tandem(double arrival, double service1, double service2, int capacity1, int capacity2, (int, int) start, Func<int[], bool> down, Func<int[], bool> stop)
    {
        return Explore([start.Item1, start.Item2], down, stop, Jumps);

        IEnumerable<(int[], double)> Jumps(int[] s)
        {
            if (s[0] < capacity1) yield return ([s[0] + 1, s[1]], arrival);
            // A customer who finds the second queue full is lost.
            if (s[0] > 0) yield return ([s[0] - 1, Math.Min(capacity2, s[1] + 1)], service1);
            if (s[1] > 0) yield return ([s[0], s[1] - 1], service2);
        }
    }

    public static RareEventModel TripleTandem()
    {
        // Each queue: 0, or customers and the stage of the first one: 2 (customers - 1) + stage, with 1 and 2.
        const int Capacity = 12, Level = 7;
        double[] rates = [3, 4, 6];
        return Explore([0, 0, 0], s => (s[2] + 1) / 2 >= Level, null, Jumps);

        IEnumerable<(int[], double)> Jumps(int[] s)
        {
            yield return (Arrive(s, 0), 1);
            for (var q = 0; q < 3; q++)
            {
                if (s[q] == 0) continue;
                if (s[q] % 2 == 1) yield return (With(s, q, s[q] + 1), rates[q]);
                else yield return (Arrive(With(s, q, s[q] == 2 ? 0 : s[q] - 3), q + 1), rates[q]);
            }
        }

        static int[] Arrive(int[] s, int q) => q > 2 || (s[q] + 1) / 2 == Capacity ? s : With(s, q, s[q] == 0 ? 1 : s[q] + 2);
    }

    public static RareEventModel BreakdownQueue(int buffer)
    {
        // Sources of both types that are on, server, customers.
        return Explore([0, 1, 0, 1], s => s[3] == buffer, s => s[3] == 0, Jumps);

        IEnumerable<(int[], double)> Jumps(int[] s)
        {
            if (s[0] < 5) yield return (With(s, 0, s[0] + 1), (5 - s[0]) * 3.0);
            if (s[0] > 0) yield return (With(s, 0, s[0] - 1), s[0] * 2.0);
            if (s[1] < 5) yield return (With(s, 1, s[1] + 1), (5 - s[1]) * 1.0);
            if (s[1] > 0) yield return (With(s, 1, s[1] - 1), s[1] * 4.0);
            yield return (With(s, 2, 1 - s[2]), s[2] == 0 ? 4 : 3);
            var produced = (3.0 * s[0]) + (6.0 * s[1]);
            if (s[3] < buffer && produced > 0) yield return (With(s, 3, s[3] + 1), produced);
            if (s[2] == 1 && s[3] > 0) yield return (With(s, 3, s[3] - 1), 100);
        }
    }

    /// <summary>Explores breadth first; jumps to the same state are no jumps.</summary>
    public static RareEventModel Explore(int[] start, Func<int[], bool> down, Func<int[], bool>? stop, Func<int[], IEnumerable<(int[] To, double Rate)>> jumps)
    {
        var (chain, states) = Chain(start, jumps);
        return RareEventModel.Of(chain.Rates, 0, [.. states.Select(down)], stop is null ? null : [.. states.Select(stop)]);
    }

    public static (MarkovChain Chain, List<int[]> States) Chain(int[] start, Func<int[], IEnumerable<(int[] To, double Rate)>> jumps)
    {
        var (states, numbers, arcs) = (new List<int[]> { start }, new Dictionary<string, int> { [Key(start)] = 0 }, new List<(int, int, double)>());
        for (var i = 0; i < states.Count; i++)
        {
            var row = new SortedDictionary<int, double>();
            foreach (var (to, rate) in jumps(states[i]))
            {
                if (!numbers.TryGetValue(Key(to), out var number))
                {
                    numbers.Add(Key(to), number = states.Count);
                    states.Add(to);
                }

                if (number != i) row[number] = row.GetValueOrDefault(number) + rate;
            }

            arcs.AddRange(row.Select(r => (i, r.Key, r.Value)));
        }

        return (MarkovChain.FromArcs(states.Count, arcs), states);

        static string Key(int[] state) => string.Join(',', state);
    }

    private static int[] With(int[] state, int at, int value)
    {
        var copy = (int[])state.Clone();
        copy[at] = value;
        return copy;
    }
}
