namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// Order of elimination by nested dissection along levels (George and Liu, SIAM Journal on Numerical Analysis 15, 1978): states are layered by their distance from one
/// far away, a small layer near the middle is eliminated last, and the two sides are treated likewise. Products of many components, whose layers are the
/// numbers of failed ones, suit it better than minimum degree. Linear time a level of the dissection.
/// </summary>
internal sealed class NestedDissectionOrder
{
    private const int Leaf = 100;

    private readonly SymmetricPattern pattern;
    private readonly int[] nodes;
    private readonly int[] setOf;
    private readonly int[] level;
    private readonly int[] queue;

    private NestedDissectionOrder(SymmetricPattern pattern)
    {
        var n = pattern.Count;
        this.pattern = pattern;
        nodes = new int[n];
        for (var k = 0; k < n; k++) nodes[k] = k;
        (setOf, level, queue) = (new int[n], new int[n], new int[n]);
    }

    /// <summary>Finds the order.</summary>
    public static int[] Find(SymmetricPattern pattern, CancellationToken cancellation)
    {
        var order = new NestedDissectionOrder(pattern);
        order.Run(cancellation);
        return order.nodes;
    }

    private void Run(CancellationToken cancellation)
    {
        var pending = new Stack<(int From, int To)>();
        pending.Push((0, nodes.Length));
        var set = 0;
        while (pending.TryPop(out var part))
        {
            cancellation.ThrowIfCancellationRequested();
            var (from, to) = part;
            set++;
            for (var k = from; k < to; k++) setOf[nodes[k]] = set;
            if (to - from <= Leaf)
            {
                OrderLeaf(from, to, set, cancellation);
                continue;
            }

            var (count, depth) = Layers(nodes[from], set);
            for (var pass = 0; pass < 4; pass++)
            {
                // From the state with the fewest neighbours in the last layer the layers are often more and smaller.
                var (again, deeper) = Layers(Farthest(count), set);
                var better = deeper > depth;
                (count, depth) = (again, deeper);
                if (!better) break;
            }

            if (count < to - from) Separate(from, to, set, pending);
            else if (depth < 2 || !Split(from, to, depth, set, pending)) OrderLeaf(from, to, set, cancellation);
        }
    }

    // Parts without a connection, each by itself.
    private void Separate(int from, int to, int set, Stack<(int From, int To)> pending)
    {
        var mine = nodes[from..to];
        var write = from;
        foreach (var node in mine)
        {
            if (setOf[node] != set) continue;
            var (count, _) = Layers(node, set);
            for (var k = 0; k < count; k++)
            {
                setOf[queue[k]] = 0;
                nodes[write + k] = queue[k];
            }

            pending.Push((write, write + count));
            write += count;
        }
    }

    // The states below a layer, those above it, and last the states of the layer that are joined with the next one.
    private bool Split(int from, int to, int depth, int set, Stack<(int From, int To)> pending)
    {
        var size = to - from;
        var counts = new int[depth + 1];
        for (var k = from; k < to; k++) counts[level[nodes[k]]]++;
        var (best, below) = (-1, 0);
        for (var l = 0; l < depth; l++)
        {
            if (l > 0 && below >= 0.25 * size && size - below - counts[l] >= 0.25 * size && (best < 0 || counts[l] < counts[best])) best = l;
            below += counts[l];
        }

        if (best < 0)
        {
            // No layer leaves a quarter on either side: the one in the middle.
            below = 0;
            for (best = 0; best < depth - 1 && below + counts[best] < size / 2; best++) below += counts[best];
            if (best == 0) return false;
        }

        List<int> low = [], high = [], middle = [];
        for (var k = from; k < to; k++)
        {
            var node = nodes[k];
            if (level[node] > best) high.Add(node);
            else if (level[node] == best && LeadsOn(node, best + 1, set)) middle.Add(node);
            else low.Add(node);
        }

        if (low.Count == 0 || high.Count == 0) return false;
        low.CopyTo(nodes, from);
        high.CopyTo(nodes, from + low.Count);
        middle.CopyTo(nodes, from + low.Count + high.Count);
        foreach (var node in middle) setOf[node] = 0;
        pending.Push((from, from + low.Count));
        pending.Push((from + low.Count, from + low.Count + high.Count));
        return true;
    }

    private bool LeadsOn(int node, int next, int set)
    {
        for (var t = pattern.Starts[node]; t < pattern.Starts[node + 1]; t++)
        {
            var other = pattern.Neighbours[t];
            if (setOf[other] == set && level[other] == next) return true;
        }

        return false;
    }

    private (int Count, int Depth) Layers(int root, int set)
    {
        // A visited state is marked by the negative of its set until the search ends.
        setOf[root] = -set;
        level[root] = 0;
        queue[0] = root;
        var count = 1;
        for (var head = 0; head < count; head++)
        {
            var node = queue[head];
            for (var t = pattern.Starts[node]; t < pattern.Starts[node + 1]; t++)
            {
                var other = pattern.Neighbours[t];
                if (setOf[other] != set) continue;
                setOf[other] = -set;
                level[other] = level[node] + 1;
                queue[count++] = other;
            }
        }

        for (var k = 0; k < count; k++) setOf[queue[k]] = set;
        return (count, level[queue[count - 1]]);
    }

    private int Farthest(int count)
    {
        var last = queue[count - 1];
        var best = last;
        for (var k = count - 1; k >= 0 && level[queue[k]] == level[last]; k--)
        {
            if (Degree(queue[k]) < Degree(best)) best = queue[k];
        }

        return best;
    }

    private int Degree(int node) => pattern.Starts[node + 1] - pattern.Starts[node];

    private void OrderLeaf(int from, int to, int set, CancellationToken cancellation)
    {
        var mine = nodes[from..to];
        for (var k = 0; k < mine.Length; k++) level[mine[k]] = k;
        var starts = new int[mine.Length + 1];
        var neighbours = new List<int>();
        for (var k = 0; k < mine.Length; k++)
        {
            for (var t = pattern.Starts[mine[k]]; t < pattern.Starts[mine[k] + 1]; t++)
            {
                var other = pattern.Neighbours[t];
                if (setOf[other] == set) neighbours.Add(level[other]);
            }

            starts[k + 1] = neighbours.Count;
        }

        var order = MinimumDegreeOrder.Find(new SymmetricPattern(starts, [.. neighbours]), long.MaxValue, cancellation)!;
        for (var k = 0; k < mine.Length; k++) nodes[from + k] = mine[order[k]];
    }
}
