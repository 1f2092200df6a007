namespace Reliability.FaultTrees;

/// <summary>
/// Lists the sets of one size from the most probable down, by best-first search: a partial path is worth its product times the best
/// completion below it, which is tabulated, so nothing is expanded that is not listed or on the frontier.
/// </summary>
internal sealed class MostProbableCutSets
{
    private const double Impossible = -1;

    private readonly CutSetFamily _family;
    private readonly double[] _weights;
    private readonly List<double[]> _best = [];

    public MostProbableCutSets(CutSetFamily family, double[] weights)
    {
        _family = family;
        _weights = weights;
        var empty = new double[family.Count];
        Array.Fill(empty, Impossible);
        empty[1] = 1;
        for (int i = 2; i < empty.Length; i++) empty[i] = empty[family.Low[i]];
        _best.Add(empty);
    }

    /// <summary>Yields sets of variables of exactly this size; calls must ask for sizes in ascending order.</summary>
    public IEnumerable<(int[] Variables, double Probability)> OfSize(int size)
    {
        while (_best.Count <= size) AddSize();
        double best = _best[size][_family.Root];
        if (best < 0) yield break;
        var frontier = new PriorityQueue<Partial, (double NegatedBound, long NegatedAge)>();
        long age = 0;
        frontier.Enqueue(new Partial(_family.Root, size, 1, null), (-best, 0));
        while (frontier.TryDequeue(out Partial? partial, out _))
        {
            int node = partial.Node;
            if (node == 1)
            {
                yield return (Variables(partial, size), partial.Product);
                continue;
            }

            double low = _best[partial.Missing][_family.Low[node]];
            if (low >= 0)
                frontier.Enqueue(partial with { Node = _family.Low[node] }, (-(partial.Product * low), -++age));
            double high = partial.Missing > 0 ? _best[partial.Missing - 1][_family.High[node]] : Impossible;
            if (high < 0) continue;
            double product = partial.Product * _weights[_family.Level[node]];
            var taken = new Taken(_family.Level[node], partial.Last);
            frontier.Enqueue(new Partial(_family.High[node], partial.Missing - 1, product, taken), (-(product * high), -++age));
        }
    }

    private static int[] Variables(Partial partial, int size)
    {
        var variables = new int[size];
        for (Taken? taken = partial.Last; taken is not null; taken = taken.Before) variables[--size] = taken.Variable;
        return variables;
    }

    private void AddSize()
    {
        double[] smaller = _best[^1];
        var best = new double[_family.Count];
        best[0] = best[1] = Impossible;
        for (int i = 2; i < best.Length; i++)
        {
            double below = smaller[_family.High[i]];
            best[i] = Math.Max(best[_family.Low[i]], below < 0 ? Impossible : _weights[_family.Level[i]] * below);
        }

        _best.Add(best);
    }

    private sealed record Taken(int Variable, Taken? Before);

    private sealed record Partial(int Node, int Missing, double Product, Taken? Last);
}
