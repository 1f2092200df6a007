using System.Collections.Immutable;
using Reliability.Modeling.Collections;

namespace Reliability.Modeling.Models;

/// <summary>
/// Makes a model with general delays one that can be explored: such an event happens at rate one, so that rates out of a state are the probabilities of its
/// outcomes, and a mark in its causes tells its transitions from others. The states that can be reached are the same.
/// </summary>
public static class GeneralDelayMarks
{
    /// <summary>Marks a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The marked model, its events with general delays in their order, and for each marked cause the event (by its place among them) and the cause as it was.</returns>
    public static (StochasticModel Marked, ImmutableArray<Event> General, IReadOnlyDictionary<Cause, (int Event, Cause Cause)> Marks) Apply(StochasticModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ImmutableArray<Event> general = [.. model.Events.Where(e => e.Delay is GeneralDelay)];
        var marks = new Dictionary<Cause, (int, Cause)>();
        var events = model.Events.Select(e => e.Delay is GeneralDelay
            ? e with { Delay = new ExponentialDelay(1.0), Cause = Mark(e, e.Cause), Outcomes = e.Outcomes.Select(o => o with { Cause = Mark(e, o.Cause ?? e.Cause) }).ToEquatableArray() }
            : e).ToEquatableArray();
        return (new StochasticModel(model.Name, model.Variables, events, model.Calendar, model.Labels, model.Rewards), general, marks);

        // No name of a cause begins with a line's end.
        Cause Mark(Event e, Cause cause)
        {
            var mark = new Cause(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\n{general.IndexOf(e)}\n{cause.Name}"));
            marks[mark] = (general.IndexOf(e), cause);
            return mark;
        }
    }
}
