using System.Collections.Immutable;
using Reliability.Formats.Explicit;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Exports;

/// <summary>The chain of a model as a value that can be written, or why there is none.</summary>
/// <param name="Chain">The chain; <c>null</c> when it could not be built.</param>
/// <param name="Problem">What is wrong; <c>null</c> when nothing is.</param>
/// <param name="LimitReached">True when the problem is a limit that an option can raise.</param>
public sealed record ChainExport(ExplicitChain? Chain, Diagnostic? Problem, bool LimitReached = false)
{
    /// <summary>True when the chain may start in any of its initial states; false when chance decides among them.</summary>
    public bool StartIsOpen { get; init; }

    /// <summary>
    /// Explores a model in one piece. Arcs between two states are added up, states without a way out get a self-loop of rate 1, and a transition earns the mean of
    /// what the events behind it earn, weighted by their rates.
    /// </summary>
    /// <param name="model">The model; a calendar, general delays, and rewards for events that take no time are refused.</param>
    /// <param name="maximumStates">Number of states beyond which exploration gives up.</param>
    /// <param name="initialStates">The states it may start in; <c>null</c> for the initial values of its variables.</param>
    /// <param name="cancellation">Stops the exploration.</param>
    public static ChainExport From(StochasticModel model, int maximumStates, Expression? initialStates = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Calendar.Count > 0)
        {
            return Refused($"'{model.Calendar[0].Name}' happens by the clock, and a Markov chain has no clock", "--windows erlang:K puts K exponential stages in place of each interval, an approximation");
        }

        var earning = model.Rewards.SelectMany(r => r.Impulses).Select(i => i.Event).ToHashSet(StringComparer.Ordinal);
        if (model.Events.FirstOrDefault(e => earning.Contains(e.Name) && e.Delay is ImmediateDelay) is { } immediate)
        {
            return Refused($"the event '{immediate.Name}' takes no time, so that what it earns belongs to no transition", "remove its reward");
        }

        // The causes of arcs tell the earning events apart.
        var marked = CauseRenaming.Apply(model, (name, _) => earning.Contains(name) ? new Cause(ImpulseRows.Mark(name)) : Cause.Unknown);
        var compiler = new ExpressionCompiler();
        var explored = StateSpaceExplorer.Explore(marked, compiler, new ExplorationOptions { MaximumStates = maximumStates, InitialStates = initialStates }, cancellation);
        if (explored.StateSpace is not { } space) return new ChainExport(null, explored.Problem! with { Hint = explored.LimitReached ? "raise --max-states" : explored.Problem.Hint }, explored.LimitReached);
        var rows = new ChainRows(space);
        if (rows.Count > int.MaxValue) return new ChainExport(null, new Diagnostic(Severity.Error, $"model '{model.Name}' has {rows.Count} transitions, more than can be numbered"), LimitReached: true);
        return new ChainExport(
            new ExplicitChain
            {
                Name = model.Name,
                StateCount = space.Count,
                TransitionCount = (int)rows.Count,
                Transitions = rows.Transitions(),
                Variables = [.. model.Variables],
                Valuations = Enumerable.Range(0, space.Count).Select(space.State),
                InitialStates = [.. space.Start.Select(s => s.State).Order()],
                Deadlocks = space.Deadlocks,
                Labels = [.. model.Labels.Select(l => new ExplicitLabel(l.Name, Members(space.Where(l.Predicate))))],
                Rewards = [.. model.Rewards.Select(r => new ExplicitReward(r.Name, NonZero(space.Values(r.Rate)), r.Impulses.Count == 0 ? [] : new ImpulseRows(space, compiler, r).Transitions(cancellation)))],
            },
            null)
        {
            StartIsOpen = space.StartIsOpen,
        };
    }

    private static ChainExport Refused(string message, string hint) => new(null, new Diagnostic(Severity.Error, message, null, hint));

    private static ImmutableArray<int> Members(bool[] holds) => [.. Enumerable.Range(0, holds.Length).Where(s => holds[s])];

    private static ImmutableArray<(int, double)> NonZero(double[] values) => [.. Enumerable.Range(0, values.Length).Where(s => values[s] != 0).Select(s => (s, values[s]))];
}
