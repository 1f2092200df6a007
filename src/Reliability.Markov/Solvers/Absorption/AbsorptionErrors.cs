namespace Reliability.Markov.Solvers.Absorption;

/// <summary>Error statements of absorption measures.</summary>
internal static class AbsorptionErrors
{
    /// <summary>What is added to the name of a method whose results were corrected by their residuals.</summary>
    public const string Corrected = ", corrected by its residual";

    /// <summary>A value that is not negative, with a relative error.</summary>
    public static SolvedMeasure Measure(double value, double relative, ErrorKind kind, string method)
    {
        // Zero, and infinity found by the graph, are exact; a number beyond the range of doubles is infinite too and says so by its error.
        var absolute = relative == 0 || value == 0 ? 0 : relative * value;
        var source = absolute == 0
            ? "exact: no state on the way needs arithmetic"
            : kind == ErrorKind.Rounding
                ? method.EndsWith(Corrected, StringComparison.Ordinal)
                    ? "sums, products and quotients of positive numbers only, once corrected by the residual with 31 digits: a proved bound on the effect of rounding"
                    : "sums, products and quotients of positive numbers only: a proved bound on the effect of rounding"
                : "a lower and an upper bound, proved by a vector that no sweep raises; rounding included";
        return new SolvedMeasure(value, new ErrorStatement(kind, absolute, source), method);
    }
}
