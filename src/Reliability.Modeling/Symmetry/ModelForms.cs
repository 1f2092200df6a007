using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Modeling.Symmetry;

/// <summary>
/// A model as forms: what exchanging variables must map onto itself. Events may change places with each other; instants, which come in an order and are told
/// apart, and whatever is asked for may not. Names of events do not count.
/// </summary>
internal sealed class ModelForms
{
    private readonly Dictionary<int, int> events = [];
    private readonly HashSet<int> still = [];
    private readonly object[] variableLabels;

    public ModelForms(StochasticModel model, IEnumerable<Expression> keep, IEnumerable<Reward> rewards)
    {
        variableLabels = [.. model.Variables.Select(v => (object)(v.Minimum, v.Maximum, v.Initial, v.IsBoolean))];
        Forms = new NormalForms(variableLabels);
        var eventForms = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var e in model.Events)
        {
            var form = Of(e);
            eventForms[e.Name] = form;
            events[form] = events.GetValueOrDefault(form) + 1;
        }

        foreach (var c in model.Calendar) still.Add(Forms.Ordered(("instant", c.Period, c.Offset, c.TakesOver), Forms.Of(c.Guard), Of(c.Outcomes, c.Cause)));
        foreach (var e in keep) still.Add(Forms.Of(e));
        foreach (var r in rewards)
        {
            var impulses = r.Impulses.Select(i => Forms.Ordered("impulse", eventForms[i.Event], Forms.Of(i.Amount)));
            still.Add(Forms.Ordered("reward", Forms.Of(r.Rate), Forms.Unordered("impulses", impulses)));
        }
    }

    /// <summary>All forms.</summary>
    public NormalForms Forms { get; }

    /// <summary>Number of variables, which are the first forms.</summary>
    public int VariableCount => variableLabels.Length;

    /// <summary>The forms of events, each with how many events have it.</summary>
    public IReadOnlyDictionary<int, int> Events => events;

    /// <summary>The forms that must stay as they are.</summary>
    public IReadOnlyCollection<int> Still => still;

    /// <summary>True when exchanging variables maps the model onto itself.</summary>
    public bool IsAutomorphism(ReadOnlySpan<int> exchange)
    {
        for (var v = 0; v < exchange.Length; v++)
        {
            if (!variableLabels[v].Equals(variableLabels[exchange[v]])) return false;
        }

        var images = Forms.Images(exchange);
        return still.All(f => images[f] == f) && events.All(e => events.GetValueOrDefault(images[e.Key]) == e.Value);
    }

    private int Of(Event e) => e.Delay switch
    {
        ExponentialDelay d => Forms.Ordered("exponential", Forms.Of(e.Guard), Forms.Of(d.Rate), Of(e.Outcomes, e.Cause)),
        ImmediateDelay d => Forms.Ordered(("immediate", d.Priority), Forms.Of(e.Guard), Forms.Of(d.Weight), Of(e.Outcomes, e.Cause)),
        _ => Forms.Ordered(("general", e.Delay), Forms.Of(e.Guard), Of(e.Outcomes, e.Cause)),
    };

    private int Of(EquatableArray<Outcome> outcomes, Cause cause) => Forms.Unordered("outcomes", outcomes.Select(o =>
        Forms.Ordered(("outcome", o.Cause ?? cause), Forms.Of(o.Probability), Forms.Unordered("assignments", o.Assignments.Select(a => Forms.Ordered(":=", a.Variable, Forms.Of(a.Value)))))));
}
