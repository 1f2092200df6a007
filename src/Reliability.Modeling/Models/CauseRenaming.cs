using Reliability.Modeling.Collections;

namespace Reliability.Modeling.Models;

/// <summary>The same model with other names for the causes, so that downtime can be booked more finely than by cause alone.</summary>
public static class CauseRenaming
{
    /// <summary>A model that differs in its causes only.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rename">From the name of an event or instant and a cause to the new cause.</param>
    public static StochasticModel Apply(StochasticModel model, Func<string, Cause, Cause> rename)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rename);
        return new StochasticModel(
            model.Name,
            model.Variables,
            model.Events.Select(e => e with { Cause = rename(e.Name, e.Cause), Outcomes = Renamed(e.Name, e.Outcomes) }).ToEquatableArray(),
            model.Calendar.Select(c => c with { Cause = rename(c.Name, c.Cause), Outcomes = Renamed(c.Name, c.Outcomes) }).ToEquatableArray(),
            model.Labels,
            model.Rewards);

        EquatableArray<Outcome> Renamed(string name, EquatableArray<Outcome> outcomes) =>
            outcomes.Select(o => o.Cause is { } cause ? o with { Cause = rename(name, cause) } : o).ToEquatableArray();
    }
}
