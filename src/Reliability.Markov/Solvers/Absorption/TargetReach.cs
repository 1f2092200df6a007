using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>
/// From which states a target can be reached, and from which it is reached with probability one, by the graph alone: exact zeros and ones. Two backward
/// searches, linear time (the precomputation of probabilistic model checking: Baier and Katoen, Principles of Model Checking, MIT Press 2008, section 10.1).
/// </summary>
/// <param name="Possible">States with a path to the target that avoids what is to be avoided; target states included.</param>
/// <param name="Certain">States from which the target is reached with probability one; target states included.</param>
internal sealed record TargetReach(bool[] Possible, bool[] Certain)
{
    /// <summary>Searches.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="target">States to reach.</param>
    /// <param name="avoid">States that end the way without success where they are no targets.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static TargetReach Find(SparseRates rates, bool[] target, bool[]? avoid, CancellationToken cancellation)
    {
        var n = rates.Count;
        var back = rates.Transposed();
        var possible = Backward(back, target, s => !target[s] && avoid is not null && avoid[s], cancellation);
        var lost = new bool[n];
        for (var s = 0; s < n; s++) lost[s] = !possible[s];
        var uncertain = Backward(back, lost, s => target[s], cancellation);
        for (var s = 0; s < n; s++) lost[s] = !uncertain[s];
        return new TargetReach(possible, lost);
    }

    private static bool[] Backward(SparseRates back, bool[] from, Func<int, bool> blocked, CancellationToken cancellation)
    {
        var reached = (bool[])from.Clone();
        var queue = new List<int>();
        for (var s = 0; s < reached.Length; s++)
        {
            if (reached[s]) queue.Add(s);
        }

        for (var head = 0; head < queue.Count; head++)
        {
            if ((head & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            foreach (var s in back.ColumnsOf(queue[head]))
            {
                if (reached[s] || blocked(s)) continue;
                reached[s] = true;
                queue.Add(s);
            }
        }

        return reached;
    }
}
