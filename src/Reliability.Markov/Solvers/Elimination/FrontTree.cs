namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// The fronts of a multifrontal elimination (Duff and Reid, ACM Transactions on Mathematical Software 9, 1983): runs of states that are joined with the same later states
/// are eliminated together in one dense matrix; what remains of it is added to the front above. A small front is merged with the one above where that costs few zeros.
/// </summary>
internal sealed class FrontTree
{
    private FrontTree(int[] firstPivots, int[] parents, int[] rowStarts, int[] rows) =>
        (FirstPivots, Parents, RowStarts, Rows, MostLater) = (firstPivots, parents, rowStarts, rows, Enumerable.Range(0, parents.Length).Select(f => rowStarts[f + 1] - rowStarts[f]).DefaultIfEmpty().Max());

    /// <summary>Number of fronts.</summary>
    public int Count => Parents.Length;

    /// <summary>The first state that each front eliminates, and at the end the number of states.</summary>
    public int[] FirstPivots { get; }

    /// <summary>The front above, or -1.</summary>
    public int[] Parents { get; }

    /// <summary>Where the rows of each front start; one more than there are fronts.</summary>
    public int[] RowStarts { get; }

    /// <summary>The later states that a front is joined with, ascending in each.</summary>
    public int[] Rows { get; }

    /// <summary>The most later states that a front is joined with.</summary>
    public int MostLater { get; }

    /// <summary>States that a front eliminates.</summary>
    public int Pivots(int front) => FirstPivots[front + 1] - FirstPivots[front];

    /// <summary>Later states that a front is joined with.</summary>
    public int Later(int front) => RowStarts[front + 1] - RowStarts[front];

    /// <summary>Builds the fronts.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="tree">Its elimination tree.</param>
    /// <returns>The fronts, or <c>null</c> when their rows do not fit an array.</returns>
    public static FrontTree? Build(SymmetricPattern pattern, EliminationTree tree)
    {
        var n = pattern.Count;
        var firsts = Merge(tree);
        var count = firsts.Length - 1;
        var frontOf = new int[n];
        var rowStarts = new int[count + 1];
        var total = 0L;
        for (var f = 0; f < count; f++)
        {
            for (var k = firsts[f]; k < firsts[f + 1]; k++) frontOf[k] = f;
            total += tree.Counts[firsts[f + 1] - 1];
            if (total > Array.MaxLength) return null;
            rowStarts[f + 1] = (int)total;
        }

        var parents = new int[count];
        for (var f = 0; f < count; f++)
        {
            var parent = tree.Parents[firsts[f + 1] - 1];
            parents[f] = parent < 0 ? -1 : frontOf[parent];
        }

        return new FrontTree(firsts, parents, rowStarts, FindRows(pattern, tree, firsts, parents, rowStarts));
    }

    private static int[] FindRows(SymmetricPattern pattern, EliminationTree tree, int[] firsts, int[] parents, int[] rowStarts)
    {
        var n = pattern.Count;
        var step = new int[n];
        for (var k = 0; k < n; k++) step[tree.Order[k]] = k;
        var (firstChild, sibling) = Children(parents);
        var seen = new int[n];
        Array.Fill(seen, -1);
        var rows = new int[rowStarts[^1]];
        for (var f = 0; f < parents.Length; f++)
        {
            var write = rowStarts[f];
            var last = firsts[f + 1] - 1;
            for (var k = firsts[f]; k <= last; k++)
            {
                for (var t = pattern.Starts[tree.Order[k]]; t < pattern.Starts[tree.Order[k] + 1]; t++) Add(step[pattern.Neighbours[t]]);
            }

            for (var child = firstChild[f]; child >= 0; child = sibling[child])
            {
                for (var t = rowStarts[child]; t < rowStarts[child + 1]; t++) Add(rows[t]);
            }

            Array.Sort(rows, rowStarts[f], write - rowStarts[f]);

            void Add(int i)
            {
                if (i <= last || seen[i] == f) return;
                seen[i] = f;
                rows[write++] = i;
            }
        }

        return rows;
    }

    /// <summary>The children of every front as linked lists, latest first.</summary>
    public static (int[] First, int[] Sibling) Children(int[] parents)
    {
        var first = new int[parents.Length];
        var sibling = new int[parents.Length];
        Array.Fill(first, -1);
        for (var f = 0; f < parents.Length; f++)
        {
            if (parents[f] < 0) continue;
            sibling[f] = first[parents[f]];
            first[parents[f]] = f;
        }

        return (first, sibling);
    }

    // Fronts are runs of steps; a run is joined with the one that follows it when that is the one above.
    private static int[] Merge(EliminationTree tree)
    {
        var n = tree.Counts.Length;
        var firsts = new List<int>();
        var zeros = new List<long>();
        for (var k = 0; k < n; k++)
        {
            if (k > 0 && tree.Parents[k - 1] == k && tree.Counts[k - 1] == tree.Counts[k] + 1)
            {
                continue;
            }

            firsts.Add(k);
        }

        var starts = new List<int>();
        for (var f = 0; f < firsts.Count; f++)
        {
            var end = f + 1 < firsts.Count ? firsts[f + 1] : n;
            var first = firsts[f];
            var padding = 0L;
            // The run before ends where this one begins; merging may go on downwards.
            while (starts.Count > 0 && tree.Parents[first - 1] >= first && tree.Parents[first - 1] < end)
            {
                var below = starts[^1];
                var (pivots, later) = (first - below, tree.Counts[first - 1]);
                var (mine, above) = (end - first, tree.Counts[end - 1]);
                var merged = Size(pivots + mine, above);
                var added = zeros[^1] + padding + merged - Size(pivots, later) - Size(mine, above);
                var share = (double)added / merged;
                var width = pivots + mine;
                if (width > 4 && !(width <= 16 && share < 0.5) && !(width <= 48 && share < 0.1) && !(share < 0.03)) break;
                first = below;
                padding = added;
                starts.RemoveAt(starts.Count - 1);
                zeros.RemoveAt(zeros.Count - 1);
            }

            starts.Add(first);
            zeros.Add(padding);
        }

        starts.Add(n);
        return [.. starts];
    }

    private static long Size(long pivots, long later) => pivots * (pivots + (2 * later));
}
