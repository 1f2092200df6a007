using System.Collections.Immutable;
using System.Globalization;
using Reliability.Charts;
using Reliability.Topologies.Parts;

namespace Reliability.Reporting.Drawings;

/// <summary>One part as boxes: hosts with machines, nodes with controllers and mirrored disks, disks, paths. Bands under them say what fails together.</summary>
internal static class PartDrawing
{
    private const int MostDrawn = 6;

    /// <summary>The drawing of a part.</summary>
    public static DiagramBox Of(Part part)
    {
        var box = part switch
        {
            SingleServer p => Server(p),
            RestartCluster p => Cluster(p),
            FaultTolerantPair p => Lockstep(p),
            HighAvailabilityPair p => Nodes(p),
            DiskGroup p => Disks(p),
            NetworkTeam p => Paths(p),
            PowerFeed => new DiagramBox("") { Tone = DiagramTone.Fresh, Lines = ["power feed"] },
            _ => new DiagramBox("") { Lines = [PartKind.Of(part)] },
        };
        box = box with { Name = Wording.Label(part.Name), Tone = box.Tone == DiagramTone.Fresh ? DiagramTone.Fresh : DiagramTone.Plain };
        if (part.Power.Count == 0 || box.Boxes.IsEmpty) return box;
        return box with { Bands = box.Bands.Add(new DiagramBand(0, box.Boxes.Length - 1, "power: " + string.Join(" or ", part.Power.Select(Wording.Label)), DiagramTone.Fresh)) };
    }

    private static DiagramBox Server(SingleServer p)
    {
        var machines = Many(p.Machines, i => new DiagramBox(p.Machines == 1 ? "system" : $"VM {i}") { Tone = DiagramTone.Strong });
        DiagramBox host = new("host") { Tone = DiagramTone.Ground, Boxes = machines };
        return new DiagramBox("")
        {
            Lines = [p.Machines == 1 ? "single server" : $"single server, {p.Machines} machines"],
            Boxes = [host],
            Bands = Bands(0, p.Machines > 1 ? "one host: its failure takes every machine" : null, Window(p.Upgrade, "takes it down")),
        };
    }

    private static DiagramBox Cluster(RestartCluster p)
    {
        var boxes = Hosts(p.Hosts, i => i == 1 ? new DiagramBox("VM") { Tone = DiagramTone.Strong, Lines = ["runs"] } : i == 2 ? new DiagramBox("VM") { Tone = DiagramTone.Light, Lines = ["restarts here"] } : null);
        return new DiagramBox("")
        {
            Lines = ["restart cluster, " + HostCount(p.Hosts)],
            Boxes = boxes,
            Bands = Bands(Math.Min(1, boxes.Length - 1), Window(p.Upgrade, "takes the machine down")),
        };
    }

    private static DiagramBox Lockstep(FaultTolerantPair p)
    {
        var boxes = Hosts(Math.Max(p.Hosts, p.Hosts == 0 ? 0 : 2), i => i == 1 ? new DiagramBox("primary") { Tone = DiagramTone.Strong, Lines = ["serves"] } : i == 2 ? new DiagramBox("secondary") { Tone = DiagramTone.Light, Lines = ["same instructions"] } : null);
        return new DiagramBox("")
        {
            Lines = ["FT pair, " + HostCount(p.Hosts)],
            Boxes = boxes,
            Ties = [new DiagramTie(0, p.Link is null ? "lockstep" : "lockstep link")],
            Bands = Bands(1, p.Software is null ? null : "one software process: a crash takes both copies", Window(p.Upgrade, "takes both copies down")),
        };
    }

