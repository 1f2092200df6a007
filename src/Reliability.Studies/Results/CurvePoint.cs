namespace Reliability.Studies.Results;

/// <summary>What the chain says of one time after the start, everything whole at the start; <c>null</c> where it could not be had.</summary>
/// <param name="Hours">The time.</param>
/// <param name="Unreliability">Probability of at least one interruption until then.</param>
/// <param name="IntervalUnavailability">Expected share of the time until then that is down, to about eight digits.</param>
public sealed record CurvePoint(double Hours, double? Unreliability, double? IntervalUnavailability);
