namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// Order of elimination by approximate minimum degree on a quotient graph (Amestoy, Davis and Duff, SIAM Journal on Matrix Analysis 17, 1996): eliminated
/// states become elements that stand for the cliques they leave; elements inside a new one are absorbed, also where the new one merely covers them; states with
/// the same neighbours are joined; rows far denser than the rest come last. About linear time for sparse patterns.
/// </summary>
internal sealed class MinimumDegreeOrder
{
    private readonly int n;
    private readonly int[] list;
    private readonly int[] start;
    private readonly int[] length;
    private readonly int[] elements;
    private readonly int[] weight;
    private readonly int[] degree;
    private readonly int[] mark;
    private readonly int[] head;
    private readonly int[] next;
    private readonly int[] previous;
    private readonly int[] bucket;
    private readonly int[] memberNext;
    private readonly int[] memberLast;
    private int free;
    private int tag = 2;
    private int least;
    private int left;

    private MinimumDegreeOrder(SymmetricPattern pattern)
    {
        n = pattern.Count;
        free = pattern.Neighbours.Length;
        list = new int[(int)Math.Min(Array.MaxLength, free + (free / 5L) + (2L * n) + 1)];
        pattern.Neighbours.CopyTo(list, 0);
        start = pattern.Starts[..n];
        length = new int[n];
        for (var i = 0; i < n; i++) length[i] = pattern.Starts[i + 1] - pattern.Starts[i];
        elements = new int[n];
        weight = Filled(1);
        degree = (int[])length.Clone();
        mark = Filled(1);
        (head, next, previous, bucket, memberNext) = (Filled(-1), Filled(-1), Filled(-1), Filled(-1), Filled(-1));
        memberLast = new int[n];
        for (var i = 0; i < n; i++) memberLast[i] = i;
    }

    /// <summary>Finds the order.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="maximumEntries">Gives up when the factors would hold more numbers than this.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The places in the order in which to eliminate them, or <c>null</c>.</returns>
    public static int[]? Find(SymmetricPattern pattern, long maximumEntries, CancellationToken cancellation) =>
        new MinimumDegreeOrder(pattern).Run(maximumEntries, cancellation);

