namespace Reliability.Modeling.Symmetry;

/// <summary>Brings groups into the order in which one never cuts through a block of another, each inner group repeated in every block around it.</summary>
internal static class GroupNesting
{
    /// <summary>Those groups that fit together, the more orders they unite the sooner chosen; inner ones first.</summary>
    public static IReadOnlyList<int[][]> Nest(IEnumerable<int[][]> candidates)
    {
        var chosen = new List<int[][]>();
        foreach (var group in candidates.OrderByDescending(g => g.Length).ThenBy(g => g[0].Length).ThenBy(g => g[0][0]))
        {
            if (chosen.TrueForAll(c => Fit(c, group))) chosen.Add(group);
        }

        // From the outside in: whatever lies in any block of a group is carried to the first, sorted out there, and copied to all.
        chosen = [.. chosen.OrderByDescending(g => g[0].Length).ThenBy(g => g[0][0])];
        for (var k = 0; k < chosen.Count; k++)
        {
            var outer = chosen[k];
            var within = new List<int[][]>();
            for (var i = chosen.Count - 1; i > k; i--)
            {
                var block = Array.FindIndex(outer, b => b.Contains(chosen[i][0][0]));
                if (block < 0) continue;
                within.Insert(0, Carried(chosen[i], outer[block], outer[0]));
                chosen.RemoveAt(i);
            }

            var kept = new List<int[][]>();
            foreach (var group in within)
            {
                if (kept.TrueForAll(c => Fit(c, group))) kept.Add(group);
            }

            chosen.AddRange(outer.SelectMany(block => kept.Select(group => Carried(group, outer[0], block))));
            chosen = [.. chosen.Take(k + 1), .. chosen.Skip(k + 1).OrderByDescending(g => g[0].Length)];
        }

        return [.. chosen.OrderBy(g => g[0].Length).ThenBy(g => g[0][0])];
    }

    private static bool Fit(int[][] a, int[][] b)
    {
        var inA = a.SelectMany(x => x).ToHashSet();
        var inB = b.SelectMany(x => x).ToHashSet();
        return !inA.Overlaps(inB) || Array.Exists(a, block => inB.IsSubsetOf(block)) || Array.Exists(b, block => inA.IsSubsetOf(block));
    }

    private static int[][] Carried(int[][] group, int[] from, int[] to) => [.. group.Select(block => block.Select(v => to[Array.IndexOf(from, v)]).ToArray())];
}
