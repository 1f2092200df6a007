using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>The rates within a set of states.</summary>
internal static class Restriction
{
    /// <summary>The matrix of a set that is never left, its states numbered in the order given; the matrix itself when the set is all of it.</summary>
    /// <param name="rates">The matrix.</param>
    /// <param name="states">The states, ascending.</param>
    /// <param name="place">Scratch: an entry a state of the matrix.</param>
    public static SparseRates To(SparseRates rates, int[] states, int[] place)
    {
        if (states.Length == rates.Count) return rates;
        for (var k = 0; k < states.Length; k++) place[states[k]] = k;
        var starts = new int[states.Length + 1];
        for (var k = 0; k < states.Length; k++) starts[k + 1] = starts[k] + rates.ColumnsOf(states[k]).Length;
        var columns = new int[starts[^1]];
        var values = new double[starts[^1]];
        var write = 0;
        foreach (var state in states)
        {
            for (var e = rates.RowStarts[state]; e < rates.RowStarts[state + 1]; e++, write++)
            {
                columns[write] = place[rates.Columns[e]];
                values[write] = rates[e];
            }
        }

        return new SparseRates(starts, columns, null, values);
    }
}
