namespace Reliability.Markov.Solvers;

/// <summary>A number with the statement of its error.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">How wrong it may be.</param>
/// <param name="Method">The method that found it.</param>
public sealed record SolvedMeasure(double Value, ErrorStatement Error, string Method)
{
    /// <summary>The error as a share of the number; 0 for an exact zero.</summary>
    public double RelativeError => Error.Absolute == 0 ? 0 : Error.Absolute / Math.Abs(Value);
}
