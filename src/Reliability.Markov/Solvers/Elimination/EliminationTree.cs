namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// The elimination tree of a symmetric pattern under an order (Liu, SIAM Journal on Matrix Analysis 11, 1990), renumbered so that every state comes after all below it
/// and subtrees are contiguous, with the number of later states that each is joined with when its turn comes (Gilbert, Ng and Peyton, ibid. 15, 1994). Almost linear time.
/// </summary>
internal sealed class EliminationTree
{
    private EliminationTree(int[] order, int[] parents, int[] counts) => (Order, Parents, Counts) = (order, parents, counts);

    /// <summary>The place of each eliminated state, in order.</summary>
    public int[] Order { get; }

    /// <summary>For each step the next step among those that it is joined with, or -1.</summary>
    public int[] Parents { get; }

    /// <summary>For each step, the number of later states that it is joined with.</summary>
    public int[] Counts { get; }

    /// <summary>Numbers kept in the factors: both triangles and the diagonal.</summary>
    public long Entries
    {
        get
        {
            var sum = 0L;
            foreach (var c in Counts) sum += 1 + (2L * c);
            return sum;
        }
    }

    /// <summary>Multiply-adds of the factorization.</summary>
    public double Operations
    {
        get
        {
            var sum = 0.0;
            foreach (var c in Counts) sum += (double)c * (c + 1);
            return sum;
        }
    }

    /// <summary>Builds the tree.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="order">Its places in the order of elimination.</param>
    public static EliminationTree Build(SymmetricPattern pattern, int[] order)
    {
        var n = pattern.Count;
        var parents = FindParents(pattern, order);
        var visit = Postorder(parents);
        var place = new int[n];
        for (var k = 0; k < n; k++) place[visit[k]] = k;
        var newOrder = new int[n];
        var newParents = new int[n];
        for (var k = 0; k < n; k++)
        {
            newOrder[k] = order[visit[k]];
            var parent = parents[visit[k]];
            newParents[k] = parent < 0 ? -1 : place[parent];
        }

        return new EliminationTree(newOrder, newParents, Count(pattern, newOrder, newParents));
    }

    private static int[] FindParents(SymmetricPattern pattern, int[] order)
    {
        var n = pattern.Count;
        var step = Inverse(order);
        var parents = new int[n];
        var ancestor = new int[n];
        for (var k = 0; k < n; k++)
        {
            parents[k] = ancestor[k] = -1;
            for (var t = pattern.Starts[order[k]]; t < pattern.Starts[order[k] + 1]; t++)
            {
                for (var i = step[pattern.Neighbours[t]]; i >= 0 && i < k;)
                {
                    var above = ancestor[i];
                    ancestor[i] = k;
                    if (above < 0) parents[i] = k;
                    i = above;
                }
            }
        }

        return parents;
    }

    private static int[] Postorder(int[] parents)
    {
        var n = parents.Length;
        var first = new int[n];
        var sibling = new int[n];
        Array.Fill(first, -1);
        var roots = -1;
        for (var k = n - 1; k >= 0; k--)
        {
            ref var list = ref parents[k] < 0 ? ref roots : ref first[parents[k]];
            sibling[k] = list;
            list = k;
        }

        var visit = new int[n];
        var done = 0;
        var path = new Stack<int>();
        for (var root = roots; root >= 0; root = sibling[root])
        {
            path.Push(root);
            while (path.TryPeek(out var node))
            {
                var child = first[node];
                if (child >= 0)
                {
                    first[node] = sibling[child];
                    path.Push(child);
                }
                else visit[done++] = path.Pop();
            }
        }

        return visit;
    }

    // A state j begins a new branch of the row of i when no state of j's subtree met i before; where branches join is counted off again.
    private static int[] Count(SymmetricPattern pattern, int[] order, int[] parents)
    {
        var n = pattern.Count;
        var step = Inverse(order);
        var counts = new int[n];
        var firstBelow = new int[n];
        var reached = new int[n];
        var lastLeaf = new int[n];
        var ancestor = new int[n];
        for (var k = 0; k < n; k++) (firstBelow[k], reached[k], lastLeaf[k], ancestor[k]) = (k, -1, -1, k);
        for (var k = 0; k < n; k++)
        {
            if (firstBelow[k] == k) counts[k]++;
            if (parents[k] >= 0) firstBelow[parents[k]] = Math.Min(firstBelow[parents[k]], firstBelow[k]);
        }

        for (var j = 0; j < n; j++)
        {
            if (parents[j] >= 0) counts[parents[j]]--;
            for (var t = pattern.Starts[order[j]]; t < pattern.Starts[order[j] + 1]; t++)
            {
                var i = step[pattern.Neighbours[t]];
                if (i <= j || firstBelow[j] <= reached[i]) continue;
                reached[i] = firstBelow[j];
                counts[j]++;
                if (lastLeaf[i] >= 0) counts[Top(ancestor, lastLeaf[i])]--;
                lastLeaf[i] = j;
            }

            if (parents[j] >= 0) ancestor[j] = parents[j];
        }

        for (var j = 0; j < n; j++)
        {
            if (parents[j] >= 0) counts[parents[j]] += counts[j];
        }

        for (var j = 0; j < n; j++) counts[j]--;
        return counts;
    }

    private static int Top(int[] ancestor, int node)
    {
        var top = node;
        while (ancestor[top] != top) top = ancestor[top];
        while (ancestor[node] != top && node != top) (node, ancestor[node]) = (ancestor[node], top);
        return top;
    }

    private static int[] Inverse(int[] order)
    {
        var step = new int[order.Length];
        for (var k = 0; k < order.Length; k++) step[order[k]] = k;
        return step;
    }
}
