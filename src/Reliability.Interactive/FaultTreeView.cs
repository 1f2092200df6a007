using Reliability.FaultTrees;
using Reliability.Interactive.Display;
using Reliability.Interactive.Drawing;
using Reliability.Reporting;

namespace Reliability.Interactive;

/// <summary>A static fault tree: probability of its top, minimal cut sets, importances; drawn when it is small.</summary>
[TypeFormatterSource(typeof(RichResultFormatterSource))]
public sealed class FaultTreeView : IRichResult
{
    private const int CutSetsKept = 20;
    private const int MostDrawn = 40;

    internal FaultTreeView(FaultTree tree)
    {
        Tree = tree;
        var built = BddBuilder.Build(tree);
        var diagram = built.Diagram ?? throw new ModelException(built.Failure!.Message);
        Probability = TopEventProbability.Compute(diagram).Occurs;
        CutSets = [.. (MinimalCutSets.Compute(diagram).CutSets?.List(new CutSetSelection(CutSetsKept)).CutSets ?? []).OrderByDescending(c => c.Probability)];
        Importance = [.. ImportanceMeasures.Compute(diagram).OrderByDescending(i => i.CriticalityImportance)];
    }

    /// <summary>The tree.</summary>
    public FaultTree Tree { get; }

    /// <summary>The probability of the top event.</summary>
    public double Probability { get; }

    /// <summary>The most probable minimal cut sets, most probable first.</summary>
    public IReadOnlyList<MinimalCutSet> CutSets { get; }

    /// <summary>The importances of the basic events, most critical first.</summary>
    public IReadOnlyList<EventImportance> Importance { get; }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> ToMimeBundle() => MimeBundles.Of(
        ToString(), (Tree.Gates.Length + Tree.BasicEvents.Length <= MostDrawn ? FaultTreeDrawing.Svg(Tree) : "") + HtmlFragment.Table(Caption, Headers, Rows(), 0));

    /// <inheritdoc />
    public override string ToString() => $"{Caption}\n{PlainTable.Of(Headers, Rows())}";

    private string Caption => $"{Tree.Name}: top event {Numbers.Short(Probability)}; the most probable of its minimal cut sets";

    private static readonly string[] Headers = ["minimal cut set", "order", "probability", "share"];

    private string[][] Rows() => [.. CutSets.Select(c => (string[])[string.Join(" · ", c.Events), Numbers.Long(c.Events.Length), Numbers.Short(c.Probability), Numbers.Short(100 * c.Probability / Probability) + " %"])];
}
