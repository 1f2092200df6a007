namespace Reliability.FaultTrees.Tests;

[TestFixture]
public class BinaryDecisionDiagramTests
{
    private static (BinaryDecisionDiagram Diagram, BddNode[] Variables) With(int variables, int limit = BinaryDecisionDiagram.DefaultNodeLimit)
    {
        var diagram = new BinaryDecisionDiagram(limit);
        return (diagram, [.. Enumerable.Range(0, variables).Select(_ => diagram.CreateVariable())]);
    }

    [Test]
    public void Connectives_agree_with_their_truth_tables()
    {
        (BinaryDecisionDiagram d, BddNode[] v) = With(3);
        (BddNode a, BddNode b, BddNode c) = (v[0], v[1], v[2]);
        for (int state = 0; state < 8; state++)
        {
            bool[] x = [(state & 1) == 1, (state & 2) == 2, (state & 4) == 4];
            Assert.That(d.Evaluate(d.And(a, b), x), Is.EqualTo(x[0] && x[1]));
            Assert.That(d.Evaluate(d.Or(a, b), x), Is.EqualTo(x[0] || x[1]));
            Assert.That(d.Evaluate(d.Xor(a, b), x), Is.EqualTo(x[0] ^ x[1]));
            Assert.That(d.Evaluate(d.Not(c), x), Is.EqualTo(!x[2]));
            Assert.That(d.Evaluate(d.Ite(c, a, b), x), Is.EqualTo(x[2] ? x[0] : x[1]));
        }
    }

    [Test]
    public void Equal_functions_are_one_node()
    {
        (BinaryDecisionDiagram d, BddNode[] v) = With(3);
        Assert.That(d.Or(d.And(v[0], v[1]), d.And(v[0], v[2])), Is.EqualTo(d.And(v[0], d.Or(v[1], v[2]))));
        Assert.That(d.Not(d.And(v[0], v[1])), Is.EqualTo(d.Or(d.Not(v[0]), d.Not(v[1]))));
        Assert.That(d.Or(v[0], d.Not(v[0])), Is.EqualTo(BddNode.True));
        Assert.That(d.And(v[0], d.Not(v[0])), Is.EqualTo(BddNode.False));
        Assert.That(d.And(), Is.EqualTo(BddNode.True));
        Assert.That(d.Or(), Is.EqualTo(BddNode.False));
    }

    [Test]
    public void Nodes_can_be_walked_children_first()
    {
        (BinaryDecisionDiagram d, BddNode[] v) = With(3);
        BddNode f = d.Or(v[0], d.And(v[1], v[2]));
        Assert.That(d.Variable(f), Is.Zero);
        Assert.That(d.High(f), Is.EqualTo(BddNode.True));
        Assert.That(d.Low(f), Is.EqualTo(d.And(v[1], v[2])));
        var nodes = d.NodesOf(f);
        Assert.That(nodes, Has.Length.EqualTo(3));
        Assert.That(nodes[^1], Is.EqualTo(f));
        Assert.That(nodes.All(n => d.Low(n).Index < n.Index && d.High(n).Index < n.Index), Is.True);
        Assert.That(d.NodesOf(BddNode.True), Is.Empty);
        Assert.That(() => d.Variable(BddNode.True), Throws.ArgumentException);
        Assert.That(() => d.Low(BddNode.Undefined), Throws.ArgumentException);
    }

    [Test]
    public void Small_probabilities_keep_their_digits()
    {
        (BinaryDecisionDiagram d, BddNode[] v) = With(2);
        BddProbability both = d.Probability(d.And(v[0], v[1]), [1e-200, 1e-100]);
        Close.To(both.Holds, 1e-300, 1e-14);
        BddProbability none = d.Probability(d.Or(v[0], v[1]), [1 - 1e-9, 1 - 1e-9]);
        Close.To(none.Fails, (1 - (1 - 1e-9)) * (1 - (1 - 1e-9)), 1e-14);
        Assert.That(d.Probability(BddNode.False, [0.5, 0.5]), Is.EqualTo(new BddProbability(0, 1)));
        Assert.That(d.Probability(BddNode.True, [0.5, 0.5]), Is.EqualTo(new BddProbability(1, 0)));
    }

    [Test]
    public void Threshold_equals_its_expansion([Range(0, 8)] int threshold)
    {
        (BinaryDecisionDiagram d, BddNode[] v) = With(7);
        BddNode[] inputs = [v[3], d.And(v[0], v[5]), v[1], d.Not(v[2]), v[6], d.Or(v[4], v[3]), v[3]];
        BddNode expanded = BddNode.False;
        for (int subset = 0; subset < 1 << inputs.Length; subset++)
        {
            if (int.PopCount(subset) != threshold) continue;
            int held = subset;
            expanded = d.Or(expanded, d.And(inputs.Where((_, i) => (held >> i & 1) == 1).ToArray()));
        }

        Assert.That(d.AtLeast(threshold, inputs), Is.EqualTo(expanded));
    }

    [Test]
    public void Threshold_over_variables_is_small()
    {
        (BinaryDecisionDiagram d, BddNode[] v) = With(200);
        BddNode half = d.AtLeast(100, v);
        Assert.That(d.NodesOf(half), Has.Length.EqualTo(100 * 101));
    }

    [Test]
    public void Limit_gives_undefined_and_no_exception()
    {
        (BinaryDecisionDiagram d, BddNode[] v) = With(40, 200);
        BddNode f = d.AtLeast(20, v);
        Assert.That(f.IsUndefined, Is.True);
        Assert.That(d.LimitExceeded, Is.True);
        Assert.That(d.And(f, v[0]).IsUndefined && d.Not(f).IsUndefined && d.Or(v[0], f, v[1]).IsUndefined, Is.True);
        Assert.That(d.NodeCount, Is.EqualTo(200));
        Assert.That(d.And(v[0], BddNode.True), Is.EqualTo(v[0]));
    }

    [Test]
    public void Builder_reports_the_limit()
    {
        var builder = new FaultTreeBuilder("big");
        string[] names = [.. Enumerable.Range(0, 60).Select(i => $"e{i}")];
        foreach (string name in names) builder.BasicEvent(name, 0.1);
        FaultTree tree = builder.AtLeast("Top", 30, names).BuildOrThrow("Top");
        BddBuildResult result = BddBuilder.Build(tree, new BddBuildOptions(NodeLimit: 500));
        Assert.That(result.Diagram, Is.Null);
        Assert.That(result.Failure, Is.EqualTo(new BddLimitExceeded(500, 5)));
        MinimalCutSetsResult sets = MinimalCutSets.Compute(tree.Diagram(), 500);
        Assert.That(sets, Is.EqualTo(new MinimalCutSetsResult(null, MinimalCutSetsRefusal.NodeLimit)));
    }

    [Test]
    public void Building_twice_gives_the_same_diagram([Values] VariableOrdering ordering)
    {
        FaultTree tree = RandomTree.Make(77, coherent: false);
        FaultTreeDiagram first = tree.Diagram(ordering);
        FaultTreeDiagram second = tree.Diagram(ordering);
        Assert.That(second.Variables, Is.EqualTo(first.Variables));
        Assert.That(second.Root, Is.EqualTo(first.Root));
        Assert.That(second.Diagram.NodeCount, Is.EqualTo(first.Diagram.NodeCount));
    }
}
