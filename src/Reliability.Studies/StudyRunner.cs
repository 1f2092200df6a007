using System.Collections.Immutable;
using System.Diagnostics;
using Reliability.FaultTrees;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Engine;
using Reliability.Studies.Analytic;
using Reliability.Studies.Checks;
using Reliability.Studies.Curves;
using Reliability.Studies.Layers;
using Reliability.Studies.Results;

namespace Reliability.Studies;

/// <summary>Answers a model by every engine that can, and says whether the answers agree.</summary>
public static class StudyRunner
{
    private const int CutSetsKept = 200;
    private const double ExpectedOutages = 400;

    /// <summary>Studies one model.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="options">How to study it.</param>
    /// <param name="comparisons">Number of models in the run, among which the false-alarm probability is shared.</param>
    /// <param name="progress">Receives the share of the simulation that is done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="simulated">The model that the simulator takes instead, so that a test can prove that a difference is noticed; <c>null</c> for the same.</param>
    public static ModelStudy Run(
        Subject subject, StudyOptions options, int comparisons = 1, IProgress<double>? progress = null, CancellationToken cancellation = default, StochasticModel? simulated = null)
    {
        var diagnostics = new DiagnosticBag();
        var measurements = new List<Measurement>();
        var compiler = new ExpressionCompiler();
        var limit = false;
        var parts = ImmutableArray<int>.Empty;
        var layers = ImmutableArray<LayerDowntime>.Empty;
        var curve = ImmutableArray<CurvePoint>.Empty;

        AnalyticResult? chain = null;
        var approximate = options.WindowStages is { } stages && subject.Model.Calendar.Count > 0;
        if (options.Analytic)
        {
            var clock = Stopwatch.StartNew();
            var model = approximate ? Modeling.Approximation.ErlangCalendar.Apply(subject.Model, options.WindowStages!.Value) : subject.Model;
            if (subject.Topology is not null) model = PartBooking.Mark(model);
            var curveTimes = CurveStudy.Times(subject, options);
            var request = new AnalysisRequest(model, subject.Up, subject.DataLoss, [.. subject.Rewards.Select(r => r.Reward)], [.. options.Times, .. curveTimes]) { MaximumStates = options.MaximumStates, Monolithic = options.Monolithic };
            var outcome = AnalyticSolver.Solve(request, compiler, cancellation);
            chain = outcome.Result;
            limit = outcome.LimitReached;
            if (outcome.Problem is { } problem) diagnostics.Add(options.Simulate && !subject.Model.IsMarkovian ? problem with { Severity = Severity.Note } : problem);
            if (chain is not null)
            {
                if (subject.Topology is { } topology) (chain, layers) = PartBooking.TakeApart(chain, topology);
                curve = CurveStudy.Of(request, chain, options, curveTimes, compiler, cancellation);
                foreach (var note in chain.Notes) diagnostics.Note(note);
                parts = chain.PartStates;
                measurements.AddRange(AnalyticMeasurements.From(chain, subject, options, approximate, clock.Elapsed.TotalSeconds));
            }
        }

        SimulationResult? simulation = null;
        if (options.Simulate && !diagnostics.HasErrors)
        {
            var clock = Stopwatch.StartNew();
            simulation = Simulate(subject, simulated ?? subject.Model, options, compiler, progress, diagnostics, cancellation);
            if (simulation is not null) measurements.AddRange(SimulationMeasurements.From(simulation, subject, options, clock.Elapsed.TotalSeconds));
        }

        var checks = new List<Check>();
        if (chain is not null && simulation is not null && !approximate) checks.AddRange(Compare(chain, simulation, subject, options, comparisons));
        var study = new ModelStudy(subject, [], [], []) { LimitReached = limit, PartStates = parts, Layers = layers, Curve = curve };
        if (options.Analytic && subject.FaultTree is { } tree) study = WithTree(study, tree, chain, subject, measurements, checks, diagnostics);
        return study with { Measurements = [.. measurements], Checks = [.. checks], Diagnostics = diagnostics.ToImmutable() };
    }

