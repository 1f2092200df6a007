using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>Who is joined with whom by an arc in either direction, among some states of a matrix: compressed rows of places in that list of states, each neighbour once.</summary>
/// <param name="Starts">Where each row starts; one more than there are places.</param>
/// <param name="Neighbours">The neighbours of every place.</param>
internal sealed record SymmetricPattern(int[] Starts, int[] Neighbours)
{
    /// <summary>Number of places.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Reads the pattern.</summary>
    /// <param name="rates">The matrix.</param>
    /// <param name="states">The states, each once.</param>
    /// <param name="place">For each state of the matrix its place among <paramref name="states"/>, or -1.</param>
    /// <returns>The pattern, or <c>null</c> when it has more entries than an array holds.</returns>
    public static SymmetricPattern? Of(SparseRates rates, int[] states, int[] place)
    {
        var n = states.Length;
        var sizes = new long[n];
        var total = 0L;
        for (var i = 0; i < n; i++)
        {
            foreach (var column in rates.ColumnsOf(states[i]))
            {
                var j = place[column];
                if (j < 0 || j == i) continue;
                sizes[i]++;
                sizes[j]++;
                total += 2;
            }
        }

        if (total > Array.MaxLength) return null;
        var next = new int[n + 1];
        for (var i = 0; i < n; i++) next[i + 1] = (int)(next[i] + sizes[i]);
        var starts = (int[])next.Clone();
        var all = new int[total];
        for (var i = 0; i < n; i++)
        {
            foreach (var column in rates.ColumnsOf(states[i]))
            {
                var j = place[column];
                if (j < 0 || j == i) continue;
                all[next[i]++] = j;
                all[next[j]++] = i;
            }
        }

        // An arc there and one back name the same neighbour.
        var seen = new int[n];
        Array.Fill(seen, -1);
        var write = 0;
        for (var i = 0; i < n; i++)
        {
            var (from, to) = (starts[i], starts[i + 1]);
            starts[i] = write;
            for (var k = from; k < to; k++)
            {
                if (seen[all[k]] == i) continue;
                seen[all[k]] = i;
                all[write++] = all[k];
            }
        }

        starts[n] = write;
        Array.Resize(ref all, write);
        return new SymmetricPattern(starts, all);
    }
}
