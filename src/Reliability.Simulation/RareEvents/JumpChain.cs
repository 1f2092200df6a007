using Reliability.Modeling.Models;
using Reliability.Markov.Chains;

namespace Reliability.Simulation.RareEvents;

/// <summary>An explored chain as rare-event methods see it: jump probabilities, kinds of jumps, down and stop states, distances. Immutable after construction.</summary>
internal sealed class JumpChain
{
    /// <summary>The distance of a state from which no down state can be reached.</summary>
    public const int Unreachable = int.MaxValue;

    private JumpChain(int[] starts, int[] targets, double[] rates, bool[] down, bool[] stop, int start)
    {
        (Starts, Targets, Rates, Down, Stop, Start) = (starts, targets, rates, down, stop, start);
        (Mean, Probabilities) = (new double[down.Length], new double[targets.Length]);
        for (var s = 0; s < down.Length; s++)
        {
            var exit = 0.0;
            for (var k = starts[s]; k < starts[s + 1]; k++) exit += rates[k];
            Mean[s] = 1 / exit;
            for (var k = starts[s]; k < starts[s + 1]; k++) Probabilities[k] = rates[k] / exit;
        }

        Distance = Distances(d => down[d]);
        Kinds = [];
    }

    public int[] Starts { get; }

    public int[] Targets { get; }

    public double[] Rates { get; }

    /// <summary>Rates over the total rate out of their state.</summary>
    public double[] Probabilities { get; }

    /// <summary>Mean hours of a stay; infinite where nothing leaves.</summary>
    public double[] Mean { get; }

    public bool[] Down { get; }

    public bool[] Stop { get; }

    public int Start { get; }

    /// <summary>Least number of jumps to a down state.</summary>
    public int[] Distance { get; }

    public JumpKind[] Kinds { get; private set; }

    public int Count => Down.Length;

    /// <summary>A chain from a sparse matrix.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="start">Where cycles start.</param>
    /// <param name="down">The down states.</param>
    /// <param name="stop">Where cycles end.</param>
    /// <param name="isFailure">For every entry, whether it is a failure; <c>null</c> to find out.</param>
    public static JumpChain Of(SparseRates rates, int start, bool[] down, bool[] stop, bool[]? isFailure)
    {
        var values = new double[rates.EntryCount];
        for (var k = 0; k < values.Length; k++) values[k] = rates[k];
        var chain = new JumpChain(rates.RowStarts.ToArray(), rates.Columns.ToArray(), values, down, stop, start);
        chain.Classify(isFailure);
        return chain;
    }

    /// <summary>Explores a model breadth first; <c>null</c> when there are more states than a limit.</summary>
    public static JumpChain? Explore(IJumpModel model, int limit, CancellationToken cancellation)
    {
        var (states, numbers) = (new List<int[]>(), new Dictionary<int[], int>(StateComparer.Instance));
        var (starts, targets, rates, failures, down, stop) = (new List<int> { 0 }, new List<int>(), new List<double>(), new List<bool>(), new List<bool>(), new List<bool>());
        var (jumps, next) = (new Jump[model.MaximumJumps], new int[model.Width]);
        model.Start(next);
        Number(next);
        for (var s = 0; s < states.Count; s++)
        {
            if ((s & 0xFF) == 0) cancellation.ThrowIfCancellationRequested();
            var count = model.Jumps(states[s], jumps);
            for (var j = 0; j < count; j++)
            {
                states[s].CopyTo(next, 0);
                model.Apply(next, jumps[j]);
                targets.Add(Number(next));
                rates.Add(jumps[j].Rate);
                failures.Add(jumps[j].Kind != JumpKind.Repair);
            }

            if (states.Count > limit) return null;
            starts.Add(targets.Count);
            down.Add(model.IsDown(states[s]));
            stop.Add(model.IsStop(states[s]));
        }

        var chain = new JumpChain([.. starts], [.. targets], [.. rates], [.. down], [.. stop], 0);
        chain.Classify([.. failures]);
        return chain;

        int Number(int[] state)
        {
            if (numbers.TryGetValue(state, out var number)) return number;
            var copy = (int[])state.Clone();
            numbers.Add(copy, states.Count);
            states.Add(copy);
            return states.Count - 1;
        }
    }

    /// <summary>
    /// Tells failures from repairs. Where nobody says which is which, a jump is a failure when it leads away from the start, counted in jumps back to it, or when
    /// it stays as far from the start and comes nearer to the down states. What is told wrongly costs variance, never correctness.
    /// </summary>
    private void Classify(bool[]? isFailure)
    {
        var back = isFailure is null ? Distances(s => s == Start || Stop[s]) : [];
        Kinds = new JumpKind[Targets.Length];
        for (var s = 0; s < Count; s++)
        {
            for (var k = Starts[s]; k < Starts[s + 1]; k++)
            {
                var t = Targets[k];
                var approaches = Distance[t] < Distance[s];
                var fails = isFailure?[k] ?? (back[t] > back[s] || (back[t] == back[s] && approaches));
                Kinds[k] = !fails ? JumpKind.Repair : approaches ? JumpKind.ApproachingFailure : JumpKind.Failure;
            }
        }
    }

    // Breadth first against the arrows. O(states + entries).
    private int[] Distances(Func<int, bool> isGoal)
    {
        var into = new int[Count + 1];
        foreach (var t in Targets) into[t + 1]++;
        for (var s = 0; s < Count; s++) into[s + 1] += into[s];
        var (sources, next) = (new int[Targets.Length], (int[])into.Clone());
        for (var s = 0; s < Count; s++)
        {
            for (var k = Starts[s]; k < Starts[s + 1]; k++) sources[next[Targets[k]]++] = s;
        }

        var (distance, open) = (new int[Count], new Queue<int>());
        for (var s = 0; s < Count; s++)
        {
            distance[s] = isGoal(s) ? 0 : Unreachable;
            if (distance[s] == 0) open.Enqueue(s);
        }

        while (open.TryDequeue(out var t))
        {
            for (var k = into[t]; k < into[t + 1]; k++)
            {
                if (distance[sources[k]] != Unreachable) continue;
                distance[sources[k]] = distance[t] + 1;
                open.Enqueue(sources[k]);
            }
        }

        return distance;
    }
}
