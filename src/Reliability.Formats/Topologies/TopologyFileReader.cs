using Reliability.Formats.Yaml;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;
using Reliability.Topologies;

namespace Reliability.Formats.Topologies;

/// <summary>Reads topology files. Problems become diagnostics with their places; reading goes on to find more.</summary>
public sealed class TopologyFileReader
{
    private readonly DiagnosticBag diagnostics;
    private readonly List<InputValue> inputs = [];
    private readonly SectionReader sections;
    private readonly QuantityScope scope;
    private readonly YamlMapping root;

    private TopologyFileReader(YamlMapping root, IReadOnlyDictionary<string, string> overrides, DiagnosticBag diagnostics)
    {
        (this.root, this.diagnostics) = (root, diagnostics);
        scope = new QuantityScope(root.Find("parameters"), overrides, diagnostics);
        sections = new SectionReader(scope, diagnostics, inputs);
    }

    /// <summary>True when a parsed file is a topology file.</summary>
    public static bool Recognises(YamlNode node) => node is YamlMapping mapping && mapping.Find("topology") is not null;

    /// <summary>Reads a topology from a parsed file.</summary>
    /// <param name="node">The parsed file.</param>
    /// <param name="overrides">Parameters or places that the command line sets instead, by name.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The topology, or <c>null</c> when there are errors.</returns>
    public static TopologyFile? Read(YamlNode node, IReadOnlyDictionary<string, string> overrides, DiagnosticBag diagnostics)
    {
        if (node is not YamlMapping mapping)
        {
            diagnostics.Error("a topology file is a group of keys", node.Head, "begin with topology: and a name");
            return null;
        }

        return new TopologyFileReader(mapping, overrides, diagnostics).Read();
    }

    private TopologyFile? Read()
    {
        string[] known = [.. TopologyForm.TopLevel.Select(k => k.Key)];
        foreach (var (key, _) in root.Entries.Where(e => !known.Contains(e.Key.Text, StringComparer.Ordinal)))
        {
            diagnostics.Error($"unknown key '{key.Text}'", key.Span, NearestName.Hint(key.Text, known));
        }

        var name = root.Find("topology") is YamlScalar { IsEmpty: false } title ? title.Text : "";
        if (name.Length == 0) diagnostics.Error("the topology has no name", root.Find("topology")?.Head, "write topology: and a name");
        var feeds = Named("power").Select(f => new PowerFeed(f.Key.Text, PartReader.Hardware(Complete(sections.Read(f.Value, TopologyForm.Feed, "power." + f.Key.Text))))).ToArray();
        var feedNames = feeds.Select(f => f.Name).ToArray();
        var pools = Pools(feedNames);
        var reader = new PartReader(sections, pools, feedNames, diagnostics);
        var parts = new List<Part>(feeds);
        foreach (var pool in pools.Values) parts.AddRange(pool.Shared.Select(host => new SharedHost(host, pool.Hardware) { Power = pool.Power }));
        var names = new NamesTaken(diagnostics);
        foreach (var part in parts) names.Take(part.Name, null);
        foreach (var (key, value) in Named("parts"))
        {
            if (names.Take(key.Text, key.Span) && reader.Read(key.Text, value, key.Span) is { } part) parts.Add(part);
        }

        var partNames = Named("parts").Select(p => p.Key.Text).ToArray();
        if (partNames.Length == 0 && !diagnostics.HasErrors) diagnostics.Error("the topology has no parts", root.Head, "add parts: with one of " + string.Join(", ", TopologyForm.Parts.Keys));
        var services = Services(partNames, feedNames);
        var assumptions = Assumptions();
        scope.ReportUnused(inputs.Select(i => i.Place));
        if (diagnostics.HasErrors) return null;
        var description = root.Find("description") as YamlScalar;
        return new TopologyFile(new Topology(name, parts.ToEquatableArray(), services.ToEquatableArray(), assumptions), description?.Text, [.. inputs]) { Parameters = [.. scope.Named()] };
    }

    private Dictionary<string, HostPool> Pools(string[] feeds)
    {
        var pools = new Dictionary<string, HostPool>(StringComparer.Ordinal);
        foreach (var (key, value) in Named("hosts"))
        {
            var v = sections.Read(value, TopologyForm.Pool, "hosts." + key.Text);
            foreach (var feed in v.Names("power").Where(f => !feeds.Contains(f.Text, StringComparer.Ordinal))) diagnostics.Error($"there is no power feed '{feed.Text}'", feed.Span, NearestName.Hint(feed.Text, feeds));
            var count = v.OptionalInteger("count") ?? 2;
            var eligible = v.OptionalInteger("eligible") ?? count;
            if (eligible > count) diagnostics.Error($"{eligible} of {count} hosts cannot be eligible", key.Span, "eligible is at most count");
            pools[key.Text] = new HostPool(count, eligible, PartReader.Hardware(Complete(v.Section("hardware"))), v.Names("power").Select(f => f.Text).ToEquatableArray()) { Shared = Shared(key, count) };
        }

        return pools;
    }

