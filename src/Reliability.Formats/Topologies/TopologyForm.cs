namespace Reliability.Formats.Topologies;

/// <summary>The topology file as one table: every section, key, default and meaning.</summary>
internal static class TopologyForm
{
    private const string Server = "vendor figures for two-socket servers; field studies of hardware replacement give 2 to 4 % a year";

    public static SectionForm Hardware { get; } = new(
        "hardware", "One server, node or device that fails and is repaired",
        MeanTime("mttf", "100000 h", "mean time to failure (or a rate); default: " + Server),
        Duration("mttr", "3 h", "mean time to repair; default: four-hour on-site contract, part in stock"));

    public static SectionForm Link { get; } = new(
        "link", "A dedicated link between two nodes",
        MeanTime("mttf", "100000 h", "mean time to failure of adapter, cable and port together"),
        Duration("mttr", "4 h", "mean time to repair"));

    public static SectionForm Software { get; } = new(
        "software", "Software that crashes and is restarted",
        MeanTime("mtbf", "1460 h", "mean time between crashes of one copy; default: one crash in two months, operating system and application together"),
        Duration("restart", "10 min", "mean time to notice, reboot and start the application"),
        Probability("common-mode", "0.05", "share of the crashes that take both nodes of a pair at once; default: the customary beta of 5 % for identical software; no meaning for one copy or a lockstep pair"));

    public static SectionForm Upgrade { get; } = new(
        "upgrade", "Recurring planned windows",
        Duration("every", "730 h", "time between two windows; default: monthly patches"),
        Duration("duration", "30 min", "how long one node is out, fixed"),
        Choice("clock", "calendar", "what 'every' counts: time on the wall, or time in service since the last window", "calendar", "in-service"),
        Choice("order", "together", "all copies at once, or one node after the other (a pair of nodes only)", "together", "rolling"),
        Duration("offset", null, "when the first window opens; by default the windows end with the period"),
        Duration("switchover", "30 s", "rolling: mean length of the planned move of service; 0 moves it in no time"),
        Duration("pause", "8 h", "rolling: time between the return of the first node and the departure of the second, so that the mirror is whole again"),
        Probability("failure-probability", "0", "probability that an upgrade fails and is rolled back"),
        Duration("rollback", "1 h", "mean time of a rollback"));

    public static SectionForm Takeover { get; } = new(
        "takeover", "What happens when a host of a lockstep pair fails",
        Probability("coverage", "0.99", "probability that the other copy takes over without a gap"),
        Duration("recovery", "10 min", "mean time to recover when it does not"));

    public static SectionForm Reprotection { get; } = new(
        "re-protection", "Bringing up a new secondary",
        Duration("time", null, "mean time; by default 30 min when automatic, 4 h when by hand"),
        Choice("placement", "automatic", "who chooses its host", "automatic", "manual"));

    public static SectionForm Failover { get; } = new(
        "failover", "Moving service to the other node of a pair",
        Duration("time", "30 s", "mean time of a failover that works"),
        Probability("coverage", "0.95", "probability that it works by itself"),
        Duration("manual", "10 min", "mean time to recover by hand when it does not"));

    public static SectionForm DataLoss { get; } = new(
        "data-loss", "When a mirrored pair loses data",
        Probability("fraction", "0.05", "probability that a hardware failure destroys the node's disks"),
        Duration("restore", "24 h", "mean time to restore from backup"));

    public static SectionForm Detection { get; } = new(
        "restart", "Restarting a machine on another host",
        Duration("detection", "30 s", "mean time to notice that the host is gone; default: heartbeat time-outs of cluster products"),
        Duration("placement", "10 s", "mean time to choose a host; 0 leaves the stage out"),
        Duration("boot", "4 min", "mean time to boot the machine and start the application"));

