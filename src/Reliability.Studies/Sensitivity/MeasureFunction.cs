using System.Collections.Immutable;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Analytic;
using Reliability.Studies.Results;

namespace Reliability.Studies.Sensitivity;

/// <summary>What is asked of a model: the value of one measure, or why it has none.</summary>
internal sealed class MeasureFunction
{
    // Beyond what a step of a parameter changes the fastest rate by; the same nodes everywhere let unchanged parts be solved once.
    private const double RateMargin = 1.25;
    private const int MaximumJointStates = 100_000;
    private const int MaximumStatesGiven = 400;

    /// <summary>The measures whose sensitivity can be had, rewards by <c>expected-NAME</c> besides.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        MeasureNames.Availability, MeasureNames.Unavailability, MeasureNames.Downtime, MeasureNames.InterruptionFrequency, MeasureNames.Mttff, MeasureNames.Reliability, MeasureNames.Unreliability,
        MeasureNames.Capacity, MeasureNames.ServiceWeighted, MeasureNames.DataLossProbability, MeasureNames.Mttdl,
    ];

    private readonly SensitivityOptions options;
    private readonly ExpressionCompiler compiler;
    private readonly CancellationToken cancellation;
    private ExploredModel? nominal;
    private ImmutableArray<ComponentSolution> solutions = [];
    private double fastest;

    public MeasureFunction(SensitivityOptions options, ExpressionCompiler compiler, CancellationToken cancellation) => (this.options, this.compiler, this.cancellation) = (options, compiler, cancellation);

    /// <summary>The unit of the measure.</summary>
    public string Unit => options.Measure switch
    {
        MeasureNames.Downtime => "min/yr",
        MeasureNames.InterruptionFrequency => "1/h",
        MeasureNames.Mttff or MeasureNames.Mttdl => "h",
        MeasureNames.DataLossProbability => "per year",
        _ => "",
    };

    /// <summary>The time of a measure at a time.</summary>
    public double? At => options.Measure is MeasureNames.Reliability or MeasureNames.Unreliability ? options.AtHours : null;

    /// <summary>The long-run laws of the parts at the nominal point, after <see cref="Nominal"/> of a long-run measure.</summary>
    public ImmutableArray<ComponentSolution> Solutions => solutions;

    /// <summary>The value at the nominal point, whose parts later points share.</summary>
    public (double Value, string? Problem) Nominal(ExploredModel model)
    {
        nominal = model;
        fastest = RateMargin * model.Spaces.Max(s => s.Chain.MaximumExitRate);
        return Value(model);
    }

    /// <summary>The value at a point.</summary>
    public (double Value, string? Problem) Value(ExploredModel model)
    {
        var value = Of(model);
        return value.Problem is null && !double.IsFinite(value.Value) ? (value.Value, "the measure is not a finite number") : value;
    }

    /// <summary>The measure as a function of the laws of the parts that is linear in each of them, for measures that are such a function; <c>null</c> for others.</summary>
    public Func<IReadOnlyList<double[]>, double>? OfLaws(ExploredModel model)
    {
        if (Sign is var (offset, factor))
        {
            var down = new StructureDiagram(model.Decomposition.Structure(!model.Subject.Up), model.Spaces);
            return laws => offset + (factor * down.Probability(laws));
        }

        return Earned(model) is { } evaluator ? evaluator.Mean : null;
    }

    /// <summary>
    /// The mean over the period of the measure under "a part is in this state", for every state; <c>null</c> for a measure that is no function of laws, and for a part that the calendar touches
    /// or that is too large. At the nominal point.
    /// </summary>
    public double[]? GivenStates(int part)
    {
        var (model, count) = (nominal!, nominal!.Spaces[part].Count);
        var calendar = !model.Timeline.IsStationary;
        if ((calendar && (!model.Spaces[part].Instants.IsEmpty || count > MaximumStatesGiven)) || solutions.IsEmpty || OfLaws(model) is not { } of) return null;
        var earned = new double[count];
        var state = new double[count];
        foreach (var (weight, laws) in Moments(solutions, model.Timeline, fastest))
        {
            laws[part] = state;
            for (var s = 0; s < count; s++)
            {
                state[s] = 1;
                earned[s] += weight / model.Timeline.Period * of(laws);
                state[s] = 0;
            }
        }

        return earned;
    }

    /// <summary>The condition whose mean time to come true is asked; <c>null</c> for other measures.</summary>
    public Func<ExploredModel, StructureFunction>? FirstPassage => options.Measure switch
    {
        MeasureNames.Mttff => m => m.Decomposition.Structure(!m.Subject.Up),
        MeasureNames.Mttdl when nominal?.Subject.DataLoss is not null => m => m.Decomposition.Structure(m.Subject.DataLoss!),
        _ => null,
    };

    // Measures that follow from the unavailability: an offset and a factor.
    private (double Offset, double Factor)? Sign => options.Measure switch
    {
        MeasureNames.Availability => (1, -1),
        MeasureNames.Unavailability => (0, 1),
        MeasureNames.Downtime => (0, Duration.MinutesPerYear),
        _ => null,
    };

    /// <summary>Whether a state means the same for the measure at two points.</summary>
    public bool CountsAlike(ExploredModel a, ExploredModel b)
    {
        if (Asked(a) is not { } reward || Asked(b) is not { } other) return a.Subject.Up == b.Subject.Up;
        // What events earn that take no time depends on how they are come to.
        return RewardRates.Needed(a.Decomposition.Model, reward).Skip(1).FirstOrDefault() is null && RewardRates.PerHour(a.Decomposition.Model, reward) == RewardRates.PerHour(b.Decomposition.Model, other);
    }

    private Reward? Asked(ExploredModel model) => model.Subject.Rewards.FirstOrDefault(r => r.Measure == options.Measure).Reward;

    private RewardEvaluator? Earned(ExploredModel model) => Asked(model) is { } reward ? new RewardEvaluator(model.Decomposition, reward, model.Spaces, compiler) : null;

    private (double Value, string? Problem) Of(ExploredModel model)
    {
        var subject = model.Subject;
        switch (options.Measure)
        {
            case MeasureNames.Unreliability:
                return First(model, f => f.Probability(model.Decomposition.Structure(!subject.Up), options.AtHours));
            case MeasureNames.Reliability:
                return First(model, f => 1 - f.Probability(model.Decomposition.Structure(!subject.Up), options.AtHours));
            case MeasureNames.Mttdl or MeasureNames.DataLossProbability when subject.DataLoss is null:
                return (double.NaN, "the model does not say where data are lost");
            case MeasureNames.Mttff or MeasureNames.Mttdl:
                return First(model, f => f.MeanTime(FirstPassage!(model)));
            case MeasureNames.DataLossProbability:
                return First(model, f => f.Probability(model.Decomposition.Structure(subject.DataLoss), Duration.HoursPerYear));
            case MeasureNames.InterruptionFrequency:
                return Frequency(model);
            default:
                return OfLaws(model) is { } of ? Mean(model, of) : (double.NaN, $"the model has no reward '{options.Measure}'");
        }
    }

    private (double Value, string? Problem) First(ExploredModel model, Func<FirstFailure, double?> ask) =>
        ask(new FirstFailure(model.Spaces, model.Timeline, cancellation)) is { } value ? (value, null) : (double.NaN, "it may never come, or too many states must be looked at together");

    private (double Value, string? Problem) Frequency(ExploredModel model)
    {
        var (laws, problem) = Solve(model, share: false);
        if (problem is not null) return (double.NaN, problem);
        var down = new StructureDiagram(model.Decomposition.Structure(!model.Subject.Up), model.Spaces);
        return JointStates.Create(down, model.Spaces, null, 0, MaximumJointStates) is { } joint
            ? (OutageAnalysis.EntriesPerHour(joint, laws, model.Timeline), null)
            : (double.NaN, "the parts together have too many states");
    }

    // The mean over the period.
    private (double Value, string? Problem) Mean(ExploredModel model, Func<IReadOnlyList<double[]>, double> of)
    {
        var rate = Math.Max(fastest, model.Spaces.Max(s => s.Chain.MaximumExitRate));
        var (parts, problem) = Solve(model, share: rate == fastest);
        if (problem is not null) return (double.NaN, problem);
        var sum = model.Timeline.IsStationary ? 0 : Earned(model)?.AtInstants(parts, model.Timeline) ?? 0;
        foreach (var (weight, laws) in Moments(parts, model.Timeline, rate)) sum += weight * of(laws);
        return (sum / model.Timeline.Period, null);
    }

    // Times of the period with their weights, and the laws of all parts then.
    private IEnumerable<(double Weight, double[][] Laws)> Moments(ImmutableArray<ComponentSolution> parts, Timeline timeline, double rate)
    {
        if (timeline.IsStationary) yield return (timeline.Period, [.. parts.Select(p => p.Start(0))]);
        for (var k = 0; k < timeline.Lengths.Length && !timeline.IsStationary; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var nodes = TimeNodes.Over(timeline.Lengths[k], rate);
            double[] times = [.. nodes.Select(n => n.Time)];
            var laws = parts.Select(p => p.At(k, times)).ToArray();
            for (var n = 0; n < nodes.Length; n++) yield return (nodes[n].Weight, [.. laws.Select(l => l[n])]);
        }
    }

    // Parts that are those of the nominal point under its calendar keep their solutions, which after the nominal point are only read.
    private (ImmutableArray<ComponentSolution> Solutions, string? Problem) Solve(ExploredModel model, bool share)
    {
        var same = share && !ReferenceEquals(model, nominal) && model.HasTimelineOf(nominal!) && !solutions.IsEmpty;
        var found = ImmutableArray.CreateBuilder<ComponentSolution>();
        for (var c = 0; c < model.Spaces.Length; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (same && ReferenceEquals(model.Spaces[c], nominal!.Spaces[c]))
            {
                found.Add(solutions[c]);
                continue;
            }

            var (solution, problem, _) = ComponentSolution.Solve(model.Spaces[c], c, model.Timeline, cancellation);
            if (solution is null) return ([], problem);
            found.Add(solution);
        }

        var all = found.ToImmutable();
        if (ReferenceEquals(model, nominal)) solutions = all;
        return (all, null);
    }
}
