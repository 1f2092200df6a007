using System.Collections.Immutable;
using Reliability.FaultTrees;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

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
            CutSets = [new MinimalCutSet(["feed"], 2e-5), new MinimalCutSet(["a", "b"], 1e-5)],
            Importance = [new EventImportance(new BasicEvent("feed", 2e-5), 1, 1e-5, 1, 0.66, 0.66, 0.66, 30000, double.PositiveInfinity)],
        };

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

    public static Subject Subject(string name)
    {
        var builder = new ModelBuilder(name);
        var up = builder.Boolean("up", initial: true);
        var model = builder.Build();
        return new Subject(name, "models/" + name + ".yaml", model, up);
    }
}
