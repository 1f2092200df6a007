using System.Collections.Immutable;
using Reliability.Simulation.Engine;
using Reliability.Simulation.RareEvents;

namespace Reliability.Studies.RareEvents;

/// <summary>One measure that plain simulation saw too little of, by a method for rare events.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="At">The time in hours, for measures at a time.</param>
/// <param name="Result">The estimate, that of a second scheme, and what tells whether they fit.</param>
public sealed record RareEventFinding(string Measure, double? At, RareEventResult Result);

/// <summary>The answers of a simulation with those in place that rare events needed a method of their own for.</summary>
/// <param name="Simulation">The answers.</param>
/// <param name="Findings">What was found so, and what was not believed.</param>
public sealed record RareEventFindings(SimulationResult Simulation, ImmutableArray<RareEventFinding> Findings);
