using Reliability.Formats.Prism.Semantics;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism.Models;

/// <summary>Turns what can happen into events: one for every combination, called by its action or module, numbered where there are several.</summary>
internal static class EventWriter
{
    /// <summary>The events in the order of the commands that they begin with, beside the action of each.</summary>
    public static List<(Event Event, string? Action)> Write(Behaviour whole)
    {
        var joints = whole.Silent.Concat(whole.Actions.SelectMany(a => a.Value.Select(j => j with { Action = a.Key, Name = a.Key }))).OrderBy(j => j.Order).ToList();
        var count = joints.CountBy(j => j.Name!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var events = new List<(Event, string?)>(joints.Count);
        foreach (var joint in joints)
        {
            var name = joint.Name!;
            var number = seen[name] = seen.GetValueOrDefault(name) + 1;
            var outcome = Outcome.Certain([.. joint.Assignments]);
            events.Add((new Event(count[name] == 1 ? name : $"{name}#{number}", joint.Guard.Expression, new ExponentialDelay(Rate(joint)), [outcome], Cause.Unknown) { Origin = new EventOrigin(joint.Place) }, joint.Action));
        }

        return events;
    }

    // A product of several is computed in doubles from the start: integers could overflow.
    private static Expression Rate(Joint joint) => joint switch
    {
        { Rates: [] } => joint.Factor,
        { Rates: [var only], Factor: 1 } => only.Expression,
        _ => joint.Rates.Aggregate((Expression)joint.Factor, (product, rate) => product * rate.Expression),
    };
}
