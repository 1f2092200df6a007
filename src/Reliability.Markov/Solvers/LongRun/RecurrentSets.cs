using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>The sets of states that are never left, of what is reachable from a start, and which set each state belongs to. Linear time, arrays only.</summary>
/// <param name="SetOf">The set of each state; -1 for states that are left for good, -2 for states that are not reachable.</param>
/// <param name="Sets">The states of each set, ascending; sets in the order of their first states.</param>
internal sealed record RecurrentSets(int[] SetOf, IReadOnlyList<int[]> Sets)
{
    // Arcs that are turned around beside the chain.
    private const int MostTurned = 1 << 26;

    /// <summary>Finds the sets.</summary>
    public static RecurrentSets Find(SparseRates rates, ReadOnlySpan<double> initial, CancellationToken cancellation = default)
    {
        var n = rates.Count;
        var reached = new bool[n];
        var queue = new int[n];
        var tail = 0;
        for (var i = 0; i < n; i++)
        {
            if (!(initial[i] > 0)) continue;
            reached[i] = true;
            queue[tail++] = i;
        }

        var starts = tail;
        tail = Spread(rates, reached, queue, tail, cancellation);
        var setOf = queue;
        if (starts == 1 && rates.EntryCount <= MostTurned && AllReturn(rates, reached, queue[0], cancellation)) return OneSet(reached, setOf, tail);
        var components = StrongComponents.Find(rates, reached, cancellation);
        var bottoms = new List<int>();
        for (var c = 0; c < components.Count; c++)
        {
            if (IsBottom(components, c)) bottoms.Add(c);
        }

        bottoms.Sort((a, b) => components.StatesOf(a)[0].CompareTo(components.StatesOf(b)[0]));
        for (var i = 0; i < n; i++) setOf[i] = reached[i] ? -1 : -2;
        var sets = new int[bottoms.Count][];
        for (var s = 0; s < sets.Length; s++)
        {
            sets[s] = components.StatesOf(bottoms[s]).ToArray();
            foreach (var state in sets[s]) setOf[state] = s;
        }

        return new RecurrentSets(setOf, sets);

        bool IsBottom(StrongComponents found, int component)
        {
            foreach (var state in found.StatesOf(component))
            {
                foreach (var target in rates.ColumnsOf(state))
                {
                    if (found.ComponentOf[target] != component) return false;
                }
            }

            return true;
        }
    }

    // Marks all that a queue of marked states leads to; how many are marked then.
    private static int Spread(SparseRates rates, bool[] marked, int[] queue, int tail, CancellationToken cancellation)
    {
        for (var head = 0; head < tail; head++)
        {
            if ((head & 0xFFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            foreach (var j in rates.ColumnsOf(queue[head]))
            {
                if (marked[j]) continue;
                marked[j] = true;
                queue[tail++] = j;
            }
        }

        return tail;
    }

    // Whether all that is reached from a state leads back to it: the usual case, told against the arcs in a fifth of the time that finding components takes.
    private static bool AllReturn(SparseRates rates, bool[] reached, int home, CancellationToken cancellation)
    {
        var returns = new bool[reached.Length];
        var queue = new int[reached.Length];
        returns[home] = true;
        queue[0] = home;
        Spread(rates.Transposed(), returns, queue, 1, cancellation);
        for (var i = 0; i < reached.Length; i++)
        {
            if (reached[i] && !returns[i]) return false;
        }

        return true;
    }

    private static RecurrentSets OneSet(bool[] reached, int[] setOf, int count)
    {
        var states = new int[count];
        var next = 0;
        for (var i = 0; i < reached.Length; i++)
        {
            setOf[i] = reached[i] ? 0 : -2;
            if (reached[i]) states[next++] = i;
        }

        return new RecurrentSets(setOf, [states]);
    }
}
