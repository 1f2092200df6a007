namespace Reliability.Studies.Results;

/// <summary>What is known about the error of a value.</summary>
public enum ErrorKind
{
    /// <summary>Found by arithmetic that loses no digits; the error is that of rounding.</summary>
    Exact,

    /// <summary>A confidence interval of a simulation.</summary>
    Interval,

    /// <summary>Right for a simpler model, such as a static tree, a rare event or an exponential window.</summary>
    Approximation,

    /// <summary>Only an upper bound is known: nothing was seen.</summary>
    Bound,

    /// <summary>Between proved bounds.</summary>
    Guaranteed,

    /// <summary>With an error that is known to first order, from the residual.</summary>
    Residual,
}

/// <summary>One value of one measure of one model, with how it was found and what is known about its error.</summary>
/// <param name="Measure">Name of the measure, such as <c>unavailability</c>.</param>
/// <param name="Engine">Which engine answered: <c>markov</c>, <c>simulation</c> or <c>fault-tree</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit; empty for a plain number.</param>
/// <param name="Method">How it was found.</param>
/// <param name="Kind">What is known about its error.</param>
public sealed record Measurement(string Measure, string Engine, double Value, string Unit, string Method, ErrorKind Kind)
{
    /// <summary>The cause, for downtime by cause.</summary>
    public string? Cause { get; init; }

    /// <summary>The time in hours, for measures at a time.</summary>
    public double? At { get; init; }

    /// <summary>Standard error, or the bound on the relative rounding error times the value.</summary>
    public double? Error { get; init; }

    /// <summary>Lower end of the interval.</summary>
    public double? Lower { get; init; }

    /// <summary>Upper end of the interval, or the bound.</summary>
    public double? Upper { get; init; }

    /// <summary>Number of replications.</summary>
    public long? Samples { get; init; }

    /// <summary>A warning that belongs to the value, such as too few outages seen.</summary>
    public string? Warning { get; init; }

    /// <summary>Seconds of work for the engine that found it.</summary>
    public double Seconds { get; init; }
}
