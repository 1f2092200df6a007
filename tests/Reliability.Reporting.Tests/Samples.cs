using System.Collections.Immutable;
using Reliability.FaultTrees;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;
using Reliability.Topologies;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Reporting.Tests;

internal static class Samples
{
    public const string Hostile = "<script>alert(1)</script>";

    public static Comparison Three { get; } = new([Pair(), Quiet(), Bare()], new StudyOptions(), "0.1.0", "reliability compare a.yaml \"b&c.yaml\"");

    public static Comparison Of(params ModelStudy[] studies) => new([.. studies], new StudyOptions(), "0.1.0", "reliability compare");

    /// <summary>Everything there is to know, under a name that is an attack.</summary>
    public static ModelStudy Pair(string name = Hostile, Verdict second = Verdict.Agree) =>
        new(
            Subject(name) with
            {
                Topology = Topology(name),
                ObjectiveMinutes = 60,
                Assumptions = [("repair crew", "one, shared")],
                Inputs = [new InputValue("parts.vm.mtbf", "1000 h", false, "mean time between failures"), new InputValue("parts.vm.mttr", "4 h", true, "mean repair; <b>source</b>")],
            },
            [
                new("availability", "markov", 1 - 1.0 / 30000, "", "GTH elimination", ErrorKind.Exact) { Error = 1e-16, Seconds = 0.25 },
                new("unavailability", "markov", 1.0 / 30000, "", "GTH elimination", ErrorKind.Exact) { Error = 3e-17, Seconds = 0.25 },
                new("nines", "markov", 4.477, "", "GTH elimination", ErrorKind.Exact),
                new("downtime", "markov", 17.52, "min/yr", "GTH elimination", ErrorKind.Exact),
                new("scheduled-downtime", "markov", 5.5, "min/yr", "GTH elimination", ErrorKind.Exact),
                new("unscheduled-downtime", "markov", 12.02, "min/yr", "GTH elimination", ErrorKind.Exact),
                new("downtime-by-cause", "markov", 12.02, "min/yr", "GTH elimination", ErrorKind.Exact) { Cause = "hardware" },
                new("downtime-by-cause", "markov", 5.5, "min/yr", "GTH elimination", ErrorKind.Exact) { Cause = "upgrade" },
                new("downtime-by-cause", "markov", 0, "min/yr", "GTH elimination", ErrorKind.Exact) { Cause = "power" },
                new("interruption-frequency", "markov", 1e-4, "1/h", "GTH elimination", ErrorKind.Exact),
                new("mean-down-time", "markov", 1.0 / 3, "h", "GTH elimination", ErrorKind.Exact),
                new("mttff", "markov", double.PositiveInfinity, "h", "GTH elimination", ErrorKind.Exact),
                new("unreliability", "markov", 0.07, "", "GTH elimination", ErrorKind.Exact) { At = 730 },
                new("data-loss-probability", "markov", 1.25e-5, "per year", "GTH elimination", ErrorKind.Exact),
                new("unavailability", "simulation", 3.4e-5, "", "64 replications of 87600 h", ErrorKind.Interval) { Error = 1e-6, Lower = 3.2e-5, Upper = 3.6e-5, Samples = 64, Seconds = 1.5 },
                new("downtime-by-cause", "simulation", 12.3, "min/yr", "64 replications of 87600 h", ErrorKind.Interval) { Cause = "hardware", Error = 0.2, Lower = 11.9, Upper = 12.7, Samples = 64 },
                new("unavailability", "fault-tree", 3e-5, "", "static tree, exact by decision diagram", ErrorKind.Approximation),
            ],
            [
                new Check("unavailability", "markov", "simulation", 1.0 / 30000, 3.4e-5, 0.67, 4.1, Verdict.Agree),
                new Check("unavailability", "markov", "fault-tree", 1.0 / 30000, 3e-5, null, null, second, "by design the tree does not see failover (1 min/yr)"),
            ],
            [new Diagnostic(Severity.Note, "solved in <2> parts", Hint: "nothing to do")])
        {
            Layers = [new LayerDowntime(Hostile, "FT pair", "hardware", 12), new LayerDowntime(Hostile, "FT pair", "upgrade", 5.5), new LayerDowntime("feed", "power feed", "hardware", 0.02)],
            Curve = [new CurvePoint(1, 1e-4, 1e-5), new CurvePoint(730, 0.07, 3e-5), new CurvePoint(8760, 0.6, 1.0 / 30000)],
            CutSets = [new MinimalCutSet(["feed"], 2e-5), new MinimalCutSet(["a", "b"], 1e-5)],
            Importance = [new EventImportance(new BasicEvent("feed", 2e-5), 1, 1e-5, 1, 0.66, 0.66, 0.66, 30000, double.PositiveInfinity)],
        };

