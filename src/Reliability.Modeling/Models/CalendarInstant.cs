using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Models;

/// <summary>
/// An instant that recurs with a fixed period, whatever the system does: the clock on the wall is no event race. At the instant, where the guard
/// holds, one outcome is applied.
/// </summary>
/// <param name="Name">Its name, unique in the model.</param>
/// <param name="Period">Time between two occurrences, positive.</param>
/// <param name="Offset">Time of the first occurrence, in [0, period).</param>
/// <param name="Guard">Where it does something.</param>
/// <param name="Outcomes">What it does.</param>
/// <param name="Cause">What an outage that it begins or finds is booked to.</param>
public sealed record CalendarInstant(string Name, Duration Period, Duration Offset, Expression Guard, EquatableArray<Outcome> Outcomes, Cause Cause)
{
    /// <summary>Whether the instant, when it fires and finds or leaves the service down, takes the outage over: it is then booked to the instant's cause from there on. Default on, as for a window that takes service down anyway.</summary>
    public bool TakesOver { get; init; } = true;
}
