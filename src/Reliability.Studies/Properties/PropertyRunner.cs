using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using Reliability.Markov.ModelChecking;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Approximation;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;
using Reliability.Modeling.Symmetry;

namespace Reliability.Studies.Properties;

/// <summary>Explores a model once and answers its properties one by one.</summary>
public static class PropertyRunner
{
    /// <summary>Answers properties.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="properties">The properties.</param>
    /// <param name="options">Limits and precision.</param>
    /// <param name="progress">Is told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static PropertyStudy Run(PropertySubject subject, IReadOnlyList<Property> properties, PropertyOptions options, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        var references = new PropertyReferences(properties);
        progress?.Invoke("exploring");
        var (space, full, problem, limit) = Build(subject, references, options, cancellation);
        if (space is null) return new PropertyStudy(subject, [], [problem!]) { LimitReached = limit };
        var notes = space.Deadlocks.Length > 0 ? ImmutableArray.Create(Deadlock(space, options)) : [];
        // A reward of an event that takes no time cannot be kept apart; the checker says so where it is asked for.
        var canLump = subject.Model is not { } whole || !references.Rewards.Any(r => whole.Rewards[r].Impulses.Any(i => whole.Events.Any(e => e.Name == i.Event && e.Delay is ImmediateDelay)));
        if (options.Reduction == Reduction.Lumping && canLump && LumpedSpace.Of(space, references, cancellation) is { } lumped) space = lumped;
        var study = new PropertyStudy(subject, [], notes)
        {
            States = full,
            SolvedStates = space.Chain.StateCount,
            Transitions = (long)space.Chain.TransitionCount + space.Chain.SelfLoopCount + space.Deadlocks.Length,
            BuildSeconds = watch.Elapsed.TotalSeconds,
            Describe = space.Describe,
        };
        if (notes.Any(n => n.Severity == Severity.Error)) return study;
        var checker = new PropertyChecker(space, options.Checking, cancellation);
        var results = ImmutableArray.CreateBuilder<PropertyResult>();
        var seconds = ImmutableArray.CreateBuilder<double>();
        foreach (var property in properties)
        {
            progress?.Invoke(property.Name ?? property.Text);
            watch.Restart();
            results.Add(checker.Check(property));
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        return study with { Results = results.ToImmutable(), Seconds = seconds.ToImmutable() };
    }

    /// <summary>The chain of a model, identical components joined; the number of states in full; or why there is none, and whether that is a limit.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="maximumStates">Number of states beyond which exploration gives up.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static (ILabelledChain? Space, BigInteger Full, Diagnostic? Problem, bool Limit) Explore(PropertySubject subject, int maximumStates, CancellationToken cancellation = default) =>
        Build(subject, new PropertyReferences([]), new PropertyOptions { MaximumStates = maximumStates }, cancellation);

    private static (ILabelledChain? Space, BigInteger Full, Diagnostic? Problem, bool Limit) Build(PropertySubject subject, PropertyReferences references, PropertyOptions options, CancellationToken cancellation)
    {
        if (subject.Explicit is { } matrices)
        {
            var given = new ExplicitSpace(matrices);
            return (given, given.Chain.StateCount, null, false);
        }

        var model = subject.Model!;
        if (Refusal(model) is { } refusal) return (null, 0, refusal, false);
        var joined = options.Reduction != Reduction.None && !references.CountsStates && subject.InitialStates is null;
        var rewards = references.Rewards.Select(r => model.Rewards[r]);
        var exploration = new ExplorationOptions
        {
            MaximumStates = options.MaximumStates,
            InitialStates = subject.InitialStates,
            Symmetry = joined && SymmetryFinder.Find(model, references.Expressions, rewards, cancellation) is { IsEmpty: false } groups ? groups : null,
        };
        var explored = StateSpaceExplorer.Explore(model, new ExpressionCompiler(), exploration, cancellation);
        return explored.StateSpace is { } space ? (space, space.FullCount, null, false) : (null, 0, explored.Problem, explored.LimitReached);
    }

    private static Diagnostic? Refusal(StochasticModel model)
    {
        if (model.FirstGeneralEvent is { } general) return new Diagnostic(Severity.Error, $"properties are asked of Markov chains, and the delay of '{general.Name}' is not exponential", null, "simulate the model");
        return model.Calendar.Count == 0
            ? null
            : new Diagnostic(Severity.Error, $"properties are asked of Markov chains, and '{model.Calendar[0].Name}' recurs by the calendar", null, "approximate the calendar with --windows erlang:10, or ask for measures in place of properties");
    }

    private static Diagnostic Deadlock(ILabelledChain space, PropertyOptions options) => new(
        options.DeadlocksAreErrors ? Severity.Error : Severity.Warning,
        $"{(space.Deadlocks.Length == 1 ? "one state has" : $"{space.Deadlocks.Length} states have")} no way out, the first is ({space.Describe(space.Deadlocks[0])}){(options.DeadlocksAreErrors ? "" : "; a self-loop is assumed there")}",
        null,
        options.DeadlocksAreErrors ? "leave --deadlocks at self-loop to allow them" : null);

    /// <summary>The subject with its calendar replaced by exponential stages.</summary>
    public static PropertySubject WithStages(PropertySubject subject, int stages) => subject.Model is { } model ? subject with { Model = ErlangCalendar.Apply(model, stages) } : subject;
}
