namespace Reliability.Markov.Solvers;

/// <summary>Finds the classes of states that are never left once entered, among those reachable from a start (Tarjan 1972, iterative; linear time).</summary>
public static class RecurrentClasses
{
    /// <summary>The recurrent classes, each ascending, in order of their first state.</summary>
    /// <param name="count">Number of states.</param>
    /// <param name="successors">The states that a state leads to in one step.</param>
    /// <param name="start">States from which the process may start.</param>
    public static IReadOnlyList<int[]> Find(int count, Func<int, IReadOnlyList<int>> successors, IEnumerable<int> start)
    {
        var order = new int[count];
        var low = new int[count];
        var component = new int[count];
        Array.Fill(component, -1);
        var stack = new Stack<int>();
        var calls = new Stack<(int State, int Next)>();
        var clock = 0;
        var components = new List<List<int>>();
        foreach (var root in start)
        {
            if (order[root] != 0) continue;
            calls.Push((root, 0));
            while (calls.Count > 0)
            {
                var (state, next) = calls.Pop();
                if (next == 0)
                {
                    order[state] = low[state] = ++clock;
                    stack.Push(state);
                }

                var list = successors(state);
                var descended = false;
                for (; next < list.Count; next++)
                {
                    var target = list[next];
                    if (order[target] == 0)
                    {
                        calls.Push((state, next + 1));
                        calls.Push((target, 0));
                        descended = true;
                        break;
                    }

                    if (component[target] < 0) low[state] = Math.Min(low[state], low[target]);
                }

                if (descended) continue;
                if (low[state] == order[state])
                {
                    var members = new List<int>();
                    int member;
                    do
                    {
                        member = stack.Pop();
                        component[member] = components.Count;
                        members.Add(member);
                    }
                    while (member != state);
                    components.Add(members);
                }

                if (calls.Count > 0) low[calls.Peek().State] = Math.Min(low[calls.Peek().State], low[state]);
            }
        }

        return
        [
            .. components.Where((members, c) => members.All(s => successors(s).All(t => component[t] == c)))
                .Select(m => m.Order().ToArray()).OrderBy(m => m[0]),
        ];
    }
}
