using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Studies.Analytic;

/// <summary>The mean time until a module without a calendar stops, by elimination without subtraction: exact however rare the failure.</summary>
internal static class FirstPassageAnalysis
{
    private const double WantedError = 1e-9;

    /// <summary>Mean time in hours; <c>null</c> when it may never come, or is not found to nine digits.</summary>
    public static double? MeanTime(FailureModule module, CancellationToken cancellation)
    {
        var time = AbsorptionSolver.Create(module.Chain, module.Stops, cancellation: cancellation).ExpectedTime(cancellation).For(module.Initial.AsSpan());
        return double.IsFinite(time.Value) && time.RelativeError <= WantedError ? time.Value : null;
    }
}
