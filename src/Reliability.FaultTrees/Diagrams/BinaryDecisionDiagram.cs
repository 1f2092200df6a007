using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>
/// A shared, reduced, ordered binary decision diagram (Bryant 1986) without complement edges. Variables are numbered in the order they
/// are created, which is their order in the diagram. An operation that would pass the node limit gives <see cref="BddNode.Undefined"/>;
/// handles must stay with the diagram that made them. Not safe for concurrent use while operations create nodes.
/// </summary>
public sealed class BinaryDecisionDiagram
{
    /// <summary>The node limit used when none is given; about 600 MB at worst.</summary>
    public const int DefaultNodeLimit = 16_000_000;

    private readonly NodeTable _nodes;
    private readonly IfThenElse _ite;

    /// <summary>Initializes a diagram that holds only the two constants.</summary>
    /// <param name="nodeLimit">The most nodes ever created, from 2 up; nodes are not reclaimed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 2.</exception>
    public BinaryDecisionDiagram(int nodeLimit = DefaultNodeLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodeLimit, 2);
        NodeLimit = nodeLimit;
        _nodes = new NodeTable(nodeLimit);
        _ite = new IfThenElse(_nodes);
    }

    /// <summary>Gets the most nodes this diagram may hold.</summary>
    public int NodeLimit { get; }

    /// <summary>Gets the number of nodes created so far, the two constants included.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>Gets the number of variables created so far.</summary>
    public int VariableCount { get; private set; }

    /// <summary>Gets a value indicating whether some operation has met the node limit.</summary>
    public bool LimitExceeded { get; private set; }

    internal NodeTable Nodes => _nodes;

    /// <summary>Adds a variable at the end of the order.</summary>
    /// <returns>The function that is true when the variable is.</returns>
    public BddNode CreateVariable() => Literal(VariableCount++);

    /// <summary>Gives the function of a single variable.</summary>
    /// <param name="variable">From 0 to <see cref="VariableCount"/> - 1.</param>
    /// <returns>The function that is true when the variable is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such variable.</exception>
    public BddNode Literal(int variable)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variable);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(variable, VariableCount);
        return Wrap(_nodes.FindOrAdd(variable, 0, 1));
    }

    /// <summary>Gives the variable a node tests.</summary>
    /// <param name="node">A node that is not a constant.</param>
    /// <returns>The number of the variable.</returns>
    /// <exception cref="ArgumentException">The node is a constant, undefined or of another diagram.</exception>
    public int Variable(BddNode node) => _nodes.Level(Inner(node));

    /// <summary>Gives the function left when the variable of a node is false.</summary>
    /// <param name="node">A node that is not a constant.</param>
    /// <returns>The low child.</returns>
    /// <exception cref="ArgumentException">The node is a constant, undefined or of another diagram.</exception>
    public BddNode Low(BddNode node) => new(_nodes.Low(Inner(node)));

    /// <summary>Gives the function left when the variable of a node is true.</summary>
    /// <param name="node">A node that is not a constant.</param>
    /// <returns>The high child.</returns>
    /// <exception cref="ArgumentException">The node is a constant, undefined or of another diagram.</exception>
    public BddNode High(BddNode node) => new(_nodes.High(Inner(node)));

    /// <summary>Conjunction; at most |a|·|b| steps.</summary>
    /// <param name="a">The first function.</param>
    /// <param name="b">The second function.</param>
    /// <returns>a ∧ b, or undefined past the node limit.</returns>
    public BddNode And(BddNode a, BddNode b) => Ite(a, b, BddNode.False);

    /// <summary>Disjunction; at most |a|·|b| steps.</summary>
    /// <param name="a">The first function.</param>
    /// <param name="b">The second function.</param>
    /// <returns>a ∨ b, or undefined past the node limit.</returns>
    public BddNode Or(BddNode a, BddNode b) => Ite(a, BddNode.True, b);

    /// <summary>Negation; at most |a| steps.</summary>
    /// <param name="a">The function.</param>
    /// <returns>¬a, or undefined past the node limit.</returns>
    public BddNode Not(BddNode a) => Ite(a, BddNode.False, BddNode.True);

    /// <summary>Exclusive disjunction; at most |a|·|b| steps.</summary>
    /// <param name="a">The first function.</param>
    /// <param name="b">The second function.</param>
    /// <returns>a ⊕ b, or undefined past the node limit.</returns>
    public BddNode Xor(BddNode a, BddNode b) => Ite(a, Not(b), b);

    /// <summary>If-then-else; at most |condition|·|then|·|otherwise| steps.</summary>
    /// <param name="condition">The function that decides.</param>
    /// <param name="then">The function taken where the condition holds.</param>
    /// <param name="otherwise">The function taken elsewhere.</param>
    /// <returns>condition·then ∨ ¬condition·otherwise, or undefined past the node limit.</returns>
    public BddNode Ite(BddNode condition, BddNode then, BddNode otherwise)
    {
        if (condition.IsUndefined || then.IsUndefined || otherwise.IsUndefined) return BddNode.Undefined;
        return Wrap(_ite.Apply(Known(condition), Known(then), Known(otherwise)));
    }

    /// <summary>Conjunction of many functions, joined from the last in the order upwards so that wide gates over variables are linear.</summary>
    /// <param name="inputs">The functions; none gives true.</param>
    /// <returns>The conjunction, or undefined past the node limit.</returns>
    public BddNode And(params ReadOnlySpan<BddNode> inputs)
    {
        BddNode result = BddNode.True;
        foreach (BddNode input in DeepestFirst(inputs)) result = And(input, result);
        return result;
    }

    /// <summary>Disjunction of many functions, joined from the last in the order upwards so that wide gates over variables are linear.</summary>
    /// <param name="inputs">The functions; none gives false.</param>
    /// <returns>The disjunction, or undefined past the node limit.</returns>
    public BddNode Or(params ReadOnlySpan<BddNode> inputs)
    {
        BddNode result = BddNode.False;
        foreach (BddNode input in DeepestFirst(inputs)) result = Or(input, result);
        return result;
    }

    /// <summary>
    /// The threshold function, by the recurrence T(i, k) = input i ? T(i + 1, k - 1) : T(i + 1, k); O(n·k) nodes when the inputs are
    /// distinct variables.
    /// </summary>
    /// <param name="threshold">The least number of inputs that must hold; 0 or less gives true.</param>
    /// <param name="inputs">The functions; one listed twice counts twice.</param>
    /// <returns>The function "at least threshold inputs hold", or undefined past the node limit.</returns>
    public BddNode AtLeast(int threshold, params ReadOnlySpan<BddNode> inputs)
    {
        if (threshold <= 0) return BddNode.True;
        if (threshold > inputs.Length) return BddNode.False;
        var met = new BddNode[threshold + 1];
        met[0] = BddNode.True;
        foreach (BddNode input in DeepestFirst(inputs))
        {
            for (int k = threshold; k >= 1; k--) met[k] = Ite(input, met[k - 1], met[k]);
        }

        return met[threshold];
    }

    /// <summary>Lists the nodes of one function, children before parents, in time linear in the highest index.</summary>
    /// <param name="root">The function.</param>
    /// <returns>All nodes reachable from the root except the constants, by ascending index; empty for a constant.</returns>
    /// <exception cref="ArgumentException">The root is undefined or of another diagram.</exception>
    public ImmutableArray<BddNode> NodesOf(BddNode root)
    {
        int last = Known(root);
        var wanted = new bool[last + 1];
        wanted[last] = true;
        var nodes = ImmutableArray.CreateBuilder<BddNode>();
        for (int node = last; node > 1; node--)
        {
            if (!wanted[node]) continue;
            wanted[_nodes.Low(node)] = true;
            wanted[_nodes.High(node)] = true;
            nodes.Add(new BddNode(node));
        }

        nodes.Reverse();
        return nodes.ToImmutable();
    }

    /// <summary>Evaluates a function for one assignment, along a single path.</summary>
    /// <param name="root">The function.</param>
    /// <param name="assignment">The value of every variable.</param>
    /// <returns>The value of the function.</returns>
    /// <exception cref="ArgumentException">The root is undefined or of another diagram, or there are too few values.</exception>
    public bool Evaluate(BddNode root, ReadOnlySpan<bool> assignment)
    {
        if (assignment.Length < VariableCount) throw new ArgumentException("A value is needed for every variable.", nameof(assignment));
        int node = Known(root);
        while (node > 1) node = assignment[_nodes.Level(node)] ? _nodes.High(node) : _nodes.Low(node);
        return node == 1;
    }

    /// <summary>
    /// The probability of a function and of its negation by Shannon expansion, one pass over its nodes, each as a sum of positive terms:
    /// however small, both keep full relative accuracy.
    /// </summary>
    /// <param name="root">The function.</param>
    /// <param name="probabilities">The probability in [0, 1] of every variable, independent of the others.</param>
    /// <returns>The two probabilities.</returns>
    /// <exception cref="ArgumentException">The root is undefined or of another diagram, or there are too few probabilities.</exception>
    public BddProbability Probability(BddNode root, ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length < VariableCount)
            throw new ArgumentException("A probability is needed for every variable.", nameof(probabilities));
        var holds = new double[Known(root) + 1];
        var fails = new double[holds.Length];
        ShannonExpansion.Fill(this, NodesOf(root), probabilities, holds, fails);
        return new BddProbability(holds[root.Index], fails[root.Index]);
    }

    internal BddNode FindOrAdd(int level, BddNode low, BddNode high) =>
        low == high ? low : Wrap(_nodes.FindOrAdd(level, low.Index, high.Index));

    private BddNode Wrap(int node)
    {
        if (node < 0) LimitExceeded = true;
        return new BddNode(node);
    }

    private int Known(BddNode node) =>
        (uint)node.Index < (uint)_nodes.Count
            ? node.Index
            : throw new ArgumentException("The node is undefined or belongs to another diagram.", nameof(node));

    private int Inner(BddNode node) =>
        node.IsTerminal ? throw new ArgumentException("A constant has no variable and no children.", nameof(node)) : Known(node);

    private BddNode[] DeepestFirst(ReadOnlySpan<BddNode> inputs)
    {
        BddNode[] sorted = inputs.ToArray();
        var keys = new (int Level, int Position)[sorted.Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = (sorted[i].IsUndefined ? NodeTable.TerminalLevel : _nodes.Level(Known(sorted[i])), i);
        Array.Sort(keys, sorted, Comparer<(int Level, int Position)>.Create(
            (a, b) => a.Level != b.Level ? b.Level.CompareTo(a.Level) : a.Position.CompareTo(b.Position)));
        return sorted;
    }
}
