using Reliability.FaultTrees;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;

namespace Reliability.Studies.Analytic;

/// <summary>A boolean function of independent components as a decision diagram whose variables are grouped by component.</summary>
internal sealed class StructureDiagram
{
    private readonly BinaryDecisionDiagram diagram = new();
    private readonly BddNode root;
    private readonly int[] componentOfVariable;
    private readonly int[] placeOfVariable;
    private readonly int[] placeOfComponent;

    public StructureDiagram(StructureFunction function, IReadOnlyList<StateSpace> components)
    {
        var order = Enumerable.Range(0, function.Atoms.Length).OrderBy(a => function.Atoms[a].Component).ToArray();
        Components = [.. order.Select(a => function.Atoms[a].Component).Distinct()];
        componentOfVariable = [.. order.Select(a => function.Atoms[a].Component)];
        placeOfComponent = new int[components.Count];
        for (var i = 0; i < Components.Length; i++) placeOfComponent[Components[i]] = i;
        placeOfVariable = new int[order.Length];
        Classes = [.. Components.Select(c => new int[components[c].Count])];
        var variables = new BddNode[order.Length];
        for (var v = 0; v < order.Length; v++)
        {
            var atom = function.Atoms[order[v]];
            placeOfVariable[v] = componentOfVariable.Take(v).Count(c => c == atom.Component);
            variables[order[v]] = diagram.CreateVariable();
            var holds = components[atom.Component].Where(atom.Condition);
            var classes = Classes[placeOfComponent[atom.Component]];
            for (var s = 0; s < holds.Length; s++) classes[s] |= holds[s] ? 1 << placeOfVariable[v] : 0;
        }

        root = Build(function.Formula, variables);
    }

    /// <summary>The components that the function depends on, ascending.</summary>
    public int[] Components { get; }

    /// <summary>For each of them, the class of each state: which of its conditions hold, as bits.</summary>
    public int[][] Classes { get; }

    /// <summary>The probability that the function holds, from a distribution of each component (indexed as all components). Only positive terms are added.</summary>
    public double Probability(IReadOnlyList<double[]> distributions)
    {
        var weights = new double[Components.Length][];
        for (var i = 0; i < Components.Length; i++)
        {
            var classes = Classes[i];
            weights[i] = new double[classes.Max() + 1];
            var p = distributions[Components[i]];
            for (var s = 0; s < p.Length; s++) weights[i][classes[s]] += p[s];
        }

        return Probability(root, weights, []);
    }

    /// <summary>Whether the function holds for a class of each component it depends on.</summary>
    public bool Holds(ReadOnlySpan<int> classes)
    {
        var node = root;
        while (!node.IsTerminal)
        {
            var v = diagram.Variable(node);
            node = Follow(node, classes[placeOfComponent[componentOfVariable[v]]], v);
        }

        return node == BddNode.True;
    }

    private double Probability(BddNode node, double[][] weights, Dictionary<int, double> known)
    {
        if (node.IsTerminal) return node == BddNode.True ? 1 : 0;
        if (known.TryGetValue(node.Index, out var value)) return value;
        var component = componentOfVariable[diagram.Variable(node)];
        var masses = weights[placeOfComponent[component]];
        var sum = 0.0;
        for (var c = 0; c < masses.Length; c++)
        {
            if (masses[c] == 0) continue;
            var next = node;
            while (!next.IsTerminal && diagram.Variable(next) is var v && componentOfVariable[v] == component) next = Follow(next, c, v);
            sum += masses[c] * Probability(next, weights, known);
        }

        known[node.Index] = sum;
        return sum;
    }

    private BddNode Follow(BddNode node, int bits, int variable) => ((bits >> placeOfVariable[variable]) & 1) != 0 ? diagram.High(node) : diagram.Low(node);

    private BddNode Build(Expression e, BddNode[] variables) => e switch
    {
        LiteralExpression l => l.Value != 0 ? BddNode.True : BddNode.False,
        VariableExpression v => variables[v.Index],
        UnaryExpression u => diagram.Not(Build(u.Operand, variables)),
        BinaryExpression b => Build(b.Operator, Build(b.Left, variables), Build(b.Right, variables)),
        ConditionalExpression c => diagram.Ite(Build(c.Condition, variables), Build(c.Then, variables), Build(c.Else, variables)),
        CallExpression f => diagram.AtLeast((int)((LiteralExpression)f.Arguments[0]).Value, [.. f.Arguments.Skip(1).Select(a => Build(a, variables))]),
        _ => throw new NotSupportedException(e.GetType().Name),
    };

    private BddNode Build(BinaryOperator op, BddNode a, BddNode b) => op switch
    {
        BinaryOperator.And => diagram.And(a, b),
        BinaryOperator.Or => diagram.Or(a, b),
        BinaryOperator.Implies => diagram.Or(diagram.Not(a), b),
        BinaryOperator.Iff or BinaryOperator.Equal => diagram.Not(diagram.Xor(a, b)),
        _ => diagram.Xor(a, b),
    };
}
