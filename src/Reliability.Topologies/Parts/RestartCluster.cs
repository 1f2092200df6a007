using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Compilation;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Parts;

/// <summary>A hypervisor cluster that restarts a virtual machine on another host when its host fails: detection, placement, boot, one after the other.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hosts">Number of hosts, at least 1; 0 for so many that a free one is always there.</param>
/// <param name="Hardware">One host.</param>
/// <param name="Software">The machine's software.</param>
/// <param name="Detection">Mean time to notice that the host is gone.</param>
/// <param name="Placement">Mean time to choose a host; zero leaves the stage out.</param>
/// <param name="Boot">Mean time to boot the machine there.</param>
/// <param name="Upgrade">Windows of the machine; <c>null</c> for none.</param>
public sealed record RestartCluster(string Name, int Hosts, Hardware Hardware, Software Software, Duration Detection, Duration Placement, Duration Boot, UpgradeWindow? Upgrade = null) : Part(Name)
{
    internal override PartProcess AddProcess(PartScope scope)
    {
        // stage: 0 runs, 1 software restarts, 2 loss being noticed, 3 being placed, 4 boots
        var stage = scope.Integer("stage", 4);
        var failed = Hosts > 0 ? scope.Integer("hosts_failed", Hosts) : null;
        var window = Upgrade is null ? null : new WindowPhase(scope, Upgrade);
        var open = window?.Open ?? Expression.True;
        var onHost = stage.IsAtMost(1);
        Expression hostFree = failed is null ? true : failed.IsAtMost(Hosts - 1);
        Assignment[] lostHost = failed is null ? [] : [Set(failed, failed + 1)];

        var mayFail = onHost & (scope.Assumptions.FailuresDuringRecovery ? Expression.True : stage.Is(0));
        scope.Event("its host fails", mayFail, Hardware.FailureRate, Cause.Hardware, [Set(stage, 2), .. lostHost]);
        scope.Event("crashes", stage.Is(0) & open, Software.CrashRate, Cause.Software, Set(stage, 1));
        scope.Event("restarted in place", stage.Is(1) & open, Software.RestartRate, Cause.Software, Set(stage, 0));
        var placed = Placement.TotalHours > 0 ? 3 : 4;
        scope.Event("loss noticed", stage.Is(2), Detection.AsRate.TotalPerHour, Cause.Failover, Set(stage, placed));
        if (placed == 3) scope.Event("placed", stage.Is(3) & hostFree, Placement.AsRate.TotalPerHour, Cause.Failover, Set(stage, 4));
        scope.Event("booted", stage.Is(4) & hostFree, Boot.AsRate.TotalPerHour, Cause.Failover, Set(stage, 0));
        if (failed is not null)
        {
            var spare = (Expression)Hosts - failed - onHost.Choose(1, 0);
            scope.Event("another host fails", spare.IsAtLeast(1), spare * (Expression)Hardware.FailureRate, Cause.Hardware, Set(failed, failed + 1));
            Expression crews = scope.Assumptions.RepairCrewShared ? 1 : failed;
            scope.Event("host repaired", failed.IsAtLeast(1), crews * (Expression)Hardware.RepairRate, Cause.Hardware, Set(failed, failed - 1));
        }

        window?.Add(stage.Is(0) & open, [Set(stage, stage.Is(1).Choose(0, stage))], scope.Assumptions.WindowLeavesAsNew ? [Set(stage, 0), .. failed is null ? [] : new[] { Set(failed, 0) }] : []);
        return new PartProcess(stage.Is(0) & open);
    }

    internal override string AddTree(TreeScope scope)
    {
        scope.CannotSee(Cause.Hardware, Cause.Failover, Cause.UpgradeOverrun);
        if (Hosts > 0 && scope.Assumptions.RepairCrewShared) scope.TakesNoAccountOf("one repair crew for all hosts");
        var hosts = Enumerable.Range(1, Math.Max(Hosts, 2)).Select(i => scope.Event($"host{i}", Hardware.Unavailability, Cause.Hardware)).ToArray();
        return scope.Or("down", [scope.Event("software", Software.Unavailability, Cause.Software), scope.And("hosts", hosts), .. scope.Window(Upgrade)]);
    }
}
