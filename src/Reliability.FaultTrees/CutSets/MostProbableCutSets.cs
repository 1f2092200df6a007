namespace Reliability.FaultTrees;

/// <summary>
/// Lists the sets of one size from the most probable down, by best-first search: a partial path is worth its cost plus that of the best
/// completion below it, which is tabulated, so nothing is expanded that is not listed or on the frontier. Costs are -ln p in fixed point:
/// sums of integers do not depend on the order of addition, so equal sets tie exactly and the search runs straight down through ties.
/// </summary>
internal sealed class MostProbableCutSets
{
    /// <summary>Sets whose probabilities differ relatively by less than this may come in either order.</summary>
    public const double OrderingSlack = 1e-6;

    private const double CostUnit = 1L << 36;
    private const long ImpossibleEvent = 2_000L << 36;
    private const long NoSet = long.MaxValue;

    private readonly CutSetFamily _family;
    private readonly double[] _weights;
    private readonly long[] _costs;
    private readonly int[] _smallest;
    private readonly long[][] _best;

    /// <summary>Tabulates the best completions of every node for every size it holds, up to the largest that will be asked for.</summary>
    public MostProbableCutSets(CutSetFamily family, double[] weights, int largestSize)
    {
        _family = family;
        _weights = weights;
        _costs = [.. weights.Select(w => w > 0 ? (long)Math.Round(-Math.Log(w) * CostUnit) : ImpossibleEvent)];
        _smallest = new int[family.Count];
        _best = new long[family.Count][];
        _best[0] = [];
        _best[1] = [0];
        for (int i = 2; i < family.Count; i++) Tabulate(i, largestSize);
    }

    /// <summary>Yields sets of variables of exactly this size.</summary>
    public IEnumerable<(int[] Variables, double Probability)> OfSize(int size)
    {
        long best = Best(_family.Root, size);
        if (best == NoSet) yield break;
        var frontier = new PriorityQueue<Partial, (long Bound, long NegatedAge)>();
        long age = 0;
        frontier.Enqueue(new Partial(_family.Root, size, 0, null), (best, 0));
        while (frontier.TryDequeue(out Partial? partial, out _))
        {
            int node = partial.Node;
            if (node == 1)
            {
                yield return Describe(partial.Last, size);
                continue;
            }

            long low = Best(_family.Low[node], partial.Missing);
            if (low != NoSet) frontier.Enqueue(partial with { Node = _family.Low[node] }, (partial.Cost + low, --age));
            long high = Best(_family.High[node], partial.Missing - 1);
            if (high == NoSet) continue;
            int variable = _family.Level[node];
            long cost = partial.Cost + _costs[variable];
            var taken = new Taken(variable, partial.Last);
            frontier.Enqueue(new Partial(_family.High[node], partial.Missing - 1, cost, taken), (cost + high, --age));
        }
    }

    private (int[] Variables, double Probability) Describe(Taken? last, int size)
    {
        var variables = new int[size];
        double probability = 1;
        for (Taken? taken = last; taken is not null; taken = taken.Before)
        {
            variables[--size] = taken.Variable;
            probability *= _weights[taken.Variable];
        }

        return (variables, probability);
    }

    private void Tabulate(int node, int largestSize)
    {
        int low = _family.Low[node];
        int high = _family.High[node];
        int smallest = int.MaxValue;
        int largest = -1;
        if (_best[low].Length > 0)
        {
            smallest = _smallest[low];
            largest = smallest + _best[low].Length - 1;
        }

        if (_best[high].Length > 0)
        {
            smallest = Math.Min(smallest, _smallest[high] + 1);
            largest = Math.Max(largest, _smallest[high] + _best[high].Length);
        }

        largest = Math.Min(largest, largestSize);
        _smallest[node] = smallest;
        _best[node] = new long[Math.Max(0, largest - smallest + 1)];
        long cost = _costs[_family.Level[node]];
        for (int size = smallest; size <= largest; size++)
        {
            long with = Best(high, size - 1);
            _best[node][size - smallest] = Math.Min(Best(low, size), with == NoSet ? NoSet : with + cost);
        }
    }

    private long Best(int node, int size)
    {
        int offset = size - _smallest[node];
        return (uint)offset < (uint)_best[node].Length ? _best[node][offset] : NoSet;
    }

    private sealed record Taken(int Variable, Taken? Before);

    private sealed record Partial(int Node, int Missing, long Cost, Taken? Last);
}
