using Reliability.Modeling.Collections;

namespace Reliability.Modeling.Models;

/// <summary>
/// The one model that every front end compiles to and every engine answers: a generalized semi-Markov process over integer variables, with events,
/// a calendar, labels and rewards. Immutable, valid by construction (see <see cref="ModelBuilder"/>), equal to another by value. Thread-safe.
/// </summary>
public sealed record StochasticModel
{
    internal StochasticModel(
        string name,
        EquatableArray<Variable> variables,
        EquatableArray<Event> events,
        EquatableArray<CalendarInstant> calendar,
        EquatableArray<Label> labels,
        EquatableArray<Reward> rewards) =>
        (Name, Variables, Events, Calendar, Labels, Rewards) = (name, variables, events, calendar, labels, rewards);

    /// <summary>What the model is called.</summary>
    public string Name { get; init; }

    /// <summary>The state variables.</summary>
    public EquatableArray<Variable> Variables { get; }

    /// <summary>The events.</summary>
    public EquatableArray<Event> Events { get; }

    /// <summary>The recurring instants; those at the same time happen in this order.</summary>
    public EquatableArray<CalendarInstant> Calendar { get; }

    /// <summary>The named sets of states.</summary>
    public EquatableArray<Label> Labels { get; }

    /// <summary>The rewards.</summary>
    public EquatableArray<Reward> Rewards { get; }

    /// <summary>True when no event has a general delay, so that the process between calendar instants is a Markov chain.</summary>
    public bool IsMarkovian => FirstGeneralEvent is null;

    /// <summary>The first event whose delay is neither exponential nor immediate: what prevents an analytic answer; <c>null</c> when none does.</summary>
    public Event? FirstGeneralEvent => Events.FirstOrDefault(e => e.Delay is GeneralDelay);

    /// <summary>The values of the variables at time zero.</summary>
    public int[] InitialState() => [.. Variables.Select(v => v.Initial)];

    /// <summary>The label of a name, or <c>null</c>.</summary>
    public Label? FindLabel(string name) => Labels.FirstOrDefault(l => l.Name == name);

    /// <summary>The model without its calendar.</summary>
    public StochasticModel WithoutCalendar() => new(Name, Variables, Events, [], Labels, Rewards);

    /// <summary>The reward of a name, or <c>null</c>.</summary>
    public Reward? FindReward(string name) => Rewards.FirstOrDefault(r => r.Name == name);
}
