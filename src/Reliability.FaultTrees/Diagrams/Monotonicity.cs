using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>Decides whether a function is monotone: at every node the low function must imply the high one.</summary>
internal static class Monotonicity
{
    private const int MaximumPairs = 20_000_000;

    /// <summary>Returns true or false, or null when too many pairs would have to be compared.</summary>
    public static bool? Check(BinaryDecisionDiagram diagram, ImmutableArray<BddNode> nodes)
    {
        NodeTable table = diagram.Nodes;
        var seen = new HashSet<long>();
        var pending = new Stack<(int Weaker, int Stronger)>();
        foreach (BddNode node in nodes)
        {
            pending.Push((table.Low(node.Index), table.High(node.Index)));
            while (pending.TryPop(out (int Weaker, int Stronger) pair))
            {
                (int f, int g) = pair;
                if (f == g || f == 0 || g == 1) continue;
                if (f == 1 || g == 0) return false;
                if (!seen.Add(((long)f << 32) | (uint)g)) continue;
                if (seen.Count > MaximumPairs) return null;
                int level = Math.Min(table.Level(f), table.Level(g));
                bool splitF = table.Level(f) == level;
                bool splitG = table.Level(g) == level;
                pending.Push((splitF ? table.Low(f) : f, splitG ? table.Low(g) : g));
                pending.Push((splitF ? table.High(f) : f, splitG ? table.High(g) : g));
            }
        }

        return true;
    }
}
