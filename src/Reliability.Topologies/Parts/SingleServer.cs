using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Topologies.Compilation;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Parts;

/// <summary>One physical server with N consolidated virtual machines, "all eggs in one basket". Its service is that of one of the machines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hardware">The server.</param>
/// <param name="Software">The software of each machine; <c>null</c> leaves crashes out.</param>
/// <param name="Machines">Number of virtual machines, at least 1.</param>
/// <param name="Upgrade">Its windows; <c>null</c> for none.</param>
public sealed record SingleServer(string Name, Hardware Hardware, Software? Software, int Machines = 1, UpgradeWindow? Upgrade = null) : Part(Name)
{
    internal override PartProcess AddProcess(PartScope scope)
    {
        var hardware = scope.Integer("failed", 1);
        var crashed = scope.Integer("crashed", 1);
        var others = Machines > 1 ? scope.Integer("others_crashed", Machines - 1) : null;
        var window = Upgrade is null ? null : new WindowPhase(scope, Upgrade);
        var open = window?.Open ?? Expression.True;
        Assignment[] fresh = others is null ? [Set(crashed, 0)] : [Set(crashed, 0), Set(others, 0)];

        var quiet = others is null ? crashed.Is(0) : crashed.Is(0) & others.Is(0);
        var mayFail = hardware.Is(0) & (scope.Assumptions.FailuresDuringRecovery ? Expression.True : quiet);
        scope.Event("hardware fails", mayFail, Hardware.FailureRate, Cause.Hardware, [Set(hardware, 1), .. fresh]);
        scope.Event("hardware repaired", hardware.Is(1), Hardware.RepairRate, Cause.Hardware, Set(hardware, 0));
        if (Software is { } software)
        {
            scope.Event("machine crashes", hardware.Is(0) & open & crashed.Is(0), software.CrashRate, Cause.Software, Set(crashed, 1));
            scope.Event("machine restarted", crashed.Is(1) & open, software.RestartRate, Cause.Software, Set(crashed, 0));
            if (others is not null)
            {
                scope.Event("other crashes", hardware.Is(0) & open & others.IsAtMost(Machines - 2), ((Expression)(Machines - 1) - others) * (Expression)software.CrashRate, Cause.Software, Set(others, others + 1));
                scope.Event("other restarted", others.IsAtLeast(1) & open, others * (Expression)software.RestartRate, Cause.Software, Set(others, others - 1));
            }
        }

        window?.Add(hardware.Is(0) & crashed.Is(0) & open, fresh, scope.Assumptions.WindowLeavesAsNew ? [Set(hardware, 0)] : []);
        Expression down = others is null ? crashed : crashed + others;
        scope.Reward("machines-down", (hardware.Is(0) & open).Choose(down, Machines));
        return new PartProcess(hardware.Is(0) & crashed.Is(0) & open);
    }

    internal override string AddTree(TreeScope scope)
    {
        scope.CannotSee(Cause.UpgradeOverrun);
        string[] causes = [scope.Event("hardware", Hardware.Unavailability, Cause.Hardware)];
        if (Software is { } software) causes = [.. causes, scope.Event("software", software.Unavailability, Cause.Software)];
        return scope.Or("down", [.. causes, .. scope.Window(Upgrade)]);
    }
}
