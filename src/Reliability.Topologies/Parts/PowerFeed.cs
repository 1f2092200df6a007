using Reliability.Modeling.Models;
using Reliability.Topologies.Compilation;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Parts;

/// <summary>A power feed. What hangs on it alone is down while it is down; its repair time counts until that is back in service.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Feed">How often it fails and how long that lasts.</param>
public sealed record PowerFeed(string Name, Hardware Feed) : Part(Name)
{
    internal override PartProcess AddProcess(PartScope scope)
    {
        var failed = scope.Integer("failed", 1);
        scope.Event("fails", failed.Is(0), Feed.FailureRate, Cause.Power, Set(failed, 1));
        scope.Event("returns", failed.Is(1), Feed.RepairRate, Cause.Power, Set(failed, 0));
        return new PartProcess(failed.Is(0));
    }

    internal override string AddTree(TreeScope scope) => scope.Event("power", Feed.Unavailability, Cause.Power);
}
