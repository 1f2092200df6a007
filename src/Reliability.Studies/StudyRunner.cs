using System.Collections.Immutable;
using System.Diagnostics;
using Reliability.FaultTrees;
using Reliability.Modeling.Approximation;
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
    private const double CertainlyFailed = 30;
    private const double FixedDelays = 2000;
    private const double FixedDelaysOfSpread = 64;

    // A law whose deviation is below a tenth of its mean goes on together for a hundred times and more.
    private const double KeepsStep = 0.01;

    // What changes in the windows is simulated longer: at first eight times, at most so many times.
    private const double Lengthening = 8;
    private const double MostLengthening = 512;

    /// <summary>Studies several models, some of them at the same time; the results do not depend on how many.</summary>
    /// <param name="subjects">The models.</param>
    /// <param name="options">How to study each.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ImmutableArray<ModelStudy> Run(ImmutableArray<Subject> subjects, StudyOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var cores = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var together = Math.Max(1, Math.Min(cores, subjects.Length));
        var shares = new double[subjects.Length];
        return
        [
            .. DedicatedThreads.Select(subjects.Length, together, i =>
            {
                var own = progress is null ? null : new ShareOfAll(shares, i, progress);
                var study = Run(subjects[i], options, subjects.Length, own, cancellation);
                own?.Report(1);
                return study;
            }),
        ];
    }

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
        var approximate = options.WindowStages is not null && (subject.Model.Calendar.Count > 0 || ErlangDelays.CanApply(subject.Model));
        if (options.Analytic)
        {
            var clock = Stopwatch.StartNew();
            var model = approximate ? ErlangDelays.Apply(ErlangCalendar.Apply(subject.Model, options.WindowStages!.Value), options.WindowStages.Value) : subject.Model;
            if (subject.Topology is not null) model = PartBooking.Mark(model);
            var curveTimes = CurveStudy.Times(subject, options);
            var request = new AnalysisRequest(model, subject.Up, subject.DataLoss, [.. subject.Rewards.Select(r => r.Reward)], [.. options.Times, .. curveTimes]) { MaximumStates = options.MaximumStates, Monolithic = options.Monolithic, LongRun = options.LongRun };
            var outcome = AnalyticSolver.Solve(request, compiler, cancellation);
            chain = outcome.Result;
            limit = outcome.LimitReached;
            if (outcome.Problem is { } problem)
            {
                if (!subject.Model.IsMarkovian && !approximate && ErlangDelays.CanApply(subject.Model)) problem = problem with { Hint = "simulate it, or approximate the fixed delays by stages: --windows erlang:20" };
                // Where the simulator can answer, what the chain cannot is told but no error.
                var severity = !options.Simulate ? problem.Severity : !subject.Model.IsMarkovian ? Severity.Note : limit ? Severity.Warning : problem.Severity;
                diagnostics.Add(problem with { Severity = severity });
            }

            if (chain is not null)
            {
                if (subject.Topology is { } topology) (chain, layers) = PartBooking.TakeApart(chain, topology);
                if (options.IntervalAvailability) measurements.AddRange(CurveStudy.Intervals(request, options, approximate, compiler, cancellation));
                curve = CurveStudy.Of(request, chain, options, curveTimes, compiler, cancellation);
                foreach (var note in chain.Notes) diagnostics.Note(note);
                parts = chain.PartStates;
                measurements.AddRange(AnalyticMeasurements.From(chain, subject, options, approximate, clock.Elapsed.TotalSeconds));
            }
        }

        SimulationResult? simulation = null;
        RareEvents.RareEventFindings? rareEvents = null;
        YearlyDowntime? yearly = null;
        if (options.Simulate && !diagnostics.HasErrors)
        {
            var clock = Stopwatch.StartNew();
            simulation = Simulate(subject, simulated ?? subject.Model, options, compiler, progress, diagnostics, cancellation);
            rareEvents = simulation is null ? null : RareEvents.RareEventStudy.Run(subject, simulated ?? subject.Model, simulation, options, compiler, cancellation);
            simulation = rareEvents?.Simulation ?? simulation;
            if (simulation is not null)
            {
                var found = SimulationMeasurements.From(simulation, subject, options, clock.Elapsed.TotalSeconds);
                measurements.AddRange(rareEvents is null ? found : found.Select(m => RareEvents.RareEventStudy.Named(m, rareEvents)));
                foreach (var note in rareEvents is null ? [] : RareEvents.RareEventStudy.Notes(rareEvents)) diagnostics.Note(note);
            }

            yearly = simulation is { Ended: 0 } ? simulation.Yearly : null;
            if (simulation is { IsDrifting: true })
            {
                var how = options.Checkpoint is null && options.Replications is null ? $", even in windows of {Modeling.Quantities.QuantityText.Duration(simulation.ReplicationHours)} after {Modeling.Quantities.QuantityText.Duration(simulation.WarmUpHours)}" : "";
                diagnostics.Warning($"what '{subject.Name}' was at the start is not forgotten in the time simulated{how}: no interval of the long run is to be believed", null, "ask for --estimator batch-means with more --max-events");
            }

            if (simulation is { UnsettledEvent: { } unsettled } && options.LongRun)
            {
                diagnostics.Warning($"the delay of '{unsettled}' has no finite variance, so averages over any time simulated are led by the few longest delays: no interval of the long run is to be believed", PlaceOf(subject.Model, unsettled));
            }

            if (simulation is { IsCorrelated: true }) diagnostics.Warning($"the batches of '{subject.Name}' still depend on each other, or its warm-up is not over: no interval is to be believed", null, "raise --max-events");
            if (simulation is { Ended: > 0 } && options.LongRun) diagnostics.Warning($"in {simulation.Ended} of {simulation.Replications} replications '{subject.Name}' ended in a state that it never leaves: it has no long run, and only what happens from the start on is shown");
        }

        Fleets.FleetResult? fleet = null;
        if (simulation is not null)
        {
            var clock = Stopwatch.StartNew();
            fleet = Fleets.FleetStudy.Run(subject, options, compiler, cancellation);
            if (fleet is not null) measurements.AddRange(Fleets.FleetStudy.Measurements(fleet, clock.Elapsed.TotalSeconds));
        }

        var checks = new List<Check>();
        var rare = 0;
        if (chain is not null && simulation is not null && !approximate)
        {
            (var compared, rare) = Compare(chain, simulation, rareEvents, subject, options, comparisons);
            checks.AddRange(compared);
        }

        var study = new ModelStudy(subject, [], [], []) { LimitReached = limit, PartStates = parts, TooRare = rare, Layers = layers, Curve = curve, Fleet = fleet, Yearly = yearly };
        if (options.Analytic && subject.FaultTree is { } tree) study = WithTree(study, tree, chain, subject, measurements, checks, diagnostics);
        return study with { Measurements = [.. measurements], Checks = [.. checks], Diagnostics = diagnostics.ToImmutable() };
    }

    private static SimulationResult? Simulate(
        Subject subject, StochasticModel model, StudyOptions options, ExpressionCompiler compiler, IProgress<double>? progress, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var (target, settings) = Question(subject, model, options, diagnostics);
        try
        {
            if (options.Checkpoint is { } checkpoint) return Simulator.Continue(model, target, settings, compiler, checkpoint, progress, cancellation);
            var first = Simulator.Run(model, target, settings, compiler, progress, cancellation);
            return !first.IsDrifting || options.Replications is not null ? first : Lengthened(first, longer => Simulator.Run(model, target, settings with { WarmUpHours = longer * settings.WarmUpHours, ReplicationHours = longer * settings.ReplicationHours, Times = [] }, compiler, progress, cancellation));
        }
        catch (SimulationException e)
        {
            diagnostics.Error(e.Message, PlaceOf(model, e.EventName));
            return null;
        }
    }

    // Where the start is not forgotten, longer windows after a longer warm-up; what is asked from the start on is that of the first run.
    private static SimulationResult Lengthened(SimulationResult first, Func<double, SimulationResult> run)
    {
        var found = first;
        for (var longer = Lengthening; found.IsDrifting && longer <= MostLengthening; longer *= Lengthening) found = run(longer);
        return found with
        {
            FromStartReplications = first.Replications,
            Unreliability = first.Unreliability,
            PointUnavailability = first.PointUnavailability,
            DataLossProbability = first.DataLossProbability,
            MeanTimeToFirstFailure = first.MeanTimeToFirstFailure,
        };
    }

    internal static SourceSpan? PlaceOf(StochasticModel model, string? eventName) =>
        model.Events.FirstOrDefault(e => e.Name == eventName)?.Origin.Span;

    // What the simulator is asked, and how long it is to play.
    internal static (SimulationTarget Target, SimulationOptions Settings) Question(Subject subject, StochasticModel model, StudyOptions options, DiagnosticBag diagnostics)
    {
        // Fixed delays keep in step from time zero on; over many of them what is left of that is lost.
        var fixedDelay = model.Calendar.Count > 0 ? 0 : model.Events.Select(e => e.Delay is GeneralDelay { Distribution: var law } && law.Variance < KeepsStep * law.Mean.TotalHours * law.Mean.TotalHours ? law.Mean.TotalHours : 0).DefaultIfEmpty().Max();
        var length = Math.Max(options.ReplicationHours, FixedDelays * fixedDelay);
        if (fixedDelay > 0) diagnostics.Note($"delays of nearly fixed length begin together at time zero; replications are observed from different phases on, which leaves less than {Modeling.Quantities.QuantityText.Number(fixedDelay / length / FixedDelaysOfSpread)} of long-run numbers in doubt, beside what the intervals say");
        var settings = new SimulationOptions
        {
            Estimator = options.LongRun ? options.Estimator : LongRunEstimator.Replications,
            Seed = options.Seed,
            Threads = options.Threads,
            ReplicationHours = length,
            WarmUpHours = options.WarmUpHours,
            StartSpreadHours = FixedDelaysOfSpread * fixedDelay,
            MinimumReplications = (options.LongRun ? 4 : 64) * SimulationOptions.BlockSize,
            RelativePrecision = options.Precision,
            MaximumEvents = options.MaximumEvents,
            Confidence = options.Confidence,
            Times = SimulatedTimes(options),
        };
        if (options.Replications is { } fixedNumber) settings = settings with { MinimumReplications = fixedNumber, MaximumReplications = fixedNumber, RelativePrecision = 0, MaximumEvents = long.MaxValue };
        return (new SimulationTarget(subject.Up, subject.DataLoss, [.. subject.Rewards.Select(r => r.Reward)]) { ObjectiveMinutes = subject.ObjectiveMinutes, ScheduledDowntimeCounts = subject.ScheduledDowntimeCounts }, settings);
    }

    // The checks, and how many measures are too rare for this run to say anything about.
    private static (IReadOnlyList<Check> Checks, int Rare) Compare(AnalyticResult chain, SimulationResult simulation, RareEvents.RareEventFindings? rareEvents, Subject subject, StudyOptions options, int comparisons)
    {
        var cross = new CrossCheck();
        var rare = 0;
        if (options.LongRun && simulation.Ended == 0) cross.Add(MeasureNames.Unavailability, chain.Unavailability, simulation.Unavailability);
        if (chain.Frequency is { } frequency) cross.Add(MeasureNames.InterruptionFrequency, frequency, simulation.InterruptionFrequency);
        if (chain.ScheduledUnavailability is > 0) cross.Add(MeasureNames.ScheduledDowntime, chain.ScheduledUnavailability.Value, simulation.ScheduledUnavailability, Modeling.Quantities.Duration.MinutesPerYear);
        if (chain.ScheduledUnavailability is > 0 && chain.UnscheduledUnavailability is > 0) cross.Add(MeasureNames.UnscheduledDowntime, chain.UnscheduledUnavailability.Value, simulation.UnscheduledUnavailability, Modeling.Quantities.Duration.MinutesPerYear);
        foreach (var (cause, share, perHour) in chain.ByCause ?? [])
        {
            // Decided before looking at the simulation: only causes of which enough outages are to be expected.
            var expected = perHour * simulation.SimulatedHours;
            if (expected < ExpectedOutages)
            {
                rare++;
                continue;
            }

            var found = simulation.DowntimeByCause.FirstOrDefault(c => c.Cause == cause);
            if (found is not null) cross.Add($"{MeasureNames.DowntimeByCause}/{cause}", share, found.FractionOfTime, Modeling.Quantities.Duration.MinutesPerYear);
        }

        for (var i = 0; i < subject.Rewards.Length; i++)
        {
            var (measure, reward) = subject.Rewards[i];
            var exact = chain.Rewards.FirstOrDefault(r => r.Name == reward.Name);
            var found = simulation.Rewards.FirstOrDefault(r => r.Name == reward.Name);
            if (found is null || exact.Name is null) continue;
            if (measure is not (MeasureNames.Capacity or MeasureNames.ServiceWeighted))
            {
                // How often a topology is unprotected or down is compared by its outages.
                if (subject.Topology is not null) continue;
                // Nothing tells beforehand how often a reward changes; too few changes say nothing either way.
                if (found.PerHour.Trust == Simulation.Statistics.IntervalTrust.Trusted) cross.Add(measure, exact.Mean, found.PerHour);
                else rare++;
                continue;
            }

            // Next to one they would be equal but for rounding whatever the simulation saw.
            if (chain.Frequency * simulation.SimulatedHours >= ExpectedOutages) cross.Add(measure, exact.Mean, found.PerHour);
            else rare++;
        }

        // Only where practically no replication ends before its first failure: else the mean over those that saw one would be too short.
        if (chain.MeanTimeToFirstFailure is { } first && simulation.MeanTimeToFirstFailure is { } seen && simulation.WarmUpHours + simulation.ReplicationHours > CertainlyFailed * first) cross.Add(MeasureNames.Mttff, first, seen);
        var simulated = SimulatedTimes(options);
        for (var i = 0; i < options.Times.Length; i++)
        {
            if (chain.Unreliability.Length > i && chain.Unreliability[i] is { } exact)
            {
                Probability(MeasureNames.Unreliability, options.Times[i], exact, simulation.Unreliability[simulated.IndexOf(options.Times[i])]);
            }
        }

        if (chain.DataLossProbability is { } lost && !chain.DataLossIsApproximate && !simulation.DataLossProbability.IsEmpty)
        {
            Probability(MeasureNames.DataLossProbability, null, lost, simulation.DataLossProbability[simulated.IndexOf(Modeling.Quantities.Duration.HoursPerYear)]);
        }

        return (cross.Judge(options.FalseAlarm / Math.Max(1, comparisons)), rare);

        void Probability(string measure, double? at, double exact, Simulation.Statistics.ConfidenceInterval found)
        {
            var byRareEvents = rareEvents is not null && rareEvents.Findings.Any(f => f.Measure == measure && (at is null || f.At == at) && f.Result.IsBelievable);
            if (at is { } time) measure += " at " + Modeling.Quantities.QuantityText.Duration(time);
            if (byRareEvents || Math.Min(exact, 1 - exact) * simulation.Replications >= ExpectedOutages) cross.Add(measure, exact, found);
            else rare++;
        }
    }

    // The times asked for, and a year, within which the probability of a data loss is told.
    internal static ImmutableArray<double> SimulatedTimes(StudyOptions options) => [.. options.Times.Append(Modeling.Quantities.Duration.HoursPerYear).Distinct().Order()];

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
        if (chain is not null && !double.IsNaN(chain.Unavailability)) checks.Add(StaticTreeCheck.Judge(chain, study.Layers, top, subject.Invisible, subject.TreeDynamics));
        var cutSets = MinimalCutSets.Compute(diagram).CutSets?.List(new CutSetSelection(CutSetsKept)).CutSets ?? [];
        return study with
        {
            CutSets = [.. cutSets.OrderByDescending(c => c.Probability)],
            Importance = [.. ImportanceMeasures.Compute(diagram).OrderByDescending(i => i.CriticalityImportance)],
        };
    }
}
