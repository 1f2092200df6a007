using Reliability.Modeling.Collections;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Topologies;

/// <summary>A fault-tolerant or highly available system as its architect describes it: parts, and services that need them. Immutable, equal by value.</summary>
/// <param name="Name">What the system is called in reports.</param>
/// <param name="Parts">Its parts, with names of their own.</param>
/// <param name="Services">Its services; the first is the one that comparisons show.</param>
/// <param name="Assumptions">The switches that change the answer.</param>
public sealed record Topology(string Name, EquatableArray<Part> Parts, EquatableArray<Service> Services, Assumptions Assumptions);
