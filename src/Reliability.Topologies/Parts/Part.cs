using Reliability.Modeling.Collections;
using Reliability.Topologies.Compilation;

namespace Reliability.Topologies.Parts;

/// <summary>One part of a system. A part knows how to write itself as a stochastic process and as a fault tree.</summary>
/// <param name="Name">Its name, unique in the topology.</param>
public abstract record Part(string Name)
{
    /// <summary>Names of the power feeds it hangs on: it is powered while any of them is up; none means that power is not modelled for it.</summary>
    public EquatableArray<string> Power { get; init; } = [];

    /// <summary>The host that it shares with other parts; <c>null</c>: its hosts, if it has any, are its own.</summary>
    public string? Host { get; init; }

    /// <summary>Adds the part's variables and events to a model and says in which states it serves.</summary>
    internal abstract PartProcess AddProcess(PartScope scope);

    /// <summary>Adds the part's basic events and gates to a fault tree and returns the name of the gate or event "part down".</summary>
    internal abstract string AddTree(TreeScope scope);
}
