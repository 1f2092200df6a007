using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Topologies.Parts;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Compilation;

/// <summary>
/// Writes a pair of nodes as a process of two roles: the node that serves (or last served), and its peer. A failover swaps the roles, so that each state
/// stands for two mirror images.
/// </summary>
internal sealed class HighAvailabilityProcess
{
    // What the serving role does.
    private const int Serving = 0, FailingOver = 1, Uncovered = 2, SoftwareDown = 3, HardwareDown = 4, BothRestart = 5, Switching = 6, Upgrading = 7, DataLost = 8;

    // What the peer does.
    private const int Ready = 0, PeerSoftware = 1, PeerHardware = 2, PeerResync = 3, PeerUpgrade = 4, PeerRollback = 5;

    private readonly HighAvailabilityPair pair;
    private readonly PartScope scope;
    private readonly VariableExpression active;
    private readonly VariableExpression peer;
    private readonly VariableExpression? displaced;
    private readonly VariableExpression? outside;
    private readonly VariableExpression? link;
    private readonly double crash;
    private readonly double hardware;
    private readonly bool detailed;
    private readonly int returned;

    public HighAvailabilityProcess(HighAvailabilityPair pair, PartScope scope)
    {
        (this.pair, this.scope) = (pair, scope);
        active = scope.Integer("serving", DataLost);
        peer = scope.Integer("peer", PeerRollback);
        var k = pair.Aliases;
        if (pair.ActiveActive)
        {
            // displaced: aliases of the peer that the serving node still holds; outside: aliases that nobody serves now.
            if (pair.Failback.TotalHours > 0) displaced = scope.Integer("displaced_aliases", k);
            outside = scope.Integer("aliases_out", 2 * k);
        }

        link = pair.Link is null ? null : scope.Integer("link_failed", 1);
        crash = pair.Software.CrashRate;
        hardware = pair.Hardware.FailureRate;
        detailed = scope.Assumptions.FailuresDuringRecovery;
        returned = pair.Resync.TotalHours > 0 ? PeerResync : Ready;
    }

    private Expression InService => active.Is(Serving);

    // Aliases move back as soon as the peer is whole.
    private Expression FailingBack => displaced is null ? false : InService & peer.Is(Ready) & displaced.IsAtLeast(1);

    public PartProcess Add()
    {
        AddFailures();
        AddRecoveries();
        if (link is not null) AddLink();
        if (displaced is not null) scope.Event("an alias moves back", FailingBack, pair.Failback.AsRate.TotalPerHour, Cause.Failback, Set(displaced, displaced - 1));
        if (pair.Upgrade is { Rolling: true }) AddRolling(pair.Upgrade);
        else if (pair.Upgrade is { } together) AddTogether(together);

        var lost = active.Is(DataLost);
        var up = InService & !FailingBack;
        if (!scope.Assumptions.CoveredFailoverIsOutage) up |= active.Is(FailingOver);
        scope.Reward("unprotected", peer.Is(Ready).Choose(0.0, 1.0));
        return new PartProcess(up, pair.DiskLoss > 0 ? lost : null, Capacity(), Weight());
    }

    private Expression Weight()
    {
        if (outside is null) return InService.Choose(1.0, 0.0);
        var all = 2.0 * pair.Aliases;
        var partly = InService | active.Is(FailingOver) | active.Is(Uncovered) | active.Is(Switching);
        var moving = FailingBack.IsFalse ? (Expression)0 : FailingBack.Choose(1, 0);
        return partly.Choose(((Expression)(2 * pair.Aliases) - outside - moving) / (Expression)all, 0.0);
    }

    // Capacity-oriented: a node that serves counts half; active/passive has its whole capacity in the one node.
    private Expression Capacity() =>
        outside is null
            ? InService.Choose(1.0, 0.0)
            : (InService & peer.Is(Ready)).Choose(1.0, (InService | active.Is(FailingOver) | active.Is(Uncovered) | active.Is(Switching)).Choose(0.5, 0.0));

