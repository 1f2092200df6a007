using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Compilation;

namespace Reliability.Topologies.Parts;

/// <summary>
/// Two nodes with mirrored storage, nothing shared: each crashes and is upgraded by itself. Service moves in a failover, which takes time and may not work.
/// Active/passive: one node serves. Active/active: both do, each for its own aliases; the survivor takes over those of a lost node.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Hardware">One node.</param>
/// <param name="Software">The software of one node, with the share of crashes that take both.</param>
/// <param name="Failover">Mean time of a covered failover.</param>
/// <param name="Coverage">Probability that a failover works by itself.</param>
/// <param name="Manual">Mean time to recover by hand when it does not.</param>
public sealed partial record HighAvailabilityPair(string Name, Hardware Hardware, Software Software, Duration Failover, double Coverage, Duration Manual) : Part(Name)
{
    /// <summary>Both nodes serve, each its own aliases. Default: active/passive.</summary>
    public bool ActiveActive { get; init; }

    /// <summary>Aliases of each node, 1 to 6; active/active only.</summary>
    public int Aliases { get; init; } = 1;

    /// <summary>Mean time for which one alias is interrupted when it moves back to its own node, one after the other; zero moves all back in no time. Active/active only.</summary>
    public Duration Failback { get; init; }

    /// <summary>Mean time to copy the mirror to a node that returns; zero: nothing to copy. Until it is whole the node is no failover target.</summary>
    public Duration Resync { get; init; }

    /// <summary>The mirror link; <c>null</c> leaves it out. While it is down the copies drift apart, and a resync follows its repair.</summary>
    public Hardware? Link { get; init; }

    /// <summary>Probability that a hardware failure destroys the disks of the node; data are lost when the other copy is not whole then.</summary>
    public double DiskLoss { get; init; }

    /// <summary>Mean time to restore from backup after a data loss.</summary>
    public Duration Restore { get; init; } = Duration.FromHours(24);

    /// <summary>Its windows; <c>null</c> for none.</summary>
    public UpgradeWindow? Upgrade { get; init; }

    internal override string AddTree(TreeScope scope)
    {
        scope.CannotSee(Cause.Failover, Cause.UncoveredFailover, Cause.Failback, Cause.UpgradeOverrun);
        scope.TakesNoAccountOf("a second failure during a failover");
        if (Resync.TotalHours > 0) scope.TakesNoAccountOf("resynchronisation, during which a node is no failover target");
        if (Link is not null) scope.TakesNoAccountOf("the mirror link");
        // While the mirror is copied a node is no failover target: the second failures in that time are of these causes.
        if (Resync.TotalHours > 0) scope.CannotSee(Cause.Hardware, Cause.Software, Cause.Disk);
        string[] software = [scope.Event("software1", Software.Unavailability, Cause.Software), scope.Event("software2", Software.Unavailability, Cause.Software)];
        if (Software.CommonMode > 0) scope.CommonCause("software", Software.CommonMode, software);
        var node1 = scope.Or("node1", scope.Event("hardware1", Hardware.Unavailability, Cause.Hardware), software[0]);
        var node2 = scope.Or("node2", scope.Event("hardware2", Hardware.Unavailability, Cause.Hardware), software[1]);
        string[] causes = [scope.And("both nodes", node1, node2)];
        if (Upgrade is { Rolling: false }) causes = [.. causes, .. scope.Window(Upgrade)];
        if (Upgrade is { Rolling: true } window)
        {
            // The windows of the two nodes never overlap: each meets only a failure of the other node.
            causes =
            [
                .. causes,
                scope.And("alone1", scope.Event("upgrade1", window.Fraction, Cause.Upgrade), node2),
                scope.And("alone2", scope.Event("upgrade2", window.Fraction, Cause.Upgrade), node1),
            ];
            scope.CannotSee(Cause.Upgrade);
        }

        return scope.Or("down", causes);
    }
}
