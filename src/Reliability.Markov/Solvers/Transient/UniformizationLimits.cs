namespace Reliability.Markov.Solvers.Transient;

/// <summary>What a pass of uniformization may cost, and the error that an early end may bring.</summary>
/// <param name="Tolerance">The error, as a share of every number, that an early end may always add.</param>
internal sealed record UniformizationLimits(double Tolerance)
{
    /// <summary>Steps after which it gives up unless it came to an end.</summary>
    public long MaximumSteps { get; init; } = long.MaxValue;

    /// <summary>The error, as a share, with which the pass is of use at all; <c>null</c> when any result is better than none.</summary>
    public double? Precision { get; init; }

    /// <summary>The error that an early end may add: what is left of the precision, where one is asked for.</summary>
    /// <param name="made">Rounding of the steps made.</param>
    public double Allowed(double made) => Precision is { } precision ? precision - made - 5e-14 : Tolerance;
}