    private void AddFailures()
    {
        var both = InService & peer.Is(Ready);
        var independent = (1 - pair.Software.CommonMode) * crash;
        AddNodeFailure("crash", both, independent, PeerSoftware);
        AddNodeFailure("hardware failure", both, hardware, PeerHardware);
        scope.Event("common-mode crash", both, pair.Software.CommonMode * crash, Cause.CommonMode, [Set(active, BothRestart), .. AllOut()]);

        // The only serving node fails.
        var alone = InService & !peer.Is(Ready);
        if (detailed) alone |= active.Is(FailingOver) | active.Is(Uncovered) | active.Is(Switching);
        var down = scope.Assumptions.EachNodeNeedsItsRepair;
        scope.Event("the only node crashes", alone, crash, Cause.Software, [Set(active, SoftwareDown), .. AllOut(), .. down ? [] : new[] { Set(peer, PeerSoftware) }]);
        var d = pair.DiskLoss;
        scope.Branch(
            "the only node fails", alone, hardware, Cause.Hardware,
            With(1 - d, Cause.Hardware, [Set(active, down ? HardwareDown : SoftwareDown), .. AllOut(), .. down ? [] : new[] { Set(peer, PeerSoftware) }]),
            With(d, Cause.Disk, [Set(active, DataLost), .. AllOut()]));
        if (detailed) scope.Event("a node fails while both restart", active.Is(BothRestart), 2 * hardware, Cause.Hardware, Set(active, SoftwareDown), Set(peer, PeerHardware));
    }

    // One of two whole nodes fails. Active/passive: the serving node fails over, the passive one is just gone. Active/active: either loses its aliases.
    private void AddNodeFailure(string what, Expression both, double rate, int becomes)
    {
        if (outside is null)
        {
            Failover($"{what} of the active node", both, rate, becomes, 0);
            scope.Event($"{what} of the passive node", both, rate, becomes == PeerHardware ? Cause.Hardware : Cause.Software, Set(peer, becomes));
            return;
        }

        var k = pair.Aliases;
        if (displaced is null)
        {
            Failover($"{what} of a node", both, 2 * rate, becomes, k);
            return;
        }

        // While aliases move back, the nodes hold k + displaced and k - displaced of them.
        Failover($"{what} of a node at home", both & displaced.Is(0), 2 * rate, becomes, k);
        Failover($"{what} of the fuller node", both & displaced.IsAtLeast(1), rate, becomes, k + displaced);
        Failover($"{what} of the emptier node", both & displaced.IsAtLeast(1), rate, becomes, k - displaced);
    }

    private void Failover(string what, Expression when, double rate, int becomes, Expression aliases)
    {
        Assignment[] moved = outside is null ? [] : [Set(outside, aliases)];
        scope.Branch(
            what, when, rate, Cause.Failover,
            With(pair.Coverage, Cause.Failover, [Set(active, FailingOver), Set(peer, becomes), .. moved]),
            With(1 - pair.Coverage, Cause.UncoveredFailover, [Set(active, Uncovered), Set(peer, becomes), .. moved]));
    }

    private void AddRecoveries()
    {
        Assignment[] serves = [Set(active, Serving), .. NoneOut(), .. displaced is null ? [] : new[] { Set(displaced, pair.Aliases) }];
        Assignment[] whole = [Set(active, Serving), .. NoneOut(), .. displaced is null ? [] : new[] { Set(displaced, 0) }];
        var restart = pair.Software.RestartRate;
        var repair = pair.Hardware.RepairRate;
        scope.Event("failover done", active.Is(FailingOver), pair.Failover.AsRate.TotalPerHour, Cause.Failover, serves);
        scope.Event("failed over by hand", active.Is(Uncovered), pair.Manual.AsRate.TotalPerHour, Cause.UncoveredFailover, serves);
        scope.Event("both restarted", active.Is(BothRestart), restart, Cause.CommonMode, [.. whole, Set(peer, returned)]);
        scope.Event("restored from backup", active.Is(DataLost), pair.Restore.AsRate.TotalPerHour, Cause.Disk, [.. whole, Set(peer, Ready)]);
        scope.Event("serving node restarted", active.Is(SoftwareDown), restart, Cause.Software, serves);
        scope.Event("serving node repaired", active.Is(HardwareDown), repair, Cause.Hardware, serves);

        // The peer returns. A peer whose copy is whole would serve at once; a stale one must wait for the node that has the data.
        Expression bothDown = active.Is(SoftwareDown) | active.Is(HardwareDown);
        var free = detailed ? active.IsNot(DataLost) & active.IsNot(BothRestart) : InService;
        foreach (var (state, rate, cause, name) in new[] { (PeerSoftware, restart, Cause.Software, "restarted"), (PeerHardware, repair, Cause.Hardware, "repaired") })
        {
            var here = peer.Is(state) & free;
            if (pair.Resync.TotalHours > 0)
            {
                scope.Event($"peer {name}", here, rate, cause, Set(peer, PeerResync));
                continue;
            }

            scope.Event($"peer {name}", here & !bothDown, rate, displaced is null ? cause : Cause.Failback, Set(peer, Ready));
            if (scope.Assumptions.EachNodeNeedsItsRepair)
            {
                scope.Event($"peer {name} and serves", here & bothDown, rate, cause, [.. serves, Set(peer, active.Is(SoftwareDown).Choose(PeerSoftware, PeerHardware))]);
            }
        }

        if (pair.Resync.TotalHours > 0)
        {
            var copying = peer.Is(PeerResync) & InService & (link is null ? Expression.True : link.Is(0));
            scope.Event("mirror whole", copying, pair.Resync.AsRate.TotalPerHour, displaced is null ? Cause.Software : Cause.Failback, Set(peer, Ready));
            if (detailed) AddPeerFailures();
        }
    }

