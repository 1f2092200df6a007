namespace Reliability.Markov.Solvers.Transient;

/// <summary>How transients are found.</summary>
public enum TransientMethod
{
    /// <summary>The cheaper of the two, as predicted, among those that are precise enough.</summary>
    Auto,

    /// <summary>Sums of Poisson-weighted powers: the cost grows with the fastest rate times the horizon; errors are proved bounds.</summary>
    Uniformization,

    /// <summary>Rational functions of the generator by elimination: the cost hardly grows with the horizon; errors are estimates.</summary>
    ShiftInvert,
}

/// <summary>How transients are found, how precisely, and at what cost at most.</summary>
public sealed record TransientOptions
{
    /// <summary>The method.</summary>
    public TransientMethod Method { get; init; }

    /// <summary>The error aimed at, as a share of each number above the floor; from 1e-13 to 0.1. What was reached is said with each number.</summary>
    public double Precision { get; init; } = 1e-10;

    /// <summary>Numbers below this share of the greatest possible one need not be precise; above zero, and as small as 1e-300 for uniformization.</summary>
    public double Floor { get; init; } = 1e-14;

    /// <summary>Elementary operations beyond which the question is refused; some 1e9 take a second.</summary>
    public double MaximumOperations { get; init; } = 1e12;
}