    public static IReadOnlyDictionary<string, SectionForm> Parts { get; } = new[]
    {
        new SectionForm("single", "One physical server with N virtual machines", On(), Section(Hardware), OrNone(Software), Integer("machines", "1", 1, "number of virtual machines"), Section(Upgrade, optional: true), Power()),
        new SectionForm("restart-cluster", "A cluster that restarts a virtual machine on another host", On(), Hosts(), Section(Hardware), Section(Software), Section(Detection), Section(Upgrade, optional: true), Power()),
        new SectionForm(
            "ft-pair", "Two virtual machines in lockstep on two hosts", On(), Hosts(), Section(Hardware), OrNone(Software), Section(Takeover), Section(Reprotection), Section(Link, optional: true),
            Integer("vcpus", null, 1, "virtual processors of the machine; more than the limit cannot run in lockstep and falls back to restart"), Integer("vcpu-limit", "8", 1, "most virtual processors of a lockstep pair"),
            Integer("copies", "1", 1, "equal pairs on the same hosts; with more than one, the simulator plays all of them together and tells how many are down at once", 20_000),
            Section(Detection, optional: true), Section(Upgrade, optional: true), Power()),
        new SectionForm(
            "ha-pair", "Two nodes with mirrored storage", On(), Section(Hardware), Section(Software), Section(Failover), Choice("mode", "active-passive", "whether one node serves or both", "active-passive", "active-active"),
            Integer("aliases", "1", 1, "active/active: aliases of each node", 6), Duration("failback", "0 h", "active/active: mean interruption of one alias when it moves back; 0 moves all in no time"),
            Duration("resync", "0 h", "mean time to copy the mirror to a node that returns; 0: nothing to copy"), Section(Link, optional: true), Section(DataLoss, optional: true), Section(Upgrade, optional: true), Power()),
        new SectionForm(
            "raid", "A group of disks", Choice("level", "6", "how the disks are arranged", "0", "1", "5", "6", "10"), Integer("disks", "8", 1, "number of disks, spares not counted", 1000),
            MeanTime("mttf", "1.36 %/y", "failures of one disk; default: annual failure rate in the Backblaze drive statistics for 2025"), Duration("rebuild", "24 h", "mean time to rebuild one disk"),
            Duration("restore", "24 h", "mean time to restore from backup after a data loss"), Integer("spares", "0", 0, "hot spares", 100), Duration("replacement", "24 h", "mean time to replace a used spare"),
            new Field("unrecoverable-read-errors", FieldKind.PerBit, "0", "unrecoverable read errors per bit read, such as 1e-15 / bit"), new Field("capacity", FieldKind.DataSize, "8 TB", "size of one disk"), Power()),
        new SectionForm(
            "team", "Teamed network paths", Integer("paths", "2", 1, "number of paths, each an adapter, a cable and a switch port", 64), MeanTime("mttf", "100000 h", "mean time to failure of one path"),
            Duration("mttr", "4 h", "mean time to repair one path"), Probability("coverage", "0.98", "probability that the team notices a failed path at once"), Duration("recovery", "10 s", "mean time until an unnoticed failure heals"), Power()),
    }.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public static SectionForm Pool { get; } = new(
        "hosts", "A pool of equal hosts", Integer("count", "", 1, "number of hosts"), Integer("eligible", null, 1, "number of them that may run the pair, where processor types limit it"), Section(Hardware), Power());

    public static SectionForm Feed { get; } = new(
        "power", "A power feed", MeanTime("mttf", "10 y", "mean time between losses of the feed"), Duration("mttr", "2 h", "mean time until what hangs on it is back in service"));

    public static SectionForm Assumptions { get; } = new(
        "assumptions", "Switches that change the answer",
        Choice("failures-during-recovery", "modelled", "whether something else may fail while a failover or recovery runs", "modelled", "ignored"),
        Choice("both-nodes-down", "each-repair", "whether each node needs its own repair, or service is back after one software restart", "each-repair", "software-restart"),
        Choice("covered-failover", "outage", "whether a failover that works counts as an interruption", "outage", "no-outage"),
        Choice("after-window", "software-fresh", "whether a window leaves hardware as it was or the whole node as new", "software-fresh", "as-new"),
        Choice("repair-crew", "shared", "one crew for a pool of hosts or a team of paths, or one each", "shared", "each"),
        Choice("scheduled-downtime", "counts", "whether it counts against the objective", "counts", "excluded"));

    public static SectionForm Service { get; } = new(
        "services", "What users see", new Field("needs", FieldKind.Section, "", "a part, or all: [...], any: [...], at-least: { count: k, of: [...] }; a service may be named too"),
        new Field("objective", FieldKind.Section, null, "what was agreed on: { downtime: 60 min/y }"));

    public static IReadOnlyList<(string Key, string Meaning)> TopLevel { get; } =
    [
        ("topology", "the name of the system; this key makes the file a topology file"),
        ("description", "free text"),
        ("parameters", "named quantities that other values may use"),
        ("hosts", "pools of hosts, by name"),
        ("power", "power feeds, by name"),
        ("parts", "the parts, by name; each is one of: " + string.Join(", ", Parts.Keys)),
        ("services", "the services, by name; by default one that needs every part"),
        ("assumptions", "switches that change the answer"),
    ];

    private static Field Duration(string key, string? fallback, string meaning) => new(key, FieldKind.Duration, fallback, meaning);

    private static Field MeanTime(string key, string? fallback, string meaning) => new(key, FieldKind.MeanTime, fallback, meaning);

    private static Field Probability(string key, string fallback, string meaning) => new(key, FieldKind.Probability, fallback, meaning);

    private static Field Integer(string key, string? fallback, int minimum, string meaning, int maximum = 10_000) => new(key, FieldKind.Integer, fallback, meaning) { Minimum = minimum, Maximum = maximum };

    private static Field Choice(string key, string fallback, string meaning, params string[] choices) => new(key, FieldKind.Choice, fallback, meaning) { Choices = choices };

    private static Field Section(SectionForm form, bool optional = false) => new(form.Name, FieldKind.Section, optional ? null : "default", form.Meaning) { Section = form };

    private static Field OrNone(SectionForm form) => Section(form) with { MayBeNone = true };

    private static Field On() => new("on", FieldKind.Name, null, "the pool of hosts it runs on, which gives hardware, number of hosts and power");

    private static Field Hosts() => new("hosts", FieldKind.Integer, null, "number of hosts that may run it; by default that of the pool, or so many that a free one is always there") { Minimum = 2, Maximum = 64 };

    private static Field Power() => new("power", FieldKind.Names, null, "the feed it hangs on, or a list of feeds of which any is enough");
}
