namespace Reliability.Markov.Solvers.Transient;

/// <summary>What a transient method found, with its errors: |error of x| ≤ <see cref="Relative"/> x + <see cref="Absolute"/> + the difference recorded for x.</summary>
internal sealed record TransientOutcome
{
    /// <summary>The vectors at the times, projected; empty when not wanted.</summary>
    public double[][] Values { get; init; } = [];

    /// <summary>The integrals, projected; empty when not wanted.</summary>
    public double[][] Integrals { get; init; } = [];

    /// <summary>Differences from a second computation; <c>null</c> where the bounds say all.</summary>
    public double[][]? ValueDifferences { get; init; }

    /// <summary>Differences of the integrals from a second computation.</summary>
    public double[][]? IntegralDifferences { get; init; }

    /// <summary>Error as a share of each number.</summary>
    public double Relative { get; init; }

    /// <summary>Error of the values; that of an integral is this times its time.</summary>
    public double Absolute { get; init; }

    /// <summary>How the error is known.</summary>
    public ErrorKind Kind { get; init; }

    /// <summary>What says so, in words.</summary>
    public required string Source { get; init; }

    /// <summary>The method and its size, in words.</summary>
    public required string Method { get; init; }
}
