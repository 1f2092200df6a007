using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// Small groups of strongly coupled states, found from the chances of jumps (after De Sterck, Manteuffel, McCormick, Nguyen and Ruge, SIAM Journal on Scientific
/// Computing 30, 2008): a state is grouped with neighbours whose jumps are at least a quarter as likely as the likeliest it has, or joins the smallest of their groups. Present probabilities have no say: they
/// may be wrong by orders of magnitude between weakly coupled parts. Weak couplings, however weak, are left to
/// coarser levels, where they are the strongest there are.
/// </summary>
internal static class Aggregates
{
    private const double Strong = 0.25;
    private const int Usual = 4;
    private const int Largest = 12;

    /// <summary>The group of every state, numbered from 0 in the order of their first members, and how many there are.</summary>
    /// <param name="matrix">Rates by rows.</param>
    /// <param name="exits">Exit rates that turn an entry into the chance of a jump by its column, where columns are sources; <c>null</c> where rows are.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static (int[] GroupOf, int Count) Find(SparseRates matrix, double[]? exits, CancellationToken cancellation)
    {
        var n = matrix.Count;
        var starts = matrix.RowStarts;
        var columns = matrix.Columns;
        var group = new int[n];
        Array.Fill(group, -1);
        var size = new List<int>();
        for (var i = 0; i < n; i++)
        {
            if ((i & 0xFFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            if (group[i] >= 0) continue;
            var (start, end) = (starts[i], starts[i + 1]);
            var greatest = 0.0;
            for (var k = start; k < end; k++) greatest = Math.Max(greatest, Flow(k));
            var joined = 1;
            var best = -1;
            for (var k = start; k < end; k++)
            {
                var flow = Flow(k);
                if (flow < Strong * greatest) continue;
                var j = columns[k];
                if (group[j] >= 0)
                {
                    if (size[group[j]] < Largest && (best < 0 || size[group[j]] < size[best])) best = group[j];
                }
                else if (joined < Usual && j != i)
                {
                    if (joined == 1) group[i] = size.Count;
                    group[j] = size.Count;
                    joined++;
                }
            }

            if (joined > 1) size.Add(joined);
            else if (best >= 0)
            {
                group[i] = best;
                size[best]++;
            }
            else
            {
                group[i] = size.Count;
                size.Add(1);
            }
        }

        return (group, size.Count);

        double Flow(int entry) => exits is null ? matrix[entry] : matrix[entry] / exits[matrix.Columns[entry]];
    }
}
