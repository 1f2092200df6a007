using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Engine;

/// <summary>How often so many copies of a fleet, or more, are down at the same time.</summary>
/// <param name="Copies">The number of copies, at least 1.</param>
/// <param name="FractionOfTime">The share of time with so many or more down.</param>
/// <param name="PerHour">How often an hour the number rises from below it to it or beyond.</param>
public sealed record SimultaneousOutages(int Copies, ConfidenceInterval FractionOfTime, ConfidenceInterval PerHour);
