using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>
/// Importance measures of all basic events together: one pass up the diagram for the probabilities of functions, one pass down for those
/// of paths (Dutuit and Rauzy 2001), and a segment tree for the probability of passing each variable by.
/// </summary>
public static class ImportanceMeasures
{
    /// <summary>Computes the measures of every basic event of the tree.</summary>
    /// <param name="diagram">The diagram of the tree.</param>
    /// <returns>
    /// One entry for each basic event of the expanded tree, in declared order; events the top does not refer to have no influence. With a
    /// top probability of zero, criticality, Fussell-Vesely and diagnostic importance are 0, risk reduction worth is 1, and risk achievement
    /// worth is infinite or 1. O(n log v) for n nodes and v variables; conditional probabilities are sums of positive terms.
    /// </returns>
    public static ImmutableArray<EventImportance> Compute(FaultTreeDiagram diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        ConditionalProbabilities conditional = ConditionalProbabilities.Compute(diagram);
        var variableOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < diagram.Variables.Length; i++) variableOf.Add(diagram.Variables[i].Name, i);
        var measures = ImmutableArray.CreateBuilder<EventImportance>(diagram.Tree.BasicEvents.Length);
        foreach (BasicEvent basic in diagram.Tree.BasicEvents)
        {
            measures.Add(variableOf.TryGetValue(basic.Name, out int variable)
                ? Measure(basic, conditional.Top, conditional.IfTrue[variable], conditional.IfFalse[variable], conditional.Difference[variable])
                : Measure(basic, conditional.Top, conditional.Top, conditional.Top, 0));
        }

        return measures.MoveToImmutable();
    }

    private static EventImportance Measure(BasicEvent basic, double top, double ifTrue, double ifFalse, double birnbaum)
    {
        double q = basic.Probability;
        if (top == 0)
        {
            double achievement = ifTrue > 0 ? double.PositiveInfinity : 1;
            return new EventImportance(basic, ifTrue, ifFalse, birnbaum, 0, 0, 0, achievement, 1);
        }

        double criticality = birnbaum * q / top;
        double reduction = ifFalse == 0 ? double.PositiveInfinity : top / ifFalse;
        return new EventImportance(basic, ifTrue, ifFalse, birnbaum, criticality, criticality, q * ifTrue / top, ifTrue / top, reduction);
    }
}
