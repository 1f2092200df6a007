using System.Collections.Immutable;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.RareEvents;
using Reliability.Simulation.Statistics;
using Reliability.Studies.Results;

namespace Reliability.Studies.RareEvents;

/// <summary>
/// Where plain simulation sees too few outages, estimates unavailability, interruptions, unreliability, first failures and data loss by importance sampling or splitting. Only what two schemes agree on
/// takes the place of the plain estimate.
/// </summary>
internal static class RareEventStudy
{
    private const int MostStates = 50_000;

    // A model of more has more states than that, and to compile the whole of it takes longer than to see so.
    private const int MostEvents = 2000;
    private const long MostTransitions = 1 << 23;
    private const double Rare = 0.1;

    // What is split, for want of anything better, takes more.
    private const long MostSteps = 1 << 25;

    /// <summary>The answers with rare ones in place; <c>null</c> where nothing was rare, or the model has a calendar.</summary>
    public static RareEventFindings? Run(Subject subject, StochasticModel model, SimulationResult seen, StudyOptions options, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        if (!options.RareEvents || model.Calendar.Count > 0 || model.Events.Count > MostEvents || seen.Ended > 0) return null;
        var times = StudyRunner.SimulatedTimes(options);
        bool[] isRareAt = [.. seen.Unreliability.Select(IsRare)];
        var isDataLossRare = seen.DataLossProbability.Any(IsRare) && subject.DataLoss is not null;
        var isLongRunRare = options.LongRun && IsRare(seen.Unavailability);
        if (!isLongRunRare && !isRareAt.Contains(true) && !isDataLossRare) return null;
        if (Playable(model, compiler, cancellation) is not { } playable) return null;
        var findings = ImmutableArray.CreateBuilder<RareEventFinding>();
        var service = playable(subject.Up);
        if (isLongRunRare)
        {
            if (Ask(service, MeasureNames.Unavailability, RareEventMeasure.Unavailability) is { } share) seen = Within(seen with { Unavailability = share });
            if (Ask(service, MeasureNames.InterruptionFrequency, RareEventMeasure.InterruptionFrequency) is { } frequency) seen = seen with { InterruptionFrequency = frequency };
        }

        if (seen.MeanTimeToFirstFailure is null && model.IsMarkovian && Ask(service, MeasureNames.Mttff, RareEventMeasure.MeanTimeToFailure) is { } first) seen = seen with { MeanTimeToFirstFailure = first };
        for (var i = 0; i < isRareAt.Length; i++)
        {
            if (isRareAt[i] && times[i] > 0 && Ask(service, MeasureNames.Unreliability, RareEventMeasure.Unreliability, times[i]) is { } failed) seen = seen with { Unreliability = seen.Unreliability.SetItem(i, failed) };
        }

        if (isDataLossRare)
        {
            var year = times.IndexOf(Duration.HoursPerYear);
            if (Ask(playable(!subject.DataLoss!), MeasureNames.DataLossProbability, RareEventMeasure.Unreliability, times[year]) is { } lost) seen = seen with { DataLossProbability = seen.DataLossProbability.SetItem(year, lost) };
        }

        return new RareEventFindings(seen, findings.ToImmutable());

        ConfidenceInterval? Ask(RareEventModel rare, string measure, RareEventMeasure question, double time = double.NaN)
        {
            var result = RareEventSimulator.Run(
                rare, new RareEventQuestion(question, time),
                new RareEventOptions { Seed = options.Seed, Threads = options.Threads, Confidence = options.Confidence, RelativeError = Math.Min(0.05, options.Precision), MaximumTransitions = model.IsMarkovian ? MostTransitions : Math.Max(MostSteps, options.MaximumEvents), MaximumStates = MostStates }, null, cancellation);
            findings.Add(new RareEventFinding(measure, double.IsNaN(time) ? null : time, result));
            return result.IsBelievable ? result.Estimate!.Value : null;
        }
    }

