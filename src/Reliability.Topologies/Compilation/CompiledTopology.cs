using System.Collections.Immutable;
using Reliability.FaultTrees;
using Reliability.Modeling.Models;
using Reliability.Topologies.Services;

namespace Reliability.Topologies.Compilation;

/// <summary>A topology as the engines take it.</summary>
/// <param name="Topology">What it was compiled from.</param>
/// <param name="Model">The stochastic model, with the labels and rewards of every service.</param>
/// <param name="Services">The services, each with its names in the model and its fault tree.</param>
public sealed record CompiledTopology(Topology Topology, StochasticModel Model, ImmutableArray<CompiledService> Services);

/// <summary>One service of a compiled topology.</summary>
/// <param name="Service">The service.</param>
/// <param name="UpLabel">The label of the states in which it is up.</param>
/// <param name="DataLossLabel">The label of the states in which data that it needs are lost; <c>null</c> when no part keeps data.</param>
/// <param name="CapacityReward">The reward of its capacity.</param>
/// <param name="WeightReward">The reward of the share of its clients that are served.</param>
/// <param name="FaultTree">Its static fault tree, common causes not yet expanded.</param>
/// <param name="Invisible">Downtime that a static tree cannot see: of which part, by which cause.</param>
/// <param name="TreeDynamics">What else happens in time that a static tree cannot say, in words.</param>
public sealed record CompiledService(
    Service Service, string UpLabel, string? DataLossLabel, string CapacityReward, string WeightReward, FaultTree FaultTree, ImmutableArray<(string Part, Cause Cause)> Invisible, ImmutableArray<string> TreeDynamics);
