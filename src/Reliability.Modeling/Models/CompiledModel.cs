using System.Collections.Immutable;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>A model whose expressions are compiled, ready to be explored or simulated. Thread-safe once built.</summary>
public sealed class CompiledModel
{
    private readonly ImmutableArray<CompiledEvent> immediate;

    /// <summary>Compiles the expressions of a model.</summary>
    public CompiledModel(StochasticModel model, ExpressionCompiler compiler)
    {
        Model = model;
        Causes =
        [
            .. model.Events.SelectMany(e => e.Outcomes.Select(o => o.Cause ?? e.Cause))
                .Concat(model.Calendar.SelectMany(c => c.Outcomes.Select(o => o.Cause ?? c.Cause)))
                .Distinct().Order(Cause.ReportOrder),
        ];
        Timed = [.. model.Events.Where(e => e.Delay is not ImmediateDelay).Select(e => CompiledEvent.From(e, compiler, Causes))];
        immediate = [.. model.Events.Where(e => e.Delay is ImmediateDelay).Select(e => CompiledEvent.From(e, compiler, Causes)).OrderByDescending(e => e.Priority)];
        Instants = [.. model.Calendar.Select(c => CompiledEvent.From(new Event(c.Name, c.Guard, new ExponentialDelay(0.0), c.Outcomes, c.Cause), compiler, Causes))];
    }

    /// <summary>The model.</summary>
    public StochasticModel Model { get; }

    /// <summary>All causes of its events and instants, in report order.</summary>
    public ImmutableArray<Cause> Causes { get; }

    /// <summary>The events that take time, in the order of the model.</summary>
    public ImmutableArray<CompiledEvent> Timed { get; }

    /// <summary>The calendar instants, in the order of the model.</summary>
    public ImmutableArray<CompiledEvent> Instants { get; }

    /// <summary>True when the model has immediate events.</summary>
    public bool HasImmediateEvents => immediate.Length > 0;

    /// <summary>The enabled immediate events of the greatest priority in a state; <c>null</c> when time passes there.</summary>
    public IReadOnlyList<CompiledEvent>? EnabledImmediate(int[] state)
    {
        List<CompiledEvent>? enabled = null;
        foreach (var e in immediate)
        {
            if (enabled is not null && e.Priority < enabled[0].Priority) break;
            if (e.Guard(state)) (enabled ??= []).Add(e);
        }

        return enabled;
    }
}
