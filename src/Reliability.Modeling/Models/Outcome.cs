using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>One of the things that an event may do.</summary>
/// <param name="Probability">Its probability in the current state; those of an event sum to one.</param>
/// <param name="Assignments">New values, all computed from the state before.</param>
/// <param name="Cause">What an outage begun by it is booked to; <c>null</c> for the event's own cause.</param>
public sealed record Outcome(Expression Probability, EquatableArray<Assignment> Assignments, Cause? Cause = null)
{
    /// <summary>The only outcome of an event.</summary>
    public static Outcome Certain(params ReadOnlySpan<Assignment> assignments) => new(1.0, EquatableArray.Create(assignments));
}

/// <summary>A variable receives a value.</summary>
/// <param name="Variable">Index of the variable.</param>
/// <param name="Value">An integer expression, or a condition for a boolean variable.</param>
public sealed record Assignment(int Variable, Expression Value);
