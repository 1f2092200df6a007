namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>The long run of an embedded process.</summary>
/// <param name="Shares">For every node its share of time.</param>
/// <param name="Firings">For every node how often per hour a clock fires in it.</param>
/// <param name="IsLocked">Whether it forgets at multiples of fixed lengths only, so that its phase is never lost.</param>
internal sealed record RegenerativeLongRun(double[] Shares, double[] Firings, bool IsLocked)
{
    /// <summary>A node of a second set that is never left; <c>null</c> when there is one set.</summary>
    public int? Several { get; init; }

    /// <summary>The number of nodes in which it forgets, where they are too many; <c>null</c> when they are not.</summary>
    public int? TooLarge { get; init; }

    /// <summary>A node that is never left.</summary>
    public int? Absorbing { get; init; }
}
