using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>The entries of a matrix by the step at which elimination first needs them: the earlier of the two states of an arc.</summary>
/// <param name="Starts">Where the arcs of each step start; one more than there are steps.</param>
/// <param name="Entries">Which entry of the matrix each is.</param>
/// <param name="Others">The step of the other, later state where the arc leads to it, and its complement where it comes from it.</param>
/// <param name="ExitStarts">Where the arcs out of the set start for each step.</param>
/// <param name="Exits">Which entries lead out of the set.</param>
internal sealed record ArcLists(int[] Starts, int[] Entries, int[] Others, int[] ExitStarts, int[] Exits)
{
    /// <summary>Sorts the entries.</summary>
    /// <param name="rates">The matrix.</param>
    /// <param name="states">The states of the set.</param>
    /// <param name="place">For each state of the matrix its place among <paramref name="states"/>, or -1.</param>
    /// <param name="order">The places in the order of elimination.</param>
    public static ArcLists Of(SparseRates rates, int[] states, int[] place, int[] order)
    {
        var n = states.Length;
        var step = new int[n];
        for (var k = 0; k < n; k++) step[order[k]] = k;
        var starts = new int[n + 1];
        var exitStarts = new int[n + 1];
        var columns = rates.Columns;
        for (var k = 0; k < n; k++)
        {
            foreach (var column in rates.ColumnsOf(states[order[k]]))
            {
                var other = place[column];
                if (other < 0) exitStarts[k + 1]++;
                else if (other != order[k]) starts[Math.Min(k, step[other]) + 1]++;
            }
        }

        for (var k = 0; k < n; k++)
        {
            starts[k + 1] += starts[k];
            exitStarts[k + 1] += exitStarts[k];
        }

        var entries = new int[starts[n]];
        var others = new int[starts[n]];
        var exits = new int[exitStarts[n]];
        var next = (int[])starts.Clone();
        var nextExit = 0;
        for (var k = 0; k < n; k++)
        {
            var state = states[order[k]];
            for (var e = rates.RowStarts[state]; e < rates.RowStarts[state + 1]; e++)
            {
                var other = place[columns[e]];
                if (other < 0) exits[nextExit++] = e;
                if (other < 0 || other == order[k]) continue;
                var j = step[other];
                var at = next[Math.Min(k, j)]++;
                entries[at] = e;
                others[at] = j > k ? j : ~k;
            }
        }

        return new ArcLists(starts, entries, others, exitStarts, exits);
    }
}
