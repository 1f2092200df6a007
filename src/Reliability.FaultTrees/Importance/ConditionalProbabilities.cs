using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>The probability of a function given each of its variables true and given it false.</summary>
internal sealed class ConditionalProbabilities
{
    private ConditionalProbabilities(double top, double[] ifTrue, double[] ifFalse, double[] difference)
    {
        Top = top;
        IfTrue = ifTrue;
        IfFalse = ifFalse;
        Difference = difference;
    }

    public double Top { get; }

    public double[] IfTrue { get; }

    public double[] IfFalse { get; }

    /// <summary>Gets P(true) - P(false) for each variable, summed from differences at single nodes.</summary>
    public double[] Difference { get; }

    public static ConditionalProbabilities Compute(FaultTreeDiagram diagram)
    {
        BinaryDecisionDiagram functions = diagram.Diagram;
        NodeTable table = functions.Nodes;
        int root = diagram.Root.Index;
        ImmutableArray<BddNode> nodes = functions.NodesOf(diagram.Root);
        double[] p = diagram.Probabilities();
        var holds = new double[root + 1];
        var fails = new double[root + 1];
        ShannonExpansion.Fill(functions, nodes, p, holds, fails);

        var path = new double[root + 1];
        path[root] = 1;
        var ifTrue = new double[p.Length];
        var ifFalse = new double[p.Length];
        var difference = new double[p.Length];
        var passing = new RangeSums(p.Length);
        passing.Add(0, LevelOrEnd(table, root, p.Length), holds[root]);
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            int node = nodes[i].Index;
            int level = table.Level(node);
            int low = table.Low(node);
            int high = table.High(node);
            double reach = path[node];
            double viaHigh = reach * p[level];
            double viaLow = reach * (1 - p[level]);
            path[high] += viaHigh;
            path[low] += viaLow;
            ifTrue[level] += reach * holds[high];
            ifFalse[level] += reach * holds[low];
            double step = holds[high] + holds[low] <= fails[high] + fails[low] ? holds[high] - holds[low] : fails[low] - fails[high];
            difference[level] += reach * step;
            passing.Add(level + 1, LevelOrEnd(table, high, p.Length), viaHigh * holds[high]);
            passing.Add(level + 1, LevelOrEnd(table, low, p.Length), viaLow * holds[low]);
        }

        for (int v = 0; v < p.Length; v++)
        {
            double passed = passing.At(v);
            ifTrue[v] += passed;
            ifFalse[v] += passed;
        }

        return new ConditionalProbabilities(holds[root], ifTrue, ifFalse, difference);
    }

    private static int LevelOrEnd(NodeTable table, int node, int end) => Math.Min(table.Level(node), end);
}
