using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>Answers for any model by playing it often enough.</summary>
public static class Simulator
{
    private const ulong Purpose = 1;
    private const int MostBlocksAhead = 16;

    /// <summary>
    /// Plays independent replications on all cores until a rule stops it. The result depends on model, target and options only, not on the
    /// number of threads: replication r has its own random numbers, and the rules are asked after whole blocks, in order.
    /// </summary>
    /// <param name="model">Any model.</param>
    /// <param name="target">What to observe.</param>
    /// <param name="options">How long and how precisely.</param>
    /// <param name="compiler">Compiles the expressions; may be shared.</param>
    /// <param name="progress">Told the share of the work done a few times a second, from any thread.</param>
    /// <param name="cancellation">Ends the simulation within a fraction of a second.</param>
    /// <returns>The estimates.</returns>
    /// <exception cref="SimulationException">The model does what no model may do.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SimulationResult Run(
        StochasticModel model,
        SimulationTarget target,
        SimulationOptions options,
        ExpressionCompiler compiler,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        options.Check();
        if (options.Estimator is LongRunEstimator.Cycles or LongRunEstimator.BatchMeans) return LongRun.LongRunSimulation.Run(model, target, options, compiler, progress, cancellation);
        var plan = new SimulationPlan(model, target, options, compiler);
        var streams = new StreamFactory(options.Seed);
        var tally = new Tally(plan, options);
        var meter = new ProgressMeter(progress, options);
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var replicators = new Replicator?[threads];
        var ahead = (options.MinimumReplications + SimulationOptions.BlockSize - 1) / SimulationOptions.BlockSize;
        while (true)
        {
            var begin = tally.Replications;
            // A few blocks at a time keep the threads busy; what lies behind the block that stops the simulation is thrown away.
            var blocks = Math.Clamp(begin == 0 ? ahead : begin / SimulationOptions.BlockSize / 8, 1, MostBlocksAhead);
            if (options.MaximumEvents < long.MaxValue) blocks = begin == 0 ? 1 : (int)Math.Clamp(((double)options.MaximumEvents - tally.Events) / Math.Max(1, tally.Events) * begin / SimulationOptions.BlockSize, 1, blocks);
            var records = new ReplicationRecord[(int)Math.Min((long)blocks * SimulationOptions.BlockSize, options.MaximumReplications - begin)];
            var next = -1;
            DedicatedThreads.Run(Math.Min(threads, records.Length), worker =>
            {
                var replicator = replicators[worker] ??= new Replicator(plan);
                for (var i = Interlocked.Increment(ref next); i < records.Length && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref next))
                {
                    var record = records[i] = new ReplicationRecord(plan);
                    try
                    {
                        if (replicator.Play(streams.Stream(Purpose, (ulong)(begin + i)), record, cancellation)) meter.Count(record.Events);
                    }
                    catch (Exception fault) when (fault is SimulationException or ArithmeticException or ArgumentException)
                    {
                        record.Failure = fault;
                    }
                }
            });
            cancellation.ThrowIfCancellationRequested();
            foreach (var record in records)
            {
                if (record.Failure is { } failure) throw failure as SimulationException ?? new SimulationException($"model '{model.Name}': {failure.Message}");
                tally.Add(record);
                if (tally.Replications == options.MaximumReplications) return Finish(StopReason.Replications);
                if (tally.Replications % SimulationOptions.BlockSize != 0) continue;
                if (tally.Replications >= options.MinimumReplications && tally.IsPrecise) return Finish(StopReason.Precision);
                if (tally.Events >= options.MaximumEvents) return Finish(StopReason.Events);
            }
        }

        SimulationResult Finish(StopReason reason)
        {
            progress?.Report(1);
            return tally.Result(reason);
        }
    }
}
