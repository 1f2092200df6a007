using System.Collections.Immutable;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Approximation;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies.Analytic;

namespace Reliability.Studies.Sensitivity;

/// <summary>A subject taken apart and explored. Parts that are those of another point are not explored again.</summary>
internal sealed class ExploredModel
{
    private ExploredModel(Subject subject, ModelDecomposition decomposition, ImmutableArray<StateSpace> spaces, Timeline timeline) =>
        (Subject, Decomposition, Spaces, Timeline) = (subject, decomposition, spaces, timeline);

    public Subject Subject { get; }

    public ModelDecomposition Decomposition { get; }

    public ImmutableArray<StateSpace> Spaces { get; }

    public Timeline Timeline { get; }

    /// <summary>Takes a subject apart.</summary>
    public static ModelDecomposition Decompose(Subject subject, SensitivityOptions options)
    {
        var model = options.WindowStages is { } stages && (subject.Model.Calendar.Count > 0 || ErlangDelays.CanApply(subject.Model)) ? ErlangDelays.Apply(ErlangCalendar.Apply(subject.Model, stages), stages) : subject.Model;
        Expression[] predicates = subject.DataLoss is null ? [subject.Up] : [subject.Up, subject.DataLoss];
        return ModelDecomposition.Create(model, predicates, subject.Rewards.SelectMany(r => RewardRates.Needed(model, r.Reward)));
    }

    /// <summary>Explores a subject; the problem says why it cannot be.</summary>
    public static (ExploredModel? Explored, Diagnostic? Problem, bool LimitReached) Explore(Subject subject, SensitivityOptions options, ExpressionCompiler compiler, ExploredModel? nominal, CancellationToken cancellation)
    {
        var decomposition = Decompose(subject, options);
        var spaces = ImmutableArray.CreateBuilder<StateSpace>();
        for (var c = 0; c < decomposition.Components.Length; c++)
        {
            var part = decomposition.Components[c];
            if (nominal is not null && c < nominal.Spaces.Length && SameButName(nominal.Spaces[c].Model, part))
            {
                spaces.Add(nominal.Spaces[c]);
                continue;
            }

            var explored = StateSpaceExplorer.Explore(part, compiler, options.MaximumStates, cancellation);
            if (explored.StateSpace is null)
            {
                var problem = explored.Problem!;
                if (!subject.Model.IsMarkovian && options.WindowStages is null && ErlangDelays.CanApply(subject.Model)) problem = problem with { Hint = "approximate the fixed delays by stages: --windows erlang:20" };
                return (null, problem, explored.LimitReached);
            }

            spaces.Add(explored.StateSpace);
        }

        var all = spaces.ToImmutable();
        return Timeline.Create(all) is { } timeline
            ? (new ExploredModel(subject, decomposition, all, timeline), null, false)
            : (null, new Diagnostic(Severity.Error, "the periods of the calendar have no common multiple below 1000 of the longest", null, "change the periods together, by a named parameter that all use"), false);
    }

    /// <summary>Another subject on the states of this one.</summary>
    public ExploredModel Become(Subject subject, ModelDecomposition decomposition) => new(subject, decomposition, Spaces, Timeline);

    /// <summary>Whether all parts have the states and transitions of another point, in the same order.</summary>
    public bool HasStructureOf(ExploredModel other) => Spaces.Length == other.Spaces.Length && Spaces.Zip(other.Spaces).All(p => SameStructure(p.First, p.Second));

    /// <summary>Whether the calendar is that of another point.</summary>
    public bool HasTimelineOf(ExploredModel other) =>
        Timeline.Period == other.Timeline.Period && Timeline.Lengths.SequenceEqual(other.Timeline.Lengths) && Timeline.Boundaries.Length == other.Timeline.Boundaries.Length
        && Timeline.Boundaries.Zip(other.Timeline.Boundaries).All(b => b.First.SequenceEqual(b.Second));

    /// <summary>Whether two parts are alike but for their names.</summary>
    public static bool SameButName(StochasticModel a, StochasticModel b) => a with { Name = b.Name } == b;

    private static bool SameStructure(StateSpace a, StateSpace b)
    {
        if (ReferenceEquals(a, b)) return true;
        var (x, y) = (a.Chain.Rates, b.Chain.Rates);
        if (!x.RowStarts.SequenceEqual(y.RowStarts) || !x.Columns.SequenceEqual(y.Columns) || a.Model.Variables != b.Model.Variables) return false;
        for (var s = 0; s < a.Count; s++)
        {
            if (!a.State(s).AsSpan().SequenceEqual(b.State(s))) return false;
        }

        return true;
    }
}
