using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>Something that can happen to the system.</summary>
/// <param name="Name">Its name, unique in the model.</param>
/// <param name="Guard">Where it is enabled.</param>
/// <param name="Delay">How long it waits while enabled.</param>
/// <param name="Outcomes">What it does; at least one.</param>
/// <param name="Cause">What an outage begun by it is booked to.</param>
public sealed record Event(string Name, Expression Guard, Delay Delay, EquatableArray<Outcome> Outcomes, Cause Cause)
{
    /// <summary>Where it stands in a file. No part of what it is.</summary>
    public EventOrigin Origin { get; init; }
}
