using System.Globalization;
using Reliability.Interactive.Display;
using Reliability.Interactive.Drawing;
using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;
using Reliability.Reporting;
using Reliability.Studies;

namespace Reliability.Interactive;

/// <summary>A Markov chain in one piece: states, rates and long-run probabilities; drawn when it is small.</summary>
[TypeFormatterSource(typeof(RichResultFormatterSource))]
public sealed class ChainView : IRichResult
{
    private const int MostStates = 200_000;
    private const int MostDrawn = 12;
    private const int MostRows = 30;

    private ChainView(StateSpace space, bool[] isUp, double[]? longRun) => (Space, IsUp, LongRun) = (space, isUp, longRun);

    /// <summary>The states and the chain over them.</summary>
    public StateSpace Space { get; }

    /// <summary>For each state, whether the service is up in it.</summary>
    public IReadOnlyList<bool> IsUp { get; }

    /// <summary>The long-run probability of each state; <c>null</c> when there is none (absorbing states, a calendar) or the chain is too large for elimination.</summary>
    public IReadOnlyList<double>? LongRun { get; }

    /// <summary>The names of the states: the value of a single variable, or all values.</summary>
    public IReadOnlyList<string> StateNames => [.. Enumerable.Range(0, Space.Count).Select(Name)];

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> ToMimeBundle()
    {
        var drawing = Space.Count <= MostDrawn ? ChainDrawing.Svg(this) : "";
        return MimeBundles.Of(ToString(), drawing + HtmlFragment.Table(Caption, Headers, Rows(), TextColumns));
    }

    /// <inheritdoc />
    public override string ToString() => $"{Caption}\n{PlainTable.Of(Headers, Rows())}";

    internal static ChainView Of(Subject subject)
    {
        var model = ModelDecomposition.Create(subject.Model, [subject.Up], [], monolithic: true).Components.Single();
        var compiler = new ExpressionCompiler();
        var explored = StateSpaceExplorer.Explore(model, compiler, MostStates);
        if (explored.StateSpace is not { } space) throw new ModelException(explored.Problem!.ToString());
        var steady = space.Instants.IsEmpty ? SteadyState.Solve(space.Chain, space.Initial()).Distribution : null;
        return new ChainView(space, space.Where(subject.Up), steady);
    }

    internal string Name(int state) =>
        Space.Model.Variables is [var only] ? only.Show(Space.State(state)[0]) : Space.Describe(state);

    private string Caption => $"{Space.Model.Name}: {Space.Count} states, {Space.Chain.TransitionCount} transitions{(Space.Instants.IsEmpty ? "" : $", {Space.Instants.Length} calendar instants")}{(Space.Count > MostRows ? $"; the first {MostRows} states" : "")}";

    // States of one variable go by their names, others by their numbers.
    private string[] Headers => HasNames ? ["state", "service", "long run", "leads to, per hour"] : ["no.", "state", "service", "long run", "leads to, per hour"];

    private int[] TextColumns => HasNames ? [1, 3] : [1, 2, 4];

    private bool HasNames => Space.Model.Variables.Count == 1;

    private string[][] Rows() =>
    [
        .. Enumerable.Range(0, Math.Min(Space.Count, MostRows)).Select(s => (string[])
        [
            .. HasNames ? [Name(s)] : new[] { Number(s), Name(s) },
            IsUp[s] ? "up" : "down",
            LongRun is { } p ? Numbers.Short(p[s]) : Numbers.Absent,
            string.Join(", ", Arcs(s).Select(a => $"{(HasNames ? Name(a.Target) : Number(a.Target))}: {Numbers.Short(a.Rate)}")),
        ]),
    ];

    private static string Number(int state) => state.ToString(CultureInfo.InvariantCulture);

    // Arcs of several causes between two states are one here.
    internal IEnumerable<(int Target, double Rate)> Arcs(int state) => Space.Chain.Row(state).ToArray().GroupBy(t => t.Target).Select(g => (g.Key, g.Sum(t => t.Rate)));
}
