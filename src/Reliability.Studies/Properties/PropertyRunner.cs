using System.Collections.Immutable;
using System.Diagnostics;
using Reliability.Markov.ModelChecking;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Approximation;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

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
        var notes = new List<Diagnostic>();
        if (Refusal(subject) is { } refusal) return new PropertyStudy(subject, [], [refusal]);
        progress?.Invoke("exploring");
        var explored = StateSpaceExplorer.Explore(subject.Model, new ExpressionCompiler(), new ExplorationOptions { MaximumStates = options.MaximumStates, InitialStates = subject.InitialStates }, cancellation);
        if (explored.StateSpace is not { } space) return new PropertyStudy(subject, [], [explored.Problem!]) { LimitReached = explored.LimitReached };
        if (space.Deadlocks.Length > 0) notes.Add(Deadlock(space, options));
        var study = new PropertyStudy(subject, [], [.. notes])
        {
            States = space.Count,
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

    private static Diagnostic? Refusal(PropertySubject subject)
    {
        if (subject.Model.FirstGeneralEvent is { } general) return new Diagnostic(Severity.Error, $"properties are asked of Markov chains, and the delay of '{general.Name}' is not exponential", null, "simulate the model");
        return subject.Model.Calendar.Count == 0
            ? null
            : new Diagnostic(Severity.Error, $"properties are asked of Markov chains, and '{subject.Model.Calendar[0].Name}' recurs by the calendar", null, "approximate the calendar with --windows erlang:10, or ask for measures in place of properties");
    }

    private static Diagnostic Deadlock(StateSpace space, PropertyOptions options) => new(
        options.DeadlocksAreErrors ? Severity.Error : Severity.Warning,
        $"{(space.Deadlocks.Length == 1 ? "one state has" : $"{space.Deadlocks.Length} states have")} no way out, the first is ({space.Describe(space.Deadlocks[0])}){(options.DeadlocksAreErrors ? "" : "; a self-loop is assumed there")}",
        null,
        options.DeadlocksAreErrors ? "leave --deadlocks at self-loop to allow them" : null);

    /// <summary>The subject with its calendar replaced by exponential stages.</summary>
    public static PropertySubject WithStages(PropertySubject subject, int stages) => subject with { Model = ErlangCalendar.Apply(subject.Model, stages) };
}
