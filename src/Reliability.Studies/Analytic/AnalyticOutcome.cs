using Reliability.Modeling.Diagnostics;

namespace Reliability.Studies.Analytic;

/// <summary>An analytic answer, or why there is none.</summary>
/// <param name="Result">The answer.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="LimitReached">True when a limit was reached that an option can raise.</param>
public sealed record AnalyticOutcome(AnalyticResult? Result, Diagnostic? Problem, bool LimitReached = false);
