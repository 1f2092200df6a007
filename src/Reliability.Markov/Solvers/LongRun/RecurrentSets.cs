using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>The sets of states that are never left, of what is reachable from a start, and which set each state belongs to. Linear time, arrays only.</summary>
/// <param name="SetOf">The set of each state; -1 for states that are left for good, -2 for states that are not reachable.</param>
/// <param name="Sets">The states of each set, ascending; sets in the order of their first states.</param>
internal sealed record RecurrentSets(int[] SetOf, IReadOnlyList<int[]> Sets)
{
    // Arcs that are turned around beside the chain: four bytes each.
    private const int MostTurned = 1 << 26;

    /// <summary>Finds the sets.</summary>
    public static RecurrentSets Find(SparseRates rates, ReadOnlySpan<double> initial, CancellationToken cancellation = default)
    {
        var n = rates.Count;
        var reached = new bool[n];
        var queue = new int[n];
        var (head, tail) = (0, 0);
        for (var i = 0; i < n; i++)
        {
            if (!(initial[i] > 0)) continue;
            reached[i] = true;
            queue[tail++] = i;
        }

        var starts = tail;
        while (head < tail)
        {
            if ((head & 0xFFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            foreach (var j in rates.ColumnsOf(queue[head++]))
            {
                if (reached[j]) continue;
                reached[j] = true;
                queue[tail++] = j;
            }
        }

        var setOf = queue;
        if (starts == 1 && rates.EntryCount <= MostTurned && AllReturn(rates, reached, tail, queue[0], cancellation)) return OneSet(reached, setOf, tail);
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

    // Whether all that is reached from a state leads back to it: the usual case, told against the arcs in a fifth of the time that finding components takes.
    private static bool AllReturn(SparseRates rates, bool[] reached, int count, int home, CancellationToken cancellation)
    {
        var n = reached.Length;
        var ends = new int[n + 1];
        foreach (var j in rates.Columns) ends[j + 1]++;
        for (var i = 0; i < n; i++) ends[i + 1] += ends[i];
        var next = ends.AsSpan(0, n).ToArray();
        var sources = new int[rates.EntryCount];
        for (var i = 0; i < n; i++)
        {
            foreach (var j in rates.ColumnsOf(i)) sources[next[j]++] = i;
        }

        cancellation.ThrowIfCancellationRequested();
        var returns = new bool[n];
        returns[home] = true;
        var queue = next;
        queue[0] = home;
        var (head, tail) = (0, 1);
        while (head < tail)
        {
            var state = queue[head++];
            foreach (var i in sources.AsSpan(ends[state], ends[state + 1] - ends[state]))
            {
                if (returns[i] || !reached[i]) continue;
                returns[i] = true;
                queue[tail++] = i;
            }
        }

        return tail == count;
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
