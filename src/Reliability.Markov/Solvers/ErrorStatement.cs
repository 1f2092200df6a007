namespace Reliability.Markov.Solvers;

/// <summary>How wrong a number may be, and how that is known.</summary>
/// <param name="Kind">How it is known.</param>
/// <param name="Absolute">The greatest error, in the unit of the number; not negative.</param>
/// <param name="Source">What says so, in words.</param>
public sealed record ErrorStatement(ErrorKind Kind, double Absolute, string Source);

/// <summary>How an error is known.</summary>
public enum ErrorKind
{
    /// <summary>Arithmetic without subtraction: nothing but rounding, with a proved bound, known beforehand or sharpened by a residual or an elimination with 31 digits.</summary>
    Rounding,

    /// <summary>A proved bound.</summary>
    Bound,

    /// <summary>An estimate that is exact to first order, as the residual weighted by an adjoint solution.</summary>
    Estimate,
}
