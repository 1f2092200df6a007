using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>
/// The strongly connected components of some states of a chain, each after all that it leads to (Tarjan, SIAM Journal on Computing 1, 1972; without recursion).
/// Linear time, seven integers a state.
/// </summary>
internal sealed class StrongComponents
{
    private StrongComponents(int[] componentOf, int[] states, int[] starts) => (ComponentOf, States, Starts) = (componentOf, states, starts);

    /// <summary>Number of components.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>The component of each state of the chain, -1 outside the set.</summary>
    public int[] ComponentOf { get; }

    /// <summary>The states of the set by component, ascending in each.</summary>
    public int[] States { get; }

    /// <summary>Where the states of each component start; one more than there are components.</summary>
    public int[] Starts { get; }

    /// <summary>The states of a component.</summary>
    public ReadOnlySpan<int> StatesOf(int component) => States.AsSpan(Starts[component], Starts[component + 1] - Starts[component]);

    /// <summary>Finds them.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="inside">The set of states; arcs that leave it are not followed.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static StrongComponents Find(SparseRates rates, bool[] inside, CancellationToken cancellation)
    {
        var n = rates.Count;
        var size = 0;
        foreach (var flag in inside) size += flag ? 1 : 0;
        var component = new int[n];
        Array.Fill(component, -1);
        // low is zero before a visit; next is the entry at which to go on.
        var low = new int[n];
        var number = new int[n];
        var next = new int[n];
        var path = new int[size];
        var open = new int[size];
        var states = new int[size];
        var starts = new List<int> { 0 };
        var (depth, opened, closed, clock) = (0, 0, 0, 0);
        var rowStarts = rates.RowStarts;
        var columns = rates.Columns;
        for (var root = 0; root < n; root++)
        {
            if (!inside[root] || low[root] != 0) continue;
            Enter(root, rowStarts);
            while (depth > 0)
            {
                var state = path[depth - 1];
                if (next[state] < rowStarts[state + 1])
                {
                    var target = columns[next[state]++];
                    if (!inside[target] || component[target] >= 0) continue;
                    if (low[target] == 0) Enter(target, rowStarts);
                    else low[state] = Math.Min(low[state], low[target]);
                    continue;
                }

                depth--;
                if (depth > 0) low[path[depth - 1]] = Math.Min(low[path[depth - 1]], low[state]);
                if (low[state] != number[state]) continue;
                int member;
                do
                {
                    member = open[--opened];
                    component[member] = starts.Count - 1;
                    states[closed++] = member;
                }
                while (member != state);
                Array.Sort(states, starts[^1], closed - starts[^1]);
                starts.Add(closed);
            }

            cancellation.ThrowIfCancellationRequested();
        }

        return new StrongComponents(component, states, [.. starts]);

        void Enter(int state, ReadOnlySpan<int> from)
        {
            low[state] = number[state] = ++clock;
            next[state] = from[state];
            path[depth++] = state;
            open[opened++] = state;
        }
    }
}