    // Machines of several parts that run on one pool share its hosts. Protected machines move between hosts: there the sharing is not followed, and said so.
    private string[] Shared(YamlScalar pool, int count)
    {
        var users = Named("parts").Where(p => p.Value is YamlMapping { Entries: [{ Value: YamlMapping body }] } && body.Find("on") is YamlScalar on && on.Text == pool.Text).ToArray();
        if (users.Length < 2) return [];
        if (users.All(u => ((YamlMapping)u.Value).Entries[0].Key.Text == "single")) return count == 1 ? [pool.Text] : [.. Enumerable.Range(1, Math.Min(count, users.Length)).Select(i => $"{pool.Text} {i}")];
        diagnostics.Warning(
            $"{string.Join(", ", users.Select(u => u.Key.Text))} run on the same hosts '{pool.Text}': each is modelled with hosts of its own, so that a failure which hits several of them at once is left out", pool.Span,
            "do not count on them as independent of each other, or give each a pool of its own; hosts are shared between parts of kind single only");
        return [];
    }

    private List<Service> Services(string[] parts, string[] feeds)
    {
        var named = Named("services").ToArray();
        if (named.Length == 0) return parts.Length == 0 ? [] : [new Service("service", new NeedAtLeast(parts.Length, parts.Select(p => (Need)new NeedPart(p)).ToEquatableArray()))];
        var needs = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in named)
        {
            if (parts.Contains(key.Text, StringComparer.Ordinal) || feeds.Contains(key.Text, StringComparer.Ordinal)) diagnostics.Error($"'{key.Text}' is the name of a part already", key.Span, "give the service a name of its own");
            string[] known = [.. TopologyForm.Service.Fields.Select(f => f.Key)];
            foreach (var (k, _) in (value as YamlMapping)?.Entries.Where(e => !known.Contains(e.Key.Text, StringComparer.Ordinal)) ?? []) diagnostics.Error($"unknown key '{k.Text}' in services", k.Span, NearestName.Hint(k.Text, known));
            if (value is YamlMapping m && m.Find("needs") is { } need) needs[key.Text] = need;
            else diagnostics.Error($"service '{key.Text}' does not say what it needs", key.Span, "write needs: { all: [...] }");
        }

        var reader = new NeedReader(needs, [.. parts, .. feeds], diagnostics);
        var services = new List<Service>();
        foreach (var (key, value) in named.Where(s => needs.ContainsKey(s.Key.Text)))
        {
            if (reader.Service(key.Text, key) is { } need) services.Add(new Service(key.Text, need, Objective((YamlMapping)value)));
        }

        return services;
    }

    private Duration? Objective(YamlMapping service)
    {
        if (service.Find("objective") is not { } node) return null;
        if (node is YamlMapping { Entries: [{ Key.Text: "downtime", Value: YamlScalar text }] })
        {
            // Minutes per year: a share of time, told as downtime in a year.
            if (scope.Parse(text, diagnostics) is not { } share) return null;
            if (share.Dimension == Dimension.Number && share.Value >= 0) return Duration.FromHours(share.Value * Duration.HoursPerYear);
            diagnostics.Error($"'{text.Text}' is {share.Dimension.Name}, but an objective is a downtime in a time", text.Span, "write for example 60 min/y");
            return null;
        }

        diagnostics.Error("an objective is a downtime", node.Head, "write objective: { downtime: 60 min/y }");
        return null;
    }

    private Assumptions Assumptions()
    {
        var v = sections.Read(root.Find("assumptions"), TopologyForm.Assumptions, "assumptions");
        var on = new Assumptions();
        return diagnostics.HasErrors ? on : on with
        {
            FailuresDuringRecovery = v.Text("failures-during-recovery") == "modelled",
            EachNodeNeedsItsRepair = v.Text("both-nodes-down") == "each-repair",
            CoveredFailoverIsOutage = v.Text("covered-failover") == "outage",
            WindowLeavesAsNew = v.Text("after-window") == "as-new",
            RepairCrewShared = v.Text("repair-crew") == "shared",
            ScheduledDowntimeCounts = v.Text("scheduled-downtime") == "counts",
        };
    }

    private IEnumerable<(YamlScalar Key, YamlNode Value)> Named(string section)
    {
        switch (root.Find(section))
        {
            case null or YamlScalar { IsEmpty: true }: return [];
            case YamlMapping mapping: return mapping.Entries;
            case var other:
                diagnostics.Error($"'{section}' is {other.Kind}, but names with their descriptions are expected", other.Head);
                return [];
        }
    }

    // A section with errors may lack values; what is built from it is thrown away, so any value serves.
    private static SectionValues Complete(SectionValues values)
    {
        foreach (var key in new[] { "mttf", "mttr" })
        {
            if (!values.Has(key)) values.Set(key, 1.0);
        }

        return values;
    }
}
