using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Topologies.Compilation;

/// <summary>All copies of a service on their hosts as one model, for the simulator: which copies a failure takes together shows only there.</summary>
/// <param name="Part">The part that there are copies of.</param>
/// <param name="Hosts">Number of hosts that the copies share.</param>
/// <param name="Model">The model.</param>
/// <param name="Up">For each copy, where its service is up.</param>
public sealed record Fleet(string Part, int Hosts, StochasticModel Model, ImmutableArray<Expression> Up);
