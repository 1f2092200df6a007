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
    private const int MostCounted = 32;

    internal override PartProcess AddProcess(PartScope scope)
    {
        var hardware = scope.HostUp is null ? scope.Integer("failed", 1) : null;
        var works = scope.HostUp ?? hardware!.Is(0);
        var crashed = scope.Integer("crashed", 1);
        var others = Machines > 1 ? scope.Integer("others_crashed", Machines - 1) : null;
        var window = Upgrade is null ? null : new WindowPhase(scope, Upgrade);
        var open = window?.Open ?? Expression.True;
        Assignment[] fresh = others is null ? [Set(crashed, 0)] : [Set(crashed, 0), Set(others, 0)];

        var quiet = others is null ? crashed.Is(0) : crashed.Is(0) & others.Is(0);
        if (hardware is null)
        {
            scope.AtOnce("goes down with its host", !works & !quiet, fresh);
        }
        else
        {
            var mayFail = works & (scope.Assumptions.FailuresDuringRecovery ? Expression.True : quiet);
            scope.Event("hardware fails", mayFail, Hardware.FailureRate, Cause.Hardware, [Set(hardware, 1), .. fresh]);
            scope.Event("hardware repaired", hardware.Is(1), Hardware.RepairRate, Cause.Hardware, Set(hardware, 0));
        }

        if (Software is { } software)
        {
            scope.Event("machine crashes", works & open & crashed.Is(0), software.CrashRate, Cause.Software, Set(crashed, 1));
            scope.Event("machine restarted", crashed.Is(1) & open, software.RestartRate, Cause.Software, Set(crashed, 0));
            if (others is not null)
            {
                scope.Event("other crashes", works & open & others.IsAtMost(Machines - 2), ((Expression)(Machines - 1) - others) * (Expression)software.CrashRate, Cause.Software, Set(others, others + 1));
                scope.Event("other restarted", others.IsAtLeast(1) & open, others * (Expression)software.RestartRate, Cause.Software, Set(others, others - 1));
            }
        }

        window?.Add(works & crashed.Is(0) & open, fresh, scope.Assumptions.WindowLeavesAsNew && hardware is not null ? [Set(hardware, 0)] : []);
        Expression down = others is null ? crashed : crashed + others;
        scope.Reward("machines-down", (works & open).Choose(down, Machines));
        // How many are down at once: the share of time for each number.
        for (var k = 1; k <= Machines && Machines is > 1 and <= MostCounted; k++) scope.Reward($"{k}-of-{Machines}-down", (works & open).Choose(down.Is(k).Choose(1.0, 0.0), k == Machines ? 1.0 : 0.0));
        return new PartProcess(works & crashed.Is(0) & open);
    }

    internal override string AddTree(TreeScope scope)
    {
        scope.CannotSee(Cause.UpgradeOverrun);
        string[] causes = Host is null ? [scope.Event("hardware", Hardware.Unavailability, Cause.Hardware)] : [];
        if (Software is { } software) causes = [.. causes, scope.Event("software", software.Unavailability, Cause.Software)];
        causes = [.. causes, .. scope.Window(Upgrade)];
        // On a shared host without software and windows nothing of its own fails.
        return causes.Length == 0 ? scope.Event("nothing of its own", 0, Cause.Unknown) : scope.Or("down", causes);
    }
}
