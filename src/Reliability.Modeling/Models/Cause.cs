namespace Reliability.Modeling.Models;

/// <summary>What an outage is booked to: the kind of event that began it. A name; the well-known ones are here.</summary>
/// <param name="Name">The name as reports show it.</param>
public readonly record struct Cause(string Name)
{
    /// <summary>A host, node or server fails.</summary>
    public static Cause Hardware { get; } = new("hardware");

    /// <summary>One copy of a program crashes.</summary>
    public static Cause Software { get; } = new("software");

    /// <summary>All copies of a program crash at once.</summary>
    public static Cause CommonMode { get; } = new("common-mode");

    /// <summary>Service moves to the other copy as designed; the time this takes.</summary>
    public static Cause Failover { get; } = new("failover");

    /// <summary>Service should have moved to the other copy but did not, and somebody must help.</summary>
    public static Cause UncoveredFailover { get; } = new("uncovered failover");

    /// <summary>Service moves back to a repaired copy.</summary>
    public static Cause Failback { get; } = new("failback");

    /// <summary>A feed or circuit loses power.</summary>
    public static Cause Power { get; } = new("power");

    /// <summary>A network path or switch fails.</summary>
    public static Cause Network { get; } = new("network");

    /// <summary>A mirror or lockstep link fails.</summary>
    public static Cause Link { get; } = new("link");

    /// <summary>A disk or a group of disks fails.</summary>
    public static Cause Disk { get; } = new("disk");

    /// <summary>A planned window: scheduled downtime.</summary>
    public static Cause Upgrade { get; } = new("upgrade");

    /// <summary>Service is not back when its planned window closes, or the upgrade failed and is rolled back: unscheduled downtime.</summary>
    public static Cause UpgradeOverrun { get; } = new("upgrade overrun");

    /// <summary>Nothing better is known.</summary>
    public static Cause Unknown { get; } = new("other");

    /// <summary>The well-known causes in the order in which reports list them.</summary>
    public static IReadOnlyList<Cause> WellKnown { get; } =
        [Hardware, Software, CommonMode, Failover, UncoveredFailover, Failback, Power, Network, Link, Disk, Upgrade, UpgradeOverrun, Unknown];

    /// <summary>True when downtime of this cause was announced beforehand.</summary>
    public bool IsScheduled => this == Upgrade;

    /// <summary>The order in which reports list causes: the well-known ones first, in their order, then others by name.</summary>
    public static IComparer<Cause> ReportOrder { get; } = Comparer<Cause>.Create(static (left, right) =>
    {
        var (a, b) = (Rank(left), Rank(right));
        return a != b ? a.CompareTo(b) : string.CompareOrdinal(left.Name, right.Name);
    });

    /// <inheritdoc />
    public override string ToString() => Name;

    private static int Rank(Cause cause)
    {
        for (var i = 0; i < WellKnown.Count; i++)
        {
            if (WellKnown[i] == cause) return i;
        }

        return WellKnown.Count;
    }
}
