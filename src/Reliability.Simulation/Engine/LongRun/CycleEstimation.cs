using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine.LongRun;

/// <summary>
/// Long-run measures by regenerative cycles that the event simulator plays. Cycles are joined to samples of about 2,048 events, so that ratios are nearly normal, and 64 samples
/// are a block with random numbers of its own. Source: M. A. Crane and D. L. Iglehart, Operations Research 23 (1975) 33.
/// </summary>
internal static class CycleEstimation
{
    private const ulong Purpose = 3;
    private const int StepsOfSample = 2048;

    // So long a sample is no sample; it takes seconds.
    private const long LongestSample = 1L << 26;

    /// <summary>Plays blocks until a rule stops it; rules are asked after each block, in order.</summary>
    /// <exception cref="SimulationException">The model has no cycles, or does what no model may do.</exception>
    public static SimulationResult Run(SimulationPlan plan, SimulationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (!plan.Model.IsMarkovian || plan.Model.Calendar.Count > 0)
        {
            var culprit = plan.Model.Calendar.Count > 0 ? "has a calendar" : $"has an event, '{plan.General[0].Name}', whose delay is not exponential";
            throw new SimulationException($"model '{plan.Model.Name}' {culprit}: cycles are for models with neither a calendar nor such delays; use batch means, or replications", plan.Model.Calendar.Count > 0 ? null : plan.General[0].Name);
        }

        var streams = new StreamFactory(options.Seed);
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var home = CycleHome.Find(plan, streams, cancellation);
        var cycles = (long)Math.Clamp(StepsOfSample / home.MeanSteps, 1, StepsOfSample);
        var replicators = new Replicator?[threads];
        var tally = new LongRunTally(plan);
        var reason = StopReason.Events;
        BlockRounds.Run(
            threads,
            (block, thread) => Block(replicators[thread] ??= new Replicator(plan), plan, streams.Stream(Purpose, (ulong)block), home, cycles, cancellation),
            block =>
            {
                if (block.Failure is { } failure) throw failure as SimulationException ?? new SimulationException($"model '{plan.Model.Name}': {failure.Message}");
                tally.Merge(block.Tally);
                progress?.Report(Math.Min(1, Math.Max((double)tally.Events / options.MaximumEvents, (double)tally.Pieces / options.MaximumReplications)));
                if (tally.IsPrecise(options)) reason = StopReason.Precision;
                else if (tally.Events >= options.MaximumEvents) reason = StopReason.Events;
                else if (tally.Pieces >= options.MaximumReplications) reason = StopReason.Replications;
                else return false;
                return true;
            },
            cancellation);
        return tally.Result(options, LongRunEstimator.Cycles, reason) with { Cycles = tally.Pieces * cycles };
    }

    private static (LongRunTally Tally, Exception? Failure) Block(Replicator replicator, SimulationPlan plan, Xoshiro256PlusPlus stream, CycleHome home, long cycles, CancellationToken cancellation)
    {
        var part = new LongRunTally(plan);
        try
        {
            var record = new ReplicationRecord(plan);
            replicator.Begin(stream, record, home.State);
            for (var sample = 0; sample < SimulationOptions.BlockSize; sample++)
            {
                var begin = replicator.Time;
                switch (replicator.Advance(double.PositiveInfinity, LongestSample, home.State, cycles, cancellation))
                {
                    case Pause.Cancelled:
                        return (part, null);
                    case Pause.Returned:
                        break;
                    default:
                        throw new SimulationException($"model '{plan.Model.Name}': a cycle does not end, because the run is caught where the state that cuts cycles is not entered any more; use replications");
                }

                var next = new ReplicationRecord(plan);
                replicator.Cut(next);
                part.Add(record, replicator.Time - begin);
                record = next;
            }
        }
        catch (Exception fault) when (fault is SimulationException or ArithmeticException or ArgumentException)
        {
            return (part, fault);
        }

        return (part, null);
    }
}