    private void AddPeerFailures()
    {
        var copying = peer.Is(PeerResync) & active.IsNot(DataLost) & active.IsNot(BothRestart);
        scope.Event("crash of the resynchronising node", copying, crash, Cause.Software, Set(peer, PeerSoftware));
        scope.Event("failure of the resynchronising node", copying, hardware, Cause.Hardware, Set(peer, PeerHardware));
    }

    private void AddLink()
    {
        var stale = peer.Is(Ready).Choose(returned, peer);
        scope.Event("mirror link fails", link!.Is(0), pair.Link!.FailureRate, Cause.Link, Set(link, 1), Set(peer, stale));
        scope.Event("mirror link repaired", link.Is(1), pair.Link.RepairRate, Cause.Link, Set(link, 0));
    }

    private void AddTogether(UpgradeWindow window)
    {
        var asNew = scope.Assumptions.WindowLeavesAsNew;
        var opens = active.IsNot(DataLost) & (asNew ? Expression.True : active.IsNot(HardwareDown));
        scope.Instant("window opens", window, window.Start, opens, Cause.Upgrade, true, Do([Set(active, Upgrading), Set(peer, peer.Is(PeerSoftware).Choose(Ready, peer)), .. AllOut()]));
        var p = window.FailureProbability;
        Assignment[] back = [Set(active, Serving), .. NoneOut(), .. asNew ? new[] { Set(peer, Ready) } : []];
        scope.Instant(
            "window closes", window, window.Start + window.Length, active.Is(Upgrading), Cause.UpgradeOverrun, true,
            With(1 - p, Cause.UpgradeOverrun, back), With(p, Cause.UpgradeOverrun, Set(active, BothRestart)));
    }

    // One node after the other; each leaves only while the other is whole, otherwise its window is skipped until the next period.
    private void AddRolling(UpgradeWindow window)
    {
        var healthy = InService & peer.Is(Ready) & !FailingBack;
        Assignment[] leaves = [Set(peer, PeerUpgrade)];
        Assignment[] moves = window.Switchover.TotalHours > 0
            ? [Set(active, Switching), Set(peer, PeerUpgrade), .. outside is null ? [] : new[] { Set(outside, pair.Aliases) }]
            : leaves;
        scope.Instant("first node leaves", window, window.Start, healthy, Cause.Upgrade, false, Do(pair.ActiveActive ? moves : leaves));
        Return("first node returns", window, 1);
        scope.Instant("second node leaves", window, window.Start + window.Length + window.Pause, healthy, Cause.Upgrade, false, Do(moves));
        Return("second node returns", window, 2);
        if (window.Switchover.TotalHours > 0)
        {
            Assignment[] arrived = [Set(active, Serving), .. NoneOut(), .. displaced is null ? [] : new[] { Set(displaced, pair.Aliases) }];
            scope.Event("switchover done", active.Is(Switching), window.Switchover.AsRate.TotalPerHour, Cause.Upgrade, arrived);
        }

        if (window.FailureProbability > 0) scope.Event("rolled back", peer.Is(PeerRollback), window.Rollback.AsRate.TotalPerHour, Cause.Failback, Set(peer, returned));
    }

    private void Return(string name, UpgradeWindow window, int which)
    {
        var at = window.Start + (which == 1 ? window.Length : window.WholeLength);
        var p = window.FailureProbability;
        // With no mirror to copy, a node that returns while the other is down serves at once.
        var rescues = returned == Ready ? active.Is(SoftwareDown) | active.Is(HardwareDown) : Expression.False;
        Assignment[] back =
        [
            Set(peer, rescues.Choose(active.Is(SoftwareDown).Choose(PeerSoftware, PeerHardware), returned)),
            Set(active, rescues.Choose(Serving, active)),
            .. outside is null ? [] : new[] { Set(outside, rescues.Choose(0, outside)) },
        ];
        scope.Instant(name, window, at, peer.Is(PeerUpgrade), Cause.Failback, false, With(1 - p, Cause.Failback, back), With(p, Cause.Failback, Set(peer, PeerRollback)));
    }

    private Assignment[] AllOut() => outside is null ? [] : [Set(outside, 2 * pair.Aliases)];

    private Assignment[] NoneOut() => outside is null ? [] : [Set(outside, 0)];
}
