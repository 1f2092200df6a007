using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>The decision diagram of the top event of a tree.</summary>
public sealed class FaultTreeDiagram
{
    private readonly Lazy<bool?> _isCoherent;

    internal FaultTreeDiagram(
        FaultTree tree,
        BinaryDecisionDiagram diagram,
        BddNode root,
        ImmutableArray<BasicEvent> variables,
        VariableOrdering ordering,
        bool writtenWithoutNegation)
    {
        Tree = tree;
        Diagram = diagram;
        Root = root;
        Variables = variables;
        Ordering = ordering;
        _isCoherent = new Lazy<bool?>(() => writtenWithoutNegation ? true : Monotonicity.Check(diagram, diagram.NodesOf(root)));
    }

    /// <summary>Gets the tree the diagram stands for, with common causes expanded.</summary>
    public FaultTree Tree { get; }

    /// <summary>Gets the diagram; it holds the nodes of the top event and little else.</summary>
    public BinaryDecisionDiagram Diagram { get; }

    /// <summary>Gets the function of the top event.</summary>
    public BddNode Root { get; }

    /// <summary>Gets the basic event of each variable, in the order of the diagram; events the top does not refer to are absent.</summary>
    public ImmutableArray<BasicEvent> Variables { get; }

    /// <summary>Gets the heuristic that gave the order.</summary>
    public VariableOrdering Ordering { get; }

    /// <summary>Gets the number of nodes of the top event, without the constants.</summary>
    public int Size => Diagram.NodesOf(Root).Length;

    /// <summary>
    /// Gets a value indicating whether the top event is a monotone function of its basic events, whatever gates it is written with; null
    /// when that could not be settled within memory.
    /// </summary>
    public bool? IsCoherent => _isCoherent.Value;

    internal double[] Probabilities() => [.. Variables.Select(e => e.Probability)];
}