    private int[]? Run(long maximumEntries, CancellationToken cancellation)
    {
        var order = new int[n];
        var done = 0;
        var dense = Math.Max(16, 10 * Math.Sqrt(n));
        var postponed = new List<int>();
        for (var i = 0; i < n; i++)
        {
            if (degree[i] == 0) order[done++] = i;
            else if (degree[i] > dense) postponed.Add(i);
            else
            {
                left++;
                Link(i);
                continue;
            }

            (weight[i], start[i]) = (0, -1);
        }

        var entries = 0L;
        for (var step = 0; left > 0; step++)
        {
            if ((step & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            var p = Eliminate();
            for (var i = p; i >= 0; i = memberNext[i]) order[done++] = i;
            entries += weight[p] * (weight[p] + (2L * degree[p]));
            if (entries > maximumEntries) return null;
        }

        foreach (var i in postponed) order[done++] = i;
        return order;
    }

    private int Eliminate()
    {
        while (head[least] < 0) least++;
        var p = head[least];
        Unlink(p);
        left -= weight[p];
        if (elements[p] > 0 && (long)free + least > list.Length) Compress();
        BuildElement(p);
        CountOutside(p);
        var widest = ShortenLists(p);
        tag = NextTag(tag + (long)widest);
        JoinEqual(p);
        Finish(p);
        return p;
    }

    // The element of p: all states that p or an element of p leads to. Their weights are negative until the end of the step.
    private void BuildElement(int p)
    {
        var ep = elements[p];
        weight[p] = -weight[p];
        var first = ep == 0 ? start[p] : free;
        var write = first;
        var read = start[p];
        var size = 0;
        for (var t = 0; t <= ep; t++)
        {
            var source = t < ep ? list[read++] : p;
            var at = t < ep ? start[source] : read;
            for (var count = t < ep ? length[source] : length[p] - ep; count > 0; count--)
            {
                var i = list[at++];
                var wi = weight[i];
                if (wi <= 0) continue;
                size += wi;
                weight[i] = -wi;
                list[write++] = i;
                Unlink(i);
            }

            if (source != p) (mark[source], start[source]) = (0, -1);
        }

        if (ep != 0) free = write;
        (start[p], length[p], degree[p]) = (first, write - first, size);
    }

    // mark[e] - tag becomes the weight of element e outside the new one.
    private void CountOutside(int p)
    {
        tag = NextTag(tag);
        for (var q = start[p]; q < start[p] + length[p]; q++)
        {
            var i = list[q];
            var wi = -weight[i];
            for (var t = start[i]; t < start[i] + elements[i]; t++)
            {
                var e = list[t];
                if (mark[e] >= tag) mark[e] -= wi;
                else if (mark[e] != 0) mark[e] = degree[e] + tag - wi;
            }
        }
    }

    private int ShortenLists(int p)
    {
        var widest = degree[p];
        for (var q = start[p]; q < start[p] + length[p]; q++)
        {
            var i = list[q];
            var from = start[i];
            var firstVariable = from + elements[i];
            var end = from + length[i];
            var write = from;
            var outside = 0L;
            var hash = 0u;
            for (var t = from; t < firstVariable; t++)
            {
                var e = list[t];
                if (mark[e] == 0) continue;
                var beyond = mark[e] - tag;
                widest = Math.Max(widest, degree[e]);
                if (beyond > 0)
                {
                    outside += beyond;
                    list[write++] = e;
                    hash += (uint)e;
                }
                else (mark[e], start[e]) = (0, -1);
            }

            elements[i] = write - from + 1;
            var variables = write;
            for (var t = firstVariable; t < end; t++)
            {
                var j = list[t];
                if (weight[j] <= 0) continue;
                outside += weight[j];
                list[write++] = j;
                hash += (uint)j;
            }

            if (outside == 0)
            {
                // Nothing but the new element: i can go with p without further fill.
                var wi = -weight[i];
                degree[p] -= wi;
                weight[p] -= wi;
                left -= wi;
                Absorb(p, i);
                continue;
            }

            degree[i] = (int)Math.Min(degree[i], outside);
            list[write] = list[variables];
            list[variables] = list[from];
            list[from] = p;
            length[i] = write - from + 1;
            var slot = (int)(hash % (uint)n);
            (next[i], bucket[slot], previous[i]) = (bucket[slot], i, slot);
        }

        return widest;
    }

    private void JoinEqual(int p)
    {
        for (var q = start[p]; q < start[p] + length[p]; q++)
        {
            if (weight[list[q]] >= 0) continue;
            var slot = previous[list[q]];
            var i = bucket[slot];
            bucket[slot] = -1;
            for (; i >= 0 && next[i] >= 0; i = next[i])
            {
                for (var t = start[i] + 1; t < start[i] + length[i]; t++) mark[list[t]] = tag;
                var last = i;
                for (var j = next[i]; j >= 0; j = next[j])
                {
                    var same = length[j] == length[i] && elements[j] == elements[i];
                    for (var t = start[j] + 1; same && t < start[j] + length[j]; t++) same = mark[list[t]] == tag;
                    if (same)
                    {
                        weight[i] += weight[j];
                        Absorb(i, j);
                        next[last] = next[j];
                    }
                    else last = j;
                }

                tag = NextTag(tag + 1L);
            }
        }
    }

    private void Finish(int p)
    {
        weight[p] = -weight[p];
        var write = start[p];
        var end = start[p] + length[p];
        for (var q = start[p]; q < end; q++)
        {
            var i = list[q];
            var wi = -weight[i];
            if (wi <= 0) continue;
            weight[i] = wi;
            degree[i] = (int)Math.Min(degree[i] + (long)degree[p] - wi, left - wi);
            Link(i);
            list[write++] = i;
        }

        if (end == free) free = write;
        length[p] = write - start[p];
        elements[p] = 0;
        if (length[p] == 0) (start[p], mark[p]) = (-1, 0);
    }

    private void Absorb(int into, int i)
    {
        (weight[i], start[i]) = (0, -1);
        memberNext[memberLast[into]] = i;
        memberLast[into] = memberLast[i];
    }

    private void Link(int i)
    {
        var d = degree[i];
        if (head[d] >= 0) previous[head[d]] = i;
        (next[i], previous[i], head[d]) = (head[d], -1, i);
        least = Math.Min(least, d);
    }

    private void Unlink(int i)
    {
        if (next[i] >= 0) previous[next[i]] = previous[i];
        if (previous[i] >= 0) next[previous[i]] = next[i];
        else head[degree[i]] = next[i];
    }

    // Moves all lists that still live to the front; the first entry of each is kept in start meanwhile.
    private void Compress()
    {
        for (var j = 0; j < n; j++)
        {
            if (start[j] < 0) continue;
            var first = list[start[j]];
            list[start[j]] = ~j;
            start[j] = first;
        }

        var write = 0;
        for (var read = 0; read < free;)
        {
            if (list[read] >= 0)
            {
                read++;
                continue;
            }

            var j = ~list[read++];
            list[write] = start[j];
            start[j] = write++;
            for (var k = 1; k < length[j]; k++) list[write++] = list[read++];
        }

        free = write;
    }

    private int NextTag(long wanted)
    {
        if (wanted < int.MaxValue - (2L * n)) return (int)wanted;
        for (var i = 0; i < n; i++) mark[i] = Math.Min(mark[i], 1);
        return 2;
    }

    private int[] Filled(int value)
    {
        var array = new int[n];
        Array.Fill(array, value);
        return array;
    }
}
