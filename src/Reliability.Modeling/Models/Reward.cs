using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>Something that accumulates: at a rate while in a state, and by an amount when an event happens.</summary>
/// <param name="Name">Its name, unique among rewards.</param>
/// <param name="Rate">What a state earns per hour; a number expression.</param>
/// <param name="Impulses">What events earn when they happen.</param>
public sealed record Reward(string Name, Expression Rate, EquatableArray<ImpulseReward> Impulses = default)
{
    /// <summary>The reward whose mean is the capacity-oriented availability.</summary>
    public const string Capacity = "capacity";

    /// <summary>The reward whose mean is the service-weighted availability.</summary>
    public const string ServiceWeighted = "service-weighted";
}

/// <summary>What one event earns.</summary>
/// <param name="Event">Name of the event.</param>
/// <param name="Amount">What it earns, computed from the state before.</param>
public sealed record ImpulseReward(string Event, Expression Amount);
