using Reliability.Modeling.Models;
using Reliability.Topologies.Compilation;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Parts;

/// <summary>A physical host on which several parts run: while it is down, all of them are. It serves nobody by itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hardware">How often it fails and how long its repair takes.</param>
public sealed record SharedHost(string Name, Hardware Hardware) : Part(Name)
{
    internal override PartProcess AddProcess(PartScope scope)
    {
        var failed = scope.Integer("failed", 1);
        scope.Event("hardware fails", failed.Is(0), Hardware.FailureRate, Cause.Hardware, Set(failed, 1));
        scope.Event("hardware repaired", failed.Is(1), Hardware.RepairRate, Cause.Hardware, Set(failed, 0));
        return new PartProcess(failed.Is(0));
    }

    internal override string AddTree(TreeScope scope) => scope.Event("hardware", Hardware.Unavailability, Cause.Hardware);
}
