using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>The sets of states that are never left, of what is reachable from a start, and which set each state belongs to. Linear time, arrays only.</summary>
/// <param name="SetOf">The set of each state; -1 for states that are left for good, -2 for states that are not reachable.</param>
/// <param name="Sets">The states of each set, ascending; sets in the order of their first states.</param>
internal sealed record RecurrentSets(int[] SetOf, IReadOnlyList<int[]> Sets)
{
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

        var components = StrongComponents.Find(rates, reached, cancellation);
        var setOf = queue;
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
}
