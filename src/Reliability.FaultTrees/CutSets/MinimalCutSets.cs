using System.Collections.Immutable;
using System.Numerics;

namespace Reliability.FaultTrees;

/// <summary>
/// All minimal cut sets of a coherent tree, held implicitly in a zero-suppressed diagram: counting and bounds never list them.
/// </summary>
public sealed class MinimalCutSets
{
    private const int MaximumTies = 10_000;

    private readonly ImmutableArray<BasicEvent> _variables;
    private readonly CutSetFamily _family;
    private readonly double[] _weights;

    private MinimalCutSets(FaultTreeDiagram diagram, CutSetFamily family)
    {
        _variables = diagram.Variables;
        _weights = diagram.Probabilities();
        _family = family;
        CountByOrder = family.CountBySize();
        Count = CountByOrder.Aggregate(BigInteger.Zero, static (sum, count) => sum + count);
        RareEventSum = family.SumOfProducts(_weights);
        UpperBound = MinimalCutUpperBound.Compute(family, _weights);
    }

    /// <summary>Gets the exact number of minimal cut sets; 0 when the top event is impossible.</summary>
    public BigInteger Count { get; }

    /// <summary>Gets the exact number of minimal cut sets of order 0, 1, 2 and so on; order 0 is 1 only for a certain top event.</summary>
    public ImmutableArray<BigInteger> CountByOrder { get; }

    /// <summary>Gets the sum of the probabilities of all minimal cut sets, the rare-event approximation; it can pass 1.</summary>
    public double RareEventSum { get; }

    /// <summary>Gets the minimal cut upper bound (MCUB) 1 - Π(1 - P(C)) over all minimal cut sets, in [0, 1].</summary>
    public double UpperBound { get; }

    /// <summary>Finds the minimal cut sets by Rauzy's algorithm (Reliability Engineering and System Safety 40, 1993).</summary>
    /// <param name="diagram">The diagram of the tree.</param>
    /// <param name="nodeLimit">The most nodes of the family, from 2 up.</param>
    /// <returns>The cut sets, or the reason they are refused; trees whose top event is not monotone are.</returns>
    public static MinimalCutSetsResult Compute(FaultTreeDiagram diagram, int nodeLimit = BinaryDecisionDiagram.DefaultNodeLimit)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodeLimit, 2);
        if (diagram.IsCoherent is not true)
        {
            return new MinimalCutSetsResult(
                null, diagram.IsCoherent is false ? MinimalCutSetsRefusal.NotCoherent : MinimalCutSetsRefusal.CoherenceUndecided);
        }

        var family = new NodeTable(nodeLimit);
        int root = new MinimalSolutions(diagram.Diagram.Nodes, family)
            .Compute(diagram.Diagram.NodesOf(diagram.Root), diagram.Root.Index);
        return root < 0
            ? new MinimalCutSetsResult(null, MinimalCutSetsRefusal.NodeLimit)
            : new MinimalCutSetsResult(new MinimalCutSets(diagram, new CutSetFamily(family, root)), null);
    }

    /// <summary>Lists minimal cut sets by order, then probability from high to low, then names.</summary>
    /// <param name="selection">What to list; null for the first 10,000.</param>
    /// <returns>
    /// The listing. Where the maximum count falls among more than 10,000 cut sets of equal order and probability, which of those are listed
    /// follows the order of the diagram; the same diagram always gives the same listing. Time grows with the number listed and, for each order
    /// listed, linearly with the size of the family.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The maximum count is negative.</exception>
    public CutSetListing List(CutSetSelection? selection = null)
    {
        selection ??= new CutSetSelection();
        ArgumentOutOfRangeException.ThrowIfNegative(selection.MaximumCount, nameof(selection));
        var listed = ImmutableArray.CreateBuilder<MinimalCutSet>();
        int highest = HighestOrderNeeded(selection);
        var search = new MostProbableCutSets(_family, _weights, highest);
        for (int order = 0; order <= highest; order++)
        {
            int room = selection.MaximumCount - listed.Count;
            List<MinimalCutSet> found = Collect(search.OfSize(order), room, selection.MinimumProbability);
            found.Sort(static (a, b) => a.Probability != b.Probability ? b.Probability.CompareTo(a.Probability) : CompareNames(a, b));
            listed.AddRange(found.Take(room));
            if (found.Count > room) return new CutSetListing(listed.ToImmutable(), IsCutShort: true);
        }

        return new CutSetListing(listed.ToImmutable(), IsCutShort: false);
    }

    /// <summary>Finds the order at which the maximum count is certainly reached, when nothing is left out as too improbable.</summary>
    private int HighestOrderNeeded(CutSetSelection selection)
    {
        int highest = Math.Min(CountByOrder.Length - 1, selection.MaximumOrder);
        if (selection.MinimumProbability > 0) return highest;
        BigInteger total = 0;
        for (int order = 0; order <= highest; order++)
        {
            total += CountByOrder[order];
            if (total > selection.MaximumCount) return order;
        }

        return highest;
    }

    private static int CompareNames(MinimalCutSet a, MinimalCutSet b)
    {
        for (int i = 0; i < a.Order; i++)
        {
            int sign = string.CompareOrdinal(a.Events[i], b.Events[i]);
            if (sign != 0) return sign;
        }

        return 0;
    }

    /// <summary>Takes the most probable sets: as many as there is room for, and the ties with the last of them up to a limit.</summary>
    private List<MinimalCutSet> Collect(IEnumerable<(int[] Variables, double Probability)> ordered, int room, double minimum)
    {
        var found = new List<MinimalCutSet>();
        double least = double.PositiveInfinity;
        foreach ((int[] variables, double probability) in ordered)
        {
            if (probability < minimum * (1 - MostProbableCutSets.OrderingSlack)) break;
            if (probability < minimum) continue;
            found.Add(Describe(variables));
            if (found.Count <= room) least = Math.Min(least, probability);
            else if (found.Count > room + MaximumTies || room == 0 || probability < least * (1 - MostProbableCutSets.OrderingSlack)) break;
        }

        return found;
    }

    private MinimalCutSet Describe(int[] variables)
    {
        BasicEvent[] events = [.. variables.Select(variable => _variables[variable]).OrderBy(e => e.Name, StringComparer.Ordinal)];
        double probability = 1;
        foreach (double factor in events.Select(e => e.Probability).Order()) probability *= factor;
        return new MinimalCutSet([.. events.Select(e => e.Name)], probability);
    }
}
