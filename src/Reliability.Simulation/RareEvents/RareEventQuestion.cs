namespace Reliability.Simulation.RareEvents;

/// <summary>What is asked of a rare event.</summary>
public enum RareEventMeasure
{
    /// <summary>The probability to reach a down state before a stop state, from the start. Where the start is a stop state, its first jump is part of the way.</summary>
    FailureBeforeStop,

    /// <summary>Mean hours from the start to the first down state.</summary>
    MeanTimeToFailure,

    /// <summary>The long-run share of time in down states.</summary>
    Unavailability,

    /// <summary>Outages that begin, per hour, in the long run.</summary>
    InterruptionFrequency,

    /// <summary>The probability of at least one outage up to a time.</summary>
    Unreliability,
}

/// <summary>A question about a rare event.</summary>
/// <param name="Measure">What is asked.</param>
/// <param name="Time">For <see cref="RareEventMeasure.Unreliability"/>: up to when, in hours, above 0.</param>
public readonly record struct RareEventQuestion(RareEventMeasure Measure, double Time = double.NaN);