    /// <summary>The same as <see cref="Pair"/>, every amount of downtime times a factor.</summary>
    public static ModelStudy Scaled(string name, double factor)
    {
        var study = Pair(name);
        return study with { Measurements = [.. study.Measurements.Select(m => m.Unit == "min/yr" ? m with { Value = m.Value * factor } : m)] };
    }

    /// <summary>A simulation that saw nothing.</summary>
    public static ModelStudy Quiet() => new(
        Subject("quiet") with { ObjectiveMinutes = 5 },
        [
            new("availability", "simulation", 1, "", "64 replications of 87600 h", ErrorKind.Bound) { Lower = 1 - 4e-8, Upper = 1, Samples = 64, Warning = "no outage was seen: only the upper bound means anything" },
            new("unavailability", "simulation", 0, "", "64 replications of 87600 h", ErrorKind.Bound) { Lower = 0, Upper = 4e-8, Samples = 64, Warning = "no outage was seen: only the upper bound means anything" },
            new("downtime", "simulation", 0, "min/yr", "64 replications of 87600 h", ErrorKind.Bound) { Lower = 0, Upper = 0.021, Samples = 64, Warning = "no outage was seen: only the upper bound means anything" },
        ],
        [new Check("unavailability", "markov", "simulation", 1e-9, 0, null, 4.1, Verdict.Inconclusive, "no outage was seen; simulate longer")],
        []);

    /// <summary>Nothing but a failure.</summary>
    public static ModelStudy Bare() => new(Subject("bare"), [], [], [new Diagnostic(Severity.Error, "too many states")]) { LimitReached = true };

    /// <summary>One part of every kind, all of one name or another that is an attack.</summary>
    public static Topology Topology(string name)
    {
        Hardware hardware = new(Duration.FromHours(1000), Duration.FromHours(4));
        Software software = new(Duration.FromHours(100), Duration.FromMinutes(10), 0.05);
        UpgradeWindow window = new(Duration.FromHours(730), Duration.FromMinutes(30));
        Part[] parts =
        [
            new FaultTolerantPair(Hostile, 3, hardware, software, 0.99, Duration.FromMinutes(10), Duration.FromMinutes(30), window) { Power = ["feed"] },
            new HighAvailabilityPair("san & \"co\"", hardware, software, Duration.FromSeconds(30), 0.95, Duration.FromMinutes(10)) { ActiveActive = true, Aliases = 6, Upgrade = window with { Rolling = true }, Power = ["feed"] },
            new RestartCluster(new string('x', 300), 0, hardware, software, Duration.FromSeconds(30), Duration.FromSeconds(10), Duration.FromMinutes(4), window),
            new SingleServer("| a | b |", hardware, software, 20, window),
            new DiskGroup("日本語 disks", RaidLevel.Raid10, 24, Rate.PerHour(1e-6), Duration.FromHours(24), Duration.FromHours(24)) { Spares = 2 },
            new NetworkTeam("net", 2, hardware, 0.98, Duration.FromSeconds(10)),
            new PowerFeed("feed", hardware),
        ];
        Need[] needs = [.. parts.Take(4).Select(p => new NeedPart(p.Name)), new NeedAtLeast(1, [new NeedPart(parts[4].Name), new NeedPart(parts[5].Name)])];
        return new Topology(name, [.. parts], [new Service("application", new NeedAtLeast(needs.Length, [.. needs]))], new Assumptions());
    }

    public static Subject Subject(string name)
    {
        var builder = new ModelBuilder(name);
        var up = builder.Boolean("up", initial: true);
        var model = builder.Build();
        return new Subject(name, "models/" + name + ".yaml", model, up);
    }
}
