using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>How long an enabled event waits before it happens.</summary>
public abstract record Delay
{
    private protected Delay()
    {
    }
}

/// <summary>A memoryless delay.</summary>
/// <param name="Rate">Its rate per hour in the current state, not negative.</param>
public sealed record ExponentialDelay(Expression Rate) : Delay;

/// <summary>A delay of any law. The simulator follows any number of them at once, the Markov regenerative solver one at a time.</summary>
/// <param name="Distribution">Its law.</param>
/// <param name="Memory">What becomes of the time already served when the event is disabled.</param>
public sealed record GeneralDelay(Distribution Distribution, MemoryPolicy Memory) : Delay
{
    /// <summary>The age with which the delay begins after the event has happened; as new unless said. When an interruption costs the time served, the age is again that of the beginning.</summary>
    public RepairEffect Repair { get; init; }

    /// <summary>Why the law and the repair do not go together, in words; <c>null</c> when they do.</summary>
    public string? Problem() =>
        Distribution.Problem() ?? (Repair.Accumulates && double.IsFinite(Distribution.LongestHours)
            ? $"no delay is longer than {Distribution.LongestHours} h, so an age that is never made less leaves ever shorter delays, infinitely many in a finite time"
            : null);
}

/// <summary>No delay: the event happens as soon as it is enabled.</summary>
/// <param name="Priority">Of several enabled immediate events only those of the greatest priority compete.</param>
/// <param name="Weight">Its share among them, positive.</param>
public sealed record ImmediateDelay(int Priority, Expression Weight) : Delay;
