using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>P(f) = p·P(high) + (1 - p)·P(low) over all nodes, for functions and their negations.</summary>
internal static class ShannonExpansion
{
    /// <summary>Fills both arrays, indexed by node, at the constants and at the nodes given (children first).</summary>
    public static void Fill(
        BinaryDecisionDiagram diagram,
        ImmutableArray<BddNode> nodes,
        ReadOnlySpan<double> probabilities,
        double[] holds,
        double[] fails)
    {
        NodeTable table = diagram.Nodes;
        fails[0] = 1;
        if (holds.Length > 1) holds[1] = 1;
        foreach (BddNode node in nodes)
        {
            int i = node.Index;
            double p = probabilities[table.Level(i)];
            int low = table.Low(i);
            int high = table.High(i);
            holds[i] = (p * holds[high]) + ((1 - p) * holds[low]);
            fails[i] = (p * fails[high]) + ((1 - p) * fails[low]);
        }
    }
}
