using Reliability.Modeling.Quantities;
using Reliability.Topologies;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Studies.Tests;

/// <summary>The reference chains of the literature study, said as topologies.</summary>
internal static class ReferenceTopologies
{
    public static readonly Hardware Host = new(Duration.FromHours(100_000), Duration.FromHours(3));
    public static readonly Software Guest = new(Duration.FromHours(1460), Duration.FromMinutes(10));
    public static readonly Assumptions Textbook = new() { FailuresDuringRecovery = false, EachNodeNeedsItsRepair = false };

    public static readonly SingleServer S1 = new("server", Host, Guest);
    public static readonly FaultTolerantPair S2a = new("vm", 0, Host, Guest, 0.99, Duration.FromMinutes(10), Duration.FromMinutes(30));
    public static readonly FaultTolerantPair S2c = S2a with { Software = null };
    public static readonly HighAvailabilityPair S3a = new("san", Host, Guest with { CommonMode = 0.05 }, Duration.FromSeconds(30), 0.95, Duration.FromMinutes(10));
    public static readonly HighAvailabilityPair S3b = S3a with { ActiveActive = true };
    public static readonly NetworkTeam S5a = new("net", 2, new Hardware(Duration.FromHours(100_000), Duration.FromHours(4)), 0.98, Duration.FromSeconds(10));
    public static readonly DiskGroup S5b = new("disks", RaidLevel.Raid1, 2, Rate.PerYear(0.0136), Duration.FromHours(24), Duration.FromHours(24));

    public static Topology Of(Assumptions assumptions, params Part[] parts) =>
        new("reference", [.. parts], [new Service("service", new NeedAtLeast(parts.Length, [.. parts.Select(p => new NeedPart(p.Name))]))], assumptions);
}
