namespace Reliability.FaultTrees.Tests;

/// <summary>Shortcuts from a tree to its analyses, failing the test where there is none.</summary>
internal static class Analysed
{
    public static FaultTreeDiagram Diagram(this FaultTree tree, VariableOrdering ordering = VariableOrdering.Automatic)
    {
        BddBuildResult result = BddBuilder.Build(tree, new BddBuildOptions(ordering));
        Assert.That(result.Failure, Is.Null);
        return result.Diagram!;
    }

    public static double Top(this FaultTree tree) => TopEventProbability.Compute(tree.Diagram()).Occurs;

    public static MinimalCutSets CutSets(this FaultTreeDiagram diagram)
    {
        MinimalCutSetsResult result = MinimalCutSets.Compute(diagram);
        Assert.That(result.Refusal, Is.Null);
        return result.CutSets!;
    }

    public static EventImportance Of(this IEnumerable<EventImportance> all, string name) => all.Single(i => i.Event.Name == name);
}
