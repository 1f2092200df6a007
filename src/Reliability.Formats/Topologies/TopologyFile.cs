using System.Collections.Immutable;
using Reliability.Modeling.Models;
using Reliability.Topologies;

namespace Reliability.Formats.Topologies;

/// <summary>A topology as read from a file.</summary>
/// <param name="Topology">The topology.</param>
/// <param name="Description">Its free text.</param>
/// <param name="Inputs">Every number that went in, defaults included.</param>
public sealed record TopologyFile(Topology Topology, string? Description, ImmutableArray<InputValue> Inputs)
{
    /// <summary>The named parameters, in the order of the file.</summary>
    public ImmutableArray<InputValue> Parameters { get; init; } = [];
}
