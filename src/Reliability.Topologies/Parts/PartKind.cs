namespace Reliability.Topologies.Parts;

/// <summary>What a part is called by its kind, the same in every topology.</summary>
public static class PartKind
{
    /// <summary>The kinds in the order in which reports list them.</summary>
    public static IReadOnlyList<string> All { get; } = ["single server", "restart cluster", "FT pair", "HA pair", "disk group", "network team", "power feed", "shared host"];

    /// <summary>The kind of a part.</summary>
    public static string Of(Part part) => part switch
    {
        SingleServer => All[0],
        RestartCluster => All[1],
        FaultTolerantPair => All[2],
        HighAvailabilityPair => All[3],
        DiskGroup => All[4],
        NetworkTeam => All[5],
        PowerFeed => All[6],
        SharedHost => All[7],
        null => throw new ArgumentNullException(nameof(part)),
        _ => throw new NotSupportedException(part.GetType().Name),
    };
}
