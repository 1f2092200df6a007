using System.Collections.Immutable;
using Reliability.FaultTrees;
using Reliability.Modeling.Diagnostics;
using Reliability.Studies.Checks;

namespace Reliability.Studies.Results;

/// <summary>All answers about one model.</summary>
/// <param name="Subject">The model.</param>
/// <param name="Measurements">The values, in order of engine and measure.</param>
/// <param name="Checks">Whether the engines agree.</param>
/// <param name="Diagnostics">Why an engine did not answer, and what one should know.</param>
public sealed record ModelStudy(Subject Subject, ImmutableArray<Measurement> Measurements, ImmutableArray<Check> Checks, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Minimal cut sets of the static tree, most probable first.</summary>
    public ImmutableArray<MinimalCutSet> CutSets { get; init; } = [];

    /// <summary>Importance of each basic event of the static tree, most critical first.</summary>
    public ImmutableArray<EventImportance> Importance { get; init; } = [];

    /// <summary>How many measures were not compared because this simulation was not expected to see enough outages for them.</summary>
    public int TooRare { get; init; }

    /// <summary>True when a limit stopped an engine.</summary>
    public bool LimitReached { get; init; }

    /// <summary>Downtime by part and cause, by the chain; empty when it has none, or for a model that is no topology.</summary>
    public ImmutableArray<LayerDowntime> Layers { get; init; } = [];

    /// <summary>Availability and reliability over the first year, by the chain; empty when not asked for.</summary>
    public ImmutableArray<CurvePoint> Curve { get; init; } = [];

    /// <summary>What the simulation of all copies together found; <c>null</c> where the topology has no copies, or nothing was simulated.</summary>
    public Fleets.FleetResult? Fleet { get; init; }

    /// <summary>How the simulated downtime of single years is distributed; <c>null</c> where nothing was simulated, the windows are shorter than a year, or there is no long run.</summary>
    public Simulation.Engine.YearlyDowntime? Yearly { get; init; }

    /// <summary>States of the independent parts.</summary>
    public ImmutableArray<int> PartStates { get; init; } = [];

    /// <summary>The worst verdict: disagree before inconclusive before agree, with which a difference by design counts; <c>null</c> when nothing was compared.</summary>
    public Verdict? Verdict =>
        Checks.IsEmpty ? null
        : Checks.Any(c => c.Verdict == Reliability.Studies.Checks.Verdict.Disagree) ? Reliability.Studies.Checks.Verdict.Disagree
        : Checks.Any(c => c.Verdict == Reliability.Studies.Checks.Verdict.Inconclusive) ? Reliability.Studies.Checks.Verdict.Inconclusive
        : Reliability.Studies.Checks.Verdict.Agree;

    /// <summary>Whether the downtime that counts keeps the objective of the service; <c>null</c> when none was agreed on.</summary>
    public ObjectiveVerdict? Objective
    {
        get
        {
            if (Subject.ObjectiveMinutes is not { } objective) return null;
            if (Find(Subject.ScheduledDowntimeCounts ? MeasureNames.Downtime : MeasureNames.UnscheduledDowntime) is not { } found || double.IsNaN(found.Value)) return ObjectiveVerdict.Undecided;
            if (found.Kind == ErrorKind.Interval && found.Warning is not null) return ObjectiveVerdict.Undecided;
            var low = found.Kind == ErrorKind.Bound ? 0 : found.Lower ?? found.Value;
            var high = found.Upper ?? (found.Kind == ErrorKind.Bound ? double.PositiveInfinity : found.Value);
            return high <= objective ? ObjectiveVerdict.Met : low > objective ? ObjectiveVerdict.NotMet : ObjectiveVerdict.Undecided;
        }
    }

    /// <summary>A value of the best engine that has it: the chain before the simulation before the tree.</summary>
    public Measurement? Find(string measure, string? engine = null) =>
        Measurements.Where(m => m.Measure == measure && m.Cause is null && (engine is null || m.Engine == engine)).OrderBy(m => Array.IndexOf(["markov", "simulation", "fault-tree"], m.Engine)).FirstOrDefault();
}
