using Reliability.Modeling.Collections;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Parts;

namespace Reliability.Topologies;

/// <summary>Topologies without one of their threats.</summary>
public static class TopologyReduction
{
    /// <summary>The topology without something; the same one when it has nothing of it.</summary>
    public static Topology Without(this Topology topology, Omission omission) =>
        topology with { Parts = topology.Parts.Select(p => omission == Omission.Upgrades ? WithoutUpgrades(p) : WithoutCommonMode(p)).ToEquatableArray() };

    private static Part WithoutUpgrades(Part part) => part switch
    {
        SingleServer p => p with { Upgrade = null },
        RestartCluster p => p with { Upgrade = null },
        FaultTolerantPair p => p with { Upgrade = null },
        HighAvailabilityPair p => p with { Upgrade = null },
        _ => part,
    };

    private static Part WithoutCommonMode(Part part) => part switch
    {
        FaultTolerantPair p => p with { Software = null },
        HighAvailabilityPair { Software: { CommonMode: > 0 and < 1 } s } p => p with { Software = s with { Mtbf = Duration.FromHours(s.Mtbf.TotalHours / (1 - s.CommonMode)), CommonMode = 0 } },
        _ => part,
    };
}
