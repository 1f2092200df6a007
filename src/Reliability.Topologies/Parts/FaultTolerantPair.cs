using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Compilation;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Parts;

/// <summary>
/// A virtual machine and its secondary in lockstep on another host. Hardware failures of the two hosts are independent; the software is one process that
/// crashes as one (cause common-mode), and a window takes both copies down.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Hosts">Number of hosts that may run a copy, at least 2; 0 for so many that a free one is always there.</param>
/// <param name="Hardware">One host.</param>
/// <param name="Software">The one software process; <c>null</c> leaves crashes out.</param>
/// <param name="Coverage">Probability that the secondary takes over without a gap.</param>
/// <param name="Recovery">Mean time to recover when it does not.</param>
/// <param name="Reprotection">Mean time to bring up a new secondary: minutes when placed automatically, hours when by hand.</param>
/// <param name="Upgrade">Windows that take both copies down; <c>null</c> for none.</param>
public sealed record FaultTolerantPair(string Name, int Hosts, Hardware Hardware, Software? Software, double Coverage, Duration Recovery, Duration Reprotection, UpgradeWindow? Upgrade = null) : Part(Name)
{
    /// <summary>The lockstep link between the hosts; <c>null</c> leaves it out. While it is down the pair runs unprotected.</summary>
    public Hardware? Link { get; init; }

    /// <summary>Copies of the pair on the same hosts, at least 1. The process is that of one; more than one make a fleet, which the simulator plays as a whole.</summary>
    public int Copies { get; init; } = 1;

    internal override PartProcess AddProcess(PartScope scope)
    {
        // phase: 0 runs, 1 software restarts, 2 recovers from a takeover that was not covered
        var copies = scope.Integer("copies", 2, 2);
        var phase = scope.Integer("phase", 2);
        var failed = Hosts > 0 ? scope.Integer("hosts_failed", Hosts) : null;
        var link = Link is null ? null : scope.Integer("link_failed", 1);
        var window = Upgrade is null ? null : new WindowPhase(scope, Upgrade);
        var open = window?.Open ?? Expression.True;
        Assignment[] lostHost = failed is null ? [] : [Set(failed, failed + 1)];
        var rate = Hardware.FailureRate;

        scope.Branch(
            "a host of the pair fails", copies.Is(2) & phase.Is(0) & open, 2 * rate, Cause.Hardware,
            With(Coverage, Cause.Hardware, [Set(copies, 1), .. lostHost]),
            With(1 - Coverage, Cause.UncoveredFailover, [Set(copies, 1), Set(phase, 2), .. lostHost]));
        scope.Event("a host fails while the pair is down", copies.Is(2) & !(phase.Is(0) & open), 2 * rate, Cause.Hardware, [Set(copies, 1), .. lostHost]);
        scope.Event("the last host fails", copies.Is(1), rate, Cause.Hardware, [Set(copies, 0), Set(phase, 0), .. lostHost]);
        AddHosts(scope, copies, failed);
        AddProtection(scope, copies, phase, failed, link);
        if (Software is { } software)
        {
            scope.Event("the pair crashes", copies.IsAtLeast(1) & phase.Is(0) & open, software.CrashRate, Cause.CommonMode, Set(phase, 1));
            scope.Event("the pair is restarted", phase.Is(1) & open, software.RestartRate, Cause.CommonMode, Set(phase, 0));
        }

        scope.Event("recovered by hand", phase.Is(2) & open, Recovery.AsRate.TotalPerHour, Cause.UncoveredFailover, Set(phase, 0));
        window?.Add(copies.IsAtLeast(1) & phase.Is(0) & open, [Set(phase, 0)], scope.Assumptions.WindowLeavesAsNew ? [Set(copies, 2), .. failed is null ? [] : new[] { Set(failed, 0) }] : []);
        scope.Reward("unprotected", copies.IsAtMost(1).Choose(1.0, 0.0));
        return new PartProcess(copies.IsAtLeast(1) & phase.Is(0) & open);
    }

    internal override string AddTree(TreeScope scope)
    {
        scope.CannotSee(Cause.UncoveredFailover, Cause.UpgradeOverrun);
        scope.TakesNoAccountOf("the time until a new secondary is in step");
        if (Hosts > 0 && scope.Assumptions.RepairCrewShared) scope.TakesNoAccountOf("one repair crew for all hosts");
        if (Link is not null) scope.TakesNoAccountOf("the lockstep link");
        var hosts = Enumerable.Range(1, Math.Max(Hosts, 2)).Select(i => scope.Event($"host{i}", Hardware.Unavailability, Cause.Hardware)).ToArray();
        string[] causes = [scope.And("hosts", hosts), .. scope.Window(Upgrade)];
        if (Software is { } software) causes = [scope.Event("software", software.Unavailability, Cause.CommonMode), .. causes];
        return scope.Or("down", causes);
    }

    private void AddHosts(PartScope scope, VariableExpression copies, VariableExpression? failed)
    {
        if (failed is null)
        {
            scope.Event("a host is repaired", copies.Is(0), Hardware.RepairRate, Cause.Hardware, Set(copies, 1));
            return;
        }

        var idle = (Expression)Hosts - failed - copies;
        scope.Event("an idle host fails", idle.IsAtLeast(1), idle * (Expression)Hardware.FailureRate, Cause.Hardware, Set(failed, failed + 1));
        Expression crews = scope.Assumptions.RepairCrewShared ? 1 : failed;
        scope.Event("a host is repaired", failed.IsAtLeast(1), crews * (Expression)Hardware.RepairRate, Cause.Hardware, Set(failed, failed - 1));
        var boot = Software?.Restart ?? Recovery;
        scope.Event("started on another host", copies.Is(0) & idle.IsAtLeast(1), boot.AsRate.TotalPerHour, Cause.Hardware, Set(copies, 1));
    }

    private void AddProtection(PartScope scope, VariableExpression copies, VariableExpression phase, VariableExpression? failed, VariableExpression? link)
    {
        var possible = copies.Is(1) & phase.Is(0);
        if (failed is not null) possible &= failed.IsAtMost(Hosts - 2);
        if (link is not null)
        {
            possible &= link.Is(0);
            scope.Event("the link fails", link.Is(0), Link!.FailureRate, Cause.Link, Set(link, 1), Set(copies, copies.Is(2).Choose(1, copies)));
            scope.Event("the link is repaired", link.Is(1), Link.RepairRate, Cause.Link, Set(link, 0));
        }

        scope.Event("protected again", possible, Reprotection.AsRate.TotalPerHour, Cause.Hardware, Set(copies, 2));
    }
}
