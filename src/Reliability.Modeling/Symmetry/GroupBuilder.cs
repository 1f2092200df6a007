namespace Reliability.Modeling.Symmetry;

/// <summary>Makes groups of interchangeable blocks from proven exchanges of a variable with others of its colour.</summary>
internal sealed class GroupBuilder(ModelForms model)
{
    private int[][]? supports;

    /// <summary>The groups that exchanges show: one for every number of variables that move along.</summary>
    /// <param name="leader">The variable.</param>
    /// <param name="exchanges">For other variables, a proven exchange that swaps them with it.</param>
    public IEnumerable<int[][]> Groups(int leader, IEnumerable<(int Other, int[] Exchange)> exchanges)
    {
        var withMoved = exchanges.Select(e => (e.Other, e.Exchange, Moved: Enumerable.Range(0, e.Exchange.Length).Where(v => e.Exchange[v] != v).ToArray()));
        foreach (var alike in withMoved.GroupBy(e => e.Moved.Length).OrderBy(g => g.Key))
        {
            var distinct = alike.DistinctBy(e => string.Join(' ', e.Moved)).ToArray();
            if (Blocks(leader, distinct) is { } blocks) yield return blocks;
            else yield return Halves(leader, distinct[0].Other, distinct[0].Exchange, distinct[0].Moved);
        }
    }

    // What moves in all exchanges is the block of the leader; its images are the others.
    private static int[][]? Blocks(int leader, (int Other, int[] Exchange, int[] Moved)[] exchanges)
    {
        var common = exchanges.Skip(1).Aggregate(exchanges[0].Moved.AsEnumerable(), (all, e) => all.Intersect(e.Moved)).Order().ToArray();
        if (exchanges[0].Moved.Length == 2) common = [leader];
        if (common.Length * 2 != exchanges[0].Moved.Length || !common.Contains(leader)) return null;
        int[][] blocks = [common, .. exchanges.Select(e => common.Select(v => e.Exchange[v]).ToArray())];
        return blocks.SelectMany(b => b).Distinct().Count() == blocks.Length * common.Length ? blocks : null;
    }

    // Of a single exchange, which variable of a pair belongs to which side does not matter for the exchange itself. Those that share events are put together.
    private int[][] Halves(int leader, int other, int[] exchange, int[] moved)
    {
        var of = supports ??= Supports(model);
        var side = new int[exchange.Length];
        var score = new int[exchange.Length];
        var counted = new int[of.Length];
        Put(leader, 1);
        Put(other, -1);
        var open = moved.Where(v => v < exchange[v] && v != leader && v != other).ToList();
        while (open.Count > 0)
        {
            var v = open.MaxBy(w => Math.Abs(score[w] - score[exchange[w]]));
            open.Remove(v);
            var left = score[v] >= score[exchange[v]] ? 1 : -1;
            Put(v, left);
            Put(exchange[v], -left);
        }

        int[] first = [.. moved.Where(v => side[v] > 0)];
        return [first, [.. first.Select(v => exchange[v])]];

        void Put(int variable, int to)
        {
            side[variable] = to;
            var bit = to > 0 ? 1 : 2;
            for (var e = 0; e < of.Length; e++)
            {
                if ((counted[e] & bit) != 0 || Array.BinarySearch(of[e], variable) < 0) continue;
                counted[e] |= bit;
                foreach (var v in of[e]) score[v] += to;
            }
        }
    }

    private static int[][] Supports(ModelForms model)
    {
        var of = new SortedSet<int>[model.Forms.Count];
        for (var f = 0; f < of.Length; f++)
        {
            of[f] = f < model.VariableCount ? [f] : [];
            foreach (var part in model.Forms.Parts(f)) of[f].UnionWith(of[part]);
        }

        return [.. model.Events.Keys.Order().Select(f => of[f].ToArray())];
    }
}