    private static SimulationResult? Simulate(
        Subject subject, StochasticModel model, StudyOptions options, ExpressionCompiler compiler, IProgress<double>? progress, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var settings = new SimulationOptions
        {
            Seed = options.Seed,
            Threads = options.Threads,
            ReplicationHours = options.ReplicationHours,
            WarmUpHours = options.WarmUpHours,
            MinimumReplications = 4 * SimulationOptions.BlockSize,
            RelativePrecision = options.Precision,
            MaximumEvents = options.MaximumEvents,
            Confidence = options.Confidence,
            Times = options.Times,
        };
        try
        {
            return Simulator.Run(model, new SimulationTarget(subject.Up, subject.DataLoss, [.. subject.Rewards.Select(r => r.Reward)]), settings, compiler, progress, cancellation);
        }
        catch (SimulationException e)
        {
            diagnostics.Error(e.Message);
            return null;
        }
    }

    private static IReadOnlyList<Check> Compare(AnalyticResult chain, SimulationResult simulation, Subject subject, StudyOptions options, int comparisons)
    {
        var cross = new CrossCheck();
        cross.Add(MeasureNames.Unavailability, chain.Unavailability, simulation.Unavailability);
        if (chain.Frequency is { } frequency) cross.Add(MeasureNames.InterruptionFrequency, frequency, simulation.InterruptionFrequency);
        if (chain.ScheduledUnavailability is > 0) cross.Add(MeasureNames.ScheduledDowntime, chain.ScheduledUnavailability.Value, simulation.ScheduledUnavailability);
        if (chain.ScheduledUnavailability is > 0 && chain.UnscheduledUnavailability is > 0) cross.Add(MeasureNames.UnscheduledDowntime, chain.UnscheduledUnavailability.Value, simulation.UnscheduledUnavailability);
        foreach (var (cause, share, perHour) in chain.ByCause ?? [])
        {
            // Decided before looking at the simulation: only causes of which enough outages are to be expected.
            var expected = perHour * simulation.SimulatedHours;
            if (expected < ExpectedOutages) continue;
            var found = simulation.DowntimeByCause.FirstOrDefault(c => c.Cause == cause);
            if (found is not null) cross.Add($"{MeasureNames.DowntimeByCause}/{cause}", share, found.FractionOfTime);
        }

        for (var i = 0; i < subject.Rewards.Length; i++)
        {
            var (measure, reward) = subject.Rewards[i];
            var exact = chain.Rewards.FirstOrDefault(r => r.Name == reward.Name);
            var found = simulation.Rewards.FirstOrDefault(r => r.Name == reward.Name);
            if (found is not null && exact.Name is not null && measure is MeasureNames.Capacity or MeasureNames.ServiceWeighted) cross.Add(measure, exact.Mean, found!.PerHour);
        }

        for (var i = 0; i < options.Times.Length; i++)
        {
            if (chain.Unreliability.Length > i && chain.Unreliability[i] is { } exact && exact * simulation.Replications >= ExpectedOutages && (1 - exact) * simulation.Replications >= ExpectedOutages)
            {
                cross.Add($"{MeasureNames.Unreliability} at {Modeling.Quantities.QuantityText.Duration(options.Times[i])}", exact, simulation.Unreliability[i]);
            }
        }

        return cross.Judge(options.FalseAlarm / Math.Max(1, comparisons));
    }

    private static ModelStudy WithTree(ModelStudy study, FaultTree tree, AnalyticResult? chain, Subject subject, List<Measurement> measurements, List<Check> checks, DiagnosticBag diagnostics)
    {
        var clock = Stopwatch.StartNew();
        var built = BddBuilder.Build(tree);
        if (built.Diagram is not { } diagram)
        {
            diagnostics.Warning(built.Failure!.Message);
            return study;
        }

        var top = TopEventProbability.Compute(diagram).Occurs;
        var seconds = clock.Elapsed.TotalSeconds;
        Measurement Of(string measure, double value, string unit) => new(measure, "fault-tree", value, unit, "static tree, exact by decision diagram", ErrorKind.Approximation) { Seconds = seconds };
        measurements.Add(Of(MeasureNames.Availability, 1 - top, ""));
        measurements.Add(Of(MeasureNames.Unavailability, top, ""));
        measurements.Add(Of(MeasureNames.Downtime, top * Modeling.Quantities.Duration.MinutesPerYear, "min/yr"));
        if (chain is not null) checks.Add(StaticTreeCheck.Judge(chain, top, subject.InvisibleCauses));
        var cutSets = MinimalCutSets.Compute(diagram).CutSets?.List(new CutSetSelection(CutSetsKept)).CutSets ?? [];
        return study with
        {
            CutSets = [.. cutSets.OrderByDescending(c => c.Probability)],
            Importance = [.. ImportanceMeasures.Compute(diagram).OrderByDescending(i => i.CriticalityImportance)],
        };
    }
}