    private static DiagramBox Nodes(HighAvailabilityPair p)
    {
        var aliases = p.ActiveActive ? p.Aliases == 1 ? "1 alias" : $"{p.Aliases} aliases" : "serves";
        DiagramBox disks = new("disks") { Lines = ["mirror half"] };
        DiagramBox Node(int number, DiagramTone tone, string role) => new($"node {number}") { Tone = DiagramTone.Ground, Boxes = [new DiagramBox("controller") { Tone = tone, Lines = [role] }, disks] };
        return new DiagramBox("")
        {
            Lines = [p.ActiveActive ? "HA pair, active/active" : "HA pair, active/passive"],
            Boxes = [Node(1, DiagramTone.Strong, aliases), p.ActiveActive ? Node(2, DiagramTone.Strong, aliases) : Node(2, DiagramTone.Light, "stands by")],
            Ties = [new DiagramTie(0, p.Link is null ? "mirror" : "mirror link")],
            Bands =
            [
                .. Bands(
                    1,
                    p.Software.CommonMode > 0 ? string.Create(CultureInfo.InvariantCulture, $"common mode: {100 * p.Software.CommonMode:0.##} % of the crashes take both nodes") : null,
                    p.Upgrade is { Rolling: false } ? Window(p.Upgrade, "takes both nodes down") : null),
                .. p.Upgrade is { Rolling: true } ? ImmutableArray.Create(new DiagramBand(0, 1, Window(p.Upgrade, "one node after the other")!, DiagramTone.Light)) : [],
            ],
        };
    }

    private static DiagramBox Disks(DiskGroup p)
    {
        DiagramBox Disk(int i) => new($"disk {i}") { Tone = DiagramTone.Light };
        var disks = p.Level == RaidLevel.Raid10
            ? Many(p.Disks / 2, i => new DiagramBox($"mirror {i}") { Tone = DiagramTone.Ground, Boxes = [Disk((2 * i) - 1), Disk(2 * i)] })
            : Many(p.Disks, Disk);
        var spares = p.Spares == 0 ? [] : ImmutableArray.Create(new DiagramBox(p.Spares == 1 ? "spare" : $"{p.Spares} spares") { Tone = DiagramTone.Faint });
        var tolerance = p.Level == RaidLevel.Raid10 ? "survives the loss of one disk of each mirror" : p.Tolerance == 0 ? "any loss is a data loss" : $"survives the loss of any {p.Tolerance}";
        return new DiagramBox("") { Lines = [string.Create(CultureInfo.InvariantCulture, $"RAID {(int)p.Level}, {p.Disks} disks"), tolerance], Boxes = [.. disks, .. spares] };
    }

    private static DiagramBox Paths(NetworkTeam p) => new("")
    {
        Lines = [p.Paths == 1 ? "network, 1 path" : $"network team, {p.Paths} paths, one is enough"],
        Boxes = Many(p.Paths, i => new DiagramBox($"path {i}") { Tone = DiagramTone.Light }),
    };

    // The first hosts with what runs on them, and the others as spares.
    private static ImmutableArray<DiagramBox> Hosts(int count, Func<int, DiagramBox?> inside)
    {
        var drawn = count == 0 ? 3 : count;
        var hosts = Many(drawn, i => inside(i) is { } machine
            ? new DiagramBox($"host {i}") { Tone = DiagramTone.Ground, Boxes = [machine] }
            : new DiagramBox($"host {i}") { Tone = DiagramTone.Faint, Lines = ["spare"] });
        return count == 0 ? hosts.SetItem(2, new DiagramBox("more hosts") { Tone = DiagramTone.Faint, Lines = ["always one free"] }) : hosts;
    }

    // So many boxes, or the first of them and one that counts the rest.
    private static ImmutableArray<DiagramBox> Many(int count, Func<int, DiagramBox> box) => count <= MostDrawn + 2
        ? [.. Enumerable.Range(1, count).Select(box)]
        : [.. Enumerable.Range(1, MostDrawn).Select(box), new DiagramBox($"… {count - MostDrawn} more") { Tone = DiagramTone.Faint }];

    private static string HostCount(int hosts) => hosts switch { 0 => "a pool of hosts", 1 => "1 host", _ => $"{hosts} hosts" };

    private static string? Window(UpgradeWindow? window, string effect) => window is null ? null : $"window of {window.Length} every {window.Every}: {effect}";

    private static ImmutableArray<DiagramBand> Bands(int last, params string?[] texts) => [.. texts.OfType<string>().Select(t => new DiagramBand(0, last, t))];
}
