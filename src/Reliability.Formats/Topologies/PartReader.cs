using Reliability.Formats.Yaml;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Parts;

namespace Reliability.Formats.Topologies;

/// <summary>A pool of hosts as read.</summary>
internal sealed record HostPool(int Count, int Eligible, Hardware Hardware, EquatableArray<string> Power)
{
    /// <summary>Names of the hosts when several machines share them; they are placed in turn.</summary>
    public string[] Shared { get; init; } = [];
}

/// <summary>Turns the sections of a topology file into parts.</summary>
internal sealed class PartReader(SectionReader sections, IReadOnlyDictionary<string, HostPool> pools, IReadOnlyCollection<string> feeds, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, int> placed = new(StringComparer.Ordinal);

    public Part? Read(string name, YamlNode node, SourceSpan nameSpan)
    {
        if (node is not YamlMapping { Entries: [var (kind, body)] })
        {
            diagnostics.Error($"part '{name}' must say what it is", node is YamlMapping { Entries.Length: > 1 } m ? m.Entries[1].Key.Span : nameSpan, $"write one of {string.Join(", ", TopologyForm.Parts.Keys)} below it, once");
            return null;
        }

        if (!TopologyForm.Parts.TryGetValue(kind.Text, out var form))
        {
            diagnostics.Error($"'{kind.Text}' is not a kind of part", kind.Span, NearestName.Hint(kind.Text, [.. TopologyForm.Parts.Keys]));
            return null;
        }

        var place = $"parts.{name}.{kind.Text}";
        var errors = diagnostics.Count;
        var on = body is YamlMapping mapping ? mapping.Find("on") as YamlScalar : null;
        HostPool? pool = null;
        if (on is not null && !pools.TryGetValue(on.Text, out pool)) diagnostics.Error($"there is no pool of hosts '{on.Text}'", on.Span, NearestName.Hint(on.Text, [.. pools.Keys]));
        if (pool is not null && ((YamlMapping)body).Find("hardware") is { } twice) diagnostics.Error($"the hardware of '{name}' is that of its pool '{on!.Text}'", twice.Head, "remove it here, or change it in the pool");
        var values = pool is null ? sections.Read(body, form, place) : sections.Read(body, form, place, "hardware");
        var power = Power(values.Names("power"));
        if (diagnostics.Count != errors && diagnostics.HasErrors) return null;
        var host = pool?.Shared is { Length: > 0 } shared ? shared[Next(on!.Text) % shared.Length] : null;
        if (power.Count == 0 && pool is not null && host is null) power = pool.Power;
        var part = Build(name, kind.Text, values, pool, kind.Span);
        return part is null ? null : part with { Power = power, Host = host };
    }

    private int Next(string pool) => placed[pool] = placed.GetValueOrDefault(pool, -1) + 1;

    public EquatableArray<string> Power(IReadOnlyList<YamlScalar> names)
    {
        foreach (var name in names.Where(n => !feeds.Contains(n.Text))) diagnostics.Error($"there is no power feed '{name.Text}'", name.Span, NearestName.Hint(name.Text, feeds));
        return names.Select(n => n.Text).ToEquatableArray();
    }

    public static Hardware Hardware(SectionValues v) => new(v.Duration("mttf"), v.Duration("mttr"));

    private Part? Build(string name, string kind, SectionValues v, HostPool? pool, SourceSpan span)
    {
        var upgrade = Upgrade(v, kind, span);
        switch (kind)
        {
            case "single": return new SingleServer(name, pool?.Hardware ?? Hardware(v.Section("hardware")), Software(v), v.Integer("machines"), upgrade);
            case "restart-cluster": return Restart(name, v, pool, upgrade);
            case "ft-pair": return Lockstep(name, v, pool, upgrade, span);
            case "ha-pair": return Pair(name, v, pool, upgrade);
            case "raid": return Disks(name, v, span);
            default: return new NetworkTeam(name, v.Integer("paths"), Hardware(v), v.Number("coverage"), v.Duration("recovery"));
        }
    }

    private static RestartCluster Restart(string name, SectionValues v, HostPool? pool, UpgradeWindow? upgrade)
    {
        var stages = v.Section("restart");
        return new RestartCluster(name, Hosts(v, pool), pool?.Hardware ?? Hardware(v.Section("hardware")), Software(v)!, stages.Duration("detection"), stages.Duration("placement"), stages.Duration("boot"), upgrade);
    }

    private Part? Lockstep(string name, SectionValues v, HostPool? pool, UpgradeWindow? upgrade, SourceSpan span)
    {
        var hardware = pool?.Hardware ?? Hardware(v.Section("hardware"));
        var hosts = Hosts(v, pool);
        var software = Software(v);
        if (v.OptionalInteger("vcpus") is { } vcpus && vcpus > v.Integer("vcpu-limit"))
        {
            diagnostics.Warning($"'{name}' has {vcpus} virtual processors, more than the {v.Integer("vcpu-limit")} of a lockstep pair: it is modelled as a restart cluster", span, "give it fewer, or make it a restart-cluster");
            var stages = v.OptionalSection("restart");
            return new RestartCluster(
                name, hosts, hardware, software ?? new Software(Duration.FromHours(1460), Duration.FromMinutes(10)), stages?.Duration("detection") ?? Duration.FromSeconds(30), stages?.Duration("placement") ?? Duration.FromSeconds(10),
                stages?.Duration("boot") ?? Duration.FromMinutes(4), upgrade);
        }

        if (hosts == 1)
        {
            diagnostics.Error($"'{name}' has one host, but its two copies run on different ones", span, "give its pool at least two hosts that are eligible");
            return null;
        }

        var copies = v.Integer("copies");
        if (copies > 1 && hosts < 2)
        {
            diagnostics.Error($"'{name}' has {copies} copies, but no pool of hosts that they share", span, "give it on: and the name of a pool below hosts:, which has a count");
            return null;
        }

        var again = v.Section("re-protection");
        var time = again.OptionalDuration("time") ?? (again.Text("placement") == "manual" ? Duration.FromHours(4) : Duration.FromMinutes(30));
        var takeover = v.Section("takeover");
        return new FaultTolerantPair(name, hosts, hardware, software, takeover.Number("coverage"), takeover.Duration("recovery"), time, upgrade)
        {
            Link = v.OptionalSection("link") is { } link ? Hardware(link) : null,
            Copies = copies,
        };
    }

    private static HighAvailabilityPair Pair(string name, SectionValues v, HostPool? pool, UpgradeWindow? upgrade)
    {
        var failover = v.Section("failover");
        var loss = v.OptionalSection("data-loss");
        return new HighAvailabilityPair(name, pool?.Hardware ?? Hardware(v.Section("hardware")), Software(v)!, failover.Duration("time"), failover.Number("coverage"), failover.Duration("manual"))
        {
            ActiveActive = v.Text("mode") == "active-active",
            Aliases = v.Integer("aliases"),
            Failback = v.Duration("failback"),
            Resync = v.Duration("resync"),
            Link = v.OptionalSection("link") is { } link ? Hardware(link) : null,
            DiskLoss = loss?.Number("fraction") ?? 0,
            Restore = loss?.Duration("restore") ?? Duration.FromHours(24),
            Upgrade = upgrade,
        };
    }

    private DiskGroup? Disks(string name, SectionValues v, SourceSpan span)
    {
        var level = (RaidLevel)int.Parse(v.Text("level"), System.Globalization.CultureInfo.InvariantCulture);
        var disks = v.Integer("disks");
        var least = level switch
        {
            RaidLevel.Raid0 => 1,
            RaidLevel.Raid1 => 2,
            RaidLevel.Raid5 => 3,
            _ => 4,
        };
        if (disks < least || (level == RaidLevel.Raid10 && disks % 2 != 0))
        {
            diagnostics.Error($"RAID {(int)level} of '{name}' cannot have {disks} disks", span, level == RaidLevel.Raid10 ? "it takes an even number, at least 4" : $"it takes at least {least}");
            return null;
        }

        return new DiskGroup(name, level, disks, v.Duration("mttf").AsRate, v.Duration("rebuild"), v.Duration("restore"))
        {
            Spares = v.Integer("spares"),
            Replacement = v.Duration("replacement"),
            ReadErrorsPerBit = v.Number("unrecoverable-read-errors"),
            DiskBits = v.Number("capacity"),
        };
    }

    private static Software? Software(SectionValues v) =>
        v.OptionalSection("software") is { } s ? new Software(s.Duration("mtbf"), s.Duration("restart"), s.Number("common-mode")) : null;

    private static int Hosts(SectionValues v, HostPool? pool) => v.OptionalInteger("hosts") ?? pool?.Eligible ?? 0;

    private UpgradeWindow? Upgrade(SectionValues v, string kind, SourceSpan span)
    {
        if (v.OptionalSection("upgrade") is not { } u) return null;
        var rolling = u.Text("order") == "rolling";
        if (rolling && kind != "ha-pair")
        {
            diagnostics.Error($"a part of kind '{kind}' cannot be upgraded one node after the other: it has one software to upgrade", span, "write order: together, or make it an ha-pair");
            return null;
        }

        var inService = u.Text("clock") == "in-service";
        if (inService && (kind == "ha-pair" || u.Has("offset")))
        {
            diagnostics.Error(
                kind == "ha-pair" ? "the windows of an ha-pair recur by the calendar, so that its two nodes do not meet in them" : "windows that count time in service have no offset", span,
                kind == "ha-pair" ? "write clock: calendar" : "leave out 'offset', or write clock: calendar");
            return null;
        }

        var window = new UpgradeWindow(u.Duration("every"), u.Duration("duration"))
        {
            Rolling = rolling,
            CountsTimeInService = inService,
            Offset = u.OptionalDuration("offset"),
            Switchover = u.Duration("switchover"),
            Pause = u.Duration("pause"),
            FailureProbability = u.Number("failure-probability"),
            Rollback = u.Duration("rollback"),
        };
        var length = (rolling ? 2 * window.Length.TotalHours + window.Pause.TotalHours : window.Length.TotalHours);
        if (length < window.Every.TotalHours && (window.Offset ?? Duration.Zero) < window.Every) return window;
        diagnostics.Error($"the windows take {QuantityText.Duration(length)} of a period of {window.Every}", span, "make 'every' longer, or 'duration' and 'pause' shorter; 'offset' lies inside the period");
        return null;
    }
}
