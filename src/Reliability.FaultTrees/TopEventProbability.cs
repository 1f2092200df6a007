namespace Reliability.FaultTrees;

/// <summary>The exact probability of a top event and of its absence; a diagram gives both without subtraction.</summary>
/// <param name="Occurs">The probability that the top event has happened, with full relative accuracy however small.</param>
/// <param name="DoesNotOccur">The probability that it has not, likewise.</param>
public sealed record TopEventProbability(double Occurs, double DoesNotOccur)
{
    /// <summary>Computes both probabilities in one pass over the diagram.</summary>
    /// <param name="diagram">The diagram of the tree.</param>
    /// <returns>The probabilities for the probabilities the tree declares.</returns>
    public static TopEventProbability Compute(FaultTreeDiagram diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        BddProbability probability = diagram.Diagram.Probability(diagram.Root, diagram.Probabilities());
        return new TopEventProbability(probability.Holds, probability.Fails);
    }
}