    // No part of the downtime is longer than all of it.
    private static SimulationResult Within(SimulationResult seen)
    {
        return seen with
        {
            ScheduledUnavailability = Capped(seen.ScheduledUnavailability),
            UnscheduledUnavailability = Capped(seen.UnscheduledUnavailability),
            DowntimeByCause = [.. seen.DowntimeByCause.Select(c => c with { FractionOfTime = Capped(c.FractionOfTime) })],
        };

        ConfidenceInterval Capped(ConfidenceInterval part) => part.Trust == IntervalTrust.NoneSeen ? part with { Upper = Math.Min(part.Upper, seen.Unavailability.Upper) } : part;
    }

    // Makes of a condition what can be played; null where there are too many states.
    private static Func<Expression, RareEventModel>? Playable(StochasticModel model, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        if (!model.IsMarkovian) return up => RareEventModel.Of(model, up, MostStates, compiler, cancellation);
        return StateSpaceExplorer.Explore(model, compiler, MostStates, cancellation).StateSpace is { Start.Length: 1 } space ? up => RareEventModel.Of(space, up) : null;
    }

    /// <summary>The measurement with the method that found it.</summary>
    public static Measurement Named(Measurement measurement, RareEventFindings findings)
    {
        var source = measurement.Measure is MeasureNames.Availability or MeasureNames.Downtime ? MeasureNames.Unavailability : measurement.Measure == MeasureNames.Reliability ? MeasureNames.Unreliability : measurement.Measure;
        var found = findings.Findings.FirstOrDefault(f => f.Measure == source && (f.At == measurement.At || source == MeasureNames.DataLossProbability));
        return found is { Result.IsBelievable: true } ? measurement with { Method = Describe(found.Result), Samples = found.Result.Estimate!.Samples } : measurement;
    }

    /// <summary>A sentence about every finding.</summary>
    public static IEnumerable<string> Notes(RareEventFindings findings)
    {
        foreach (var f in findings.Findings)
        {
            var name = f.At is { } at ? $"{f.Measure} at {QuantityText.Duration(at)}" : f.Measure;
            if (f.Result.Problem is { } problem) yield return $"{name} is too rare for plain simulation, and no method for rare events fits: {problem.Message}";
            else if (!f.Result.IsBelievable) yield return $"{name} is too rare for plain simulation, and another estimate is not to be believed either, as {string.Join(", and ", f.Result.Estimate!.Warnings.Select(Words))}: {Describe(f.Result)}";
            else yield return $"{name} was too rare for plain simulation: by {Describe(f.Result)}";
        }
    }

    // What few replications saw seldom need not be rare, nor what is not believed for another reason.
    private static bool IsRare(ConfidenceInterval interval) =>
        interval.Trust != IntervalTrust.Trusted && interval.OutagesSeen < ConfidenceInterval.OutagesNeeded && interval.Estimate < Rare;

    private static string Describe(RareEventResult r)
    {
        var e = r.Estimate!;
        var weight = double.IsNaN(e.ExpectedWeight) ? "" : FormattableString.Invariant($", mean weight {e.MeanWeight:G3}");
        var second = r.Second!;
        var found = double.IsNaN(r.Disagreement) ? $"{second.Scheme} saw too little to compare" : FormattableString.Invariant($"{second.Scheme} finds {second.Value.Estimate:G4} ± {second.Value.HalfWidth:G2}{Unit(r.Question.Measure)}");
        return FormattableString.Invariant($"{e.Scheme}, {e.Samples} samples worth {e.EffectiveSampleSize:G3}, largest share {e.LargestShare:P2}{weight}; {found}");
    }

    private static string Unit(RareEventMeasure measure) => measure switch
    {
        RareEventMeasure.MeanTimeToFailure => " h",
        RareEventMeasure.InterruptionFrequency => " / h",
        _ => "",
    };

    private static string Words(RareEventWarning warning) => warning switch
    {
        RareEventWarning.FewFailures => "too few failures were seen",
        RareEventWarning.OneSampleDominates => "one sample dominates",
        RareEventWarning.HeavyTail => "the weights have a heavy tail",
        RareEventWarning.InfiniteVariance => "the variance is infinite",
        RareEventWarning.VarianceNotSeen => "the ways that matter were not seen",
        RareEventWarning.WeightsOff => "the weights do not average to one",
        _ => "the second scheme finds something else",
    };
}
