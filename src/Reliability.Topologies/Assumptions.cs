namespace Reliability.Topologies;

/// <summary>The switches that change the answer; every report prints them.</summary>
public sealed record Assumptions
{
    /// <summary>Whether something else may fail while a failover or a recovery runs. Off gives the simplest textbook chains. Default on.</summary>
    public bool FailuresDuringRecovery { get; init; } = true;

    /// <summary>When both nodes of a pair are down: each needs its own repair (on), or service is back after one software restart whatever failed (off). Default on.</summary>
    public bool EachNodeNeedsItsRepair { get; init; } = true;

    /// <summary>Whether a covered failover counts as an interruption of service. Default on.</summary>
    public bool CoveredFailoverIsOutage { get; init; } = true;

    /// <summary>Whether a window leaves the whole node as new, hardware included, or only its software. Default off: hardware state is kept, and its repair goes on.</summary>
    public bool WindowLeavesAsNew { get; init; }

    /// <summary>Whether one repair crew serves a team of network paths or a pool of hosts. Default on.</summary>
    public bool RepairCrewShared { get; init; } = true;

    /// <summary>Whether scheduled downtime counts against a service's objective. Default on.</summary>
    public bool ScheduledDowntimeCounts { get; init; } = true;

    /// <summary>The switches and their settings, in words.</summary>
    public IReadOnlyList<(string Switch, string Setting)> Describe() =>
    [
        ("failures during a failover or recovery", FailuresDuringRecovery ? "modelled" : "ignored"),
        ("both nodes of a pair down", EachNodeNeedsItsRepair ? "each needs its own repair" : "back after one software restart"),
        ("covered failover", CoveredFailoverIsOutage ? "counts as an interruption" : "does not count as an interruption"),
        ("hardware in an upgrade window", WindowLeavesAsNew ? "as new when the window closes" : "repair goes on, state is kept"),
        ("repair crew", RepairCrewShared ? "one, shared" : "one for each"),
        ("scheduled downtime", ScheduledDowntimeCounts ? "inside the agreement" : "outside the agreement"),
    ];
}
