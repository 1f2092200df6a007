using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// The strongly connected components of what is reachable from a start (Tarjan, SIAM Journal on Computing 1, 1972), without recursion and with nothing but
/// arrays: 20 bytes a state, linear time. Components are numbered in the order in which they are left for the last time: an arc never leads to a higher number.
/// </summary>
internal sealed class StrongComponents
{
    private StrongComponents(int[] componentOf, int count, bool[] isBottom) => (ComponentOf, Count, IsBottom) = (componentOf, count, isBottom);

    /// <summary>The component of every state; -1 for states that are not reachable.</summary>
    public int[] ComponentOf { get; }

    /// <summary>Number of components.</summary>
    public int Count { get; }

    /// <summary>True for the components that are never left.</summary>
    public bool[] IsBottom { get; }

    /// <summary>Finds the components.</summary>
    /// <param name="rates">The matrix; every entry is an arc.</param>
    /// <param name="isStart">The states to start from; all when empty.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static StrongComponents Find(SparseRates rates, ReadOnlySpan<bool> isStart, CancellationToken cancellation = default)
    {
        var n = rates.Count;
        var starts = rates.RowStarts;
        var columns = rates.Columns;
        var order = new int[n];
        var low = new int[n];
        var next = new int[n];
        var component = new int[n];
        Array.Fill(component, -1);
        // The stack of open states, and the path of the search through it linked by parents.
        var open = new int[n];
        var parent = new int[n];
        var (openCount, clock, count) = (0, 0, 0);
        for (var root = 0; root < n; root++)
        {
            if (order[root] != 0 || (!isStart.IsEmpty && !isStart[root])) continue;
            var state = root;
            parent[root] = -1;
            Enter(root);
            while (state >= 0)
            {
                if (next[state] < starts[state + 1])
                {
                    var target = columns[next[state]++];
                    if (order[target] == 0)
                    {
                        parent[target] = state;
                        state = target;
                        Enter(target);
                    }
                    else if (component[target] < 0 && order[target] < low[state]) low[state] = order[target];

                    continue;
                }

                if (low[state] == order[state])
                {
                    int member;
                    do
                    {
                        member = open[--openCount];
                        component[member] = count;
                    }
                    while (member != state);
                    count++;
                }

                var above = parent[state];
                if (above >= 0 && low[state] < low[above]) low[above] = low[state];
                state = above;
            }
        }

        var bottom = new bool[count];
        Array.Fill(bottom, true);
        for (var i = 0; i < n; i++)
        {
            if (component[i] < 0) continue;
            for (var k = starts[i]; k < starts[i + 1]; k++)
            {
                if (component[columns[k]] == component[i]) continue;
                bottom[component[i]] = false;
                break;
            }
        }

        return new StrongComponents(component, count, bottom);

        void Enter(int state)
        {
            if ((clock & 0xFFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            order[state] = low[state] = ++clock;
            next[state] = rates.RowStarts[state];
            open[openCount++] = state;
        }
    }
}
