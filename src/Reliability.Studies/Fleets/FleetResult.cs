using Reliability.Simulation.Engine;
using Reliability.Topologies.Compilation;

namespace Reliability.Studies.Fleets;

/// <summary>What a simulation of all copies together found.</summary>
/// <param name="Fleet">The copies and their hosts.</param>
/// <param name="Simulation">The simulation; its service is up while every copy is.</param>
/// <param name="MeanDown">The mean number of copies down at a time.</param>
public sealed record FleetResult(Fleet Fleet, SimulationResult Simulation, double MeanDown);
