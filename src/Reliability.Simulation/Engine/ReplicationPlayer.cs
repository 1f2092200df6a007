using Reliability.Modeling.Models;
using Reliability.Simulation.Engine.Checkpoints;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>Plays ranges of replications on all threads. What a replication observes depends on its index only.</summary>
internal sealed class ReplicationPlayer(SimulationPlan plan, SimulationOptions options, Checkpoint? checkpoint, ProgressMeter meter, CancellationToken cancellation)
{
    private const ulong Purpose = 1;

    private readonly StreamFactory streams = new(options.Seed);
    private readonly Replicator?[] replicators = new Replicator?[options.Threads > 0 ? options.Threads : Environment.ProcessorCount];

    /// <summary>Plays so many replications from an index on, and hands each to the checkpoint as soon as it is there.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the checkpoint is saved.</exception>
    public ReplicationRecord[] Play(int begin, int count)
    {
        var records = new ReplicationRecord[count];
        var next = -1;
        DedicatedThreads.Run(Math.Min(replicators.Length, records.Length), worker =>
        {
            var replicator = replicators[worker] ??= new Replicator(plan);
            for (var i = Interlocked.Increment(ref next); i < records.Length && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                var record = records[i] = new ReplicationRecord(plan);
                try
                {
                    if (!replicator.Play(streams.Stream(Purpose, (ulong)(begin + i)), record, cancellation)) continue;
                    meter.Count(record.Events);
                    checkpoint?.Add(begin + i, record);
                }
                catch (Exception fault) when (fault is SimulationException or ArithmeticException or ArgumentException)
                {
                    record.Failure = fault;
                }
            }
        });
        if (cancellation.IsCancellationRequested) checkpoint?.SaveNow();
        cancellation.ThrowIfCancellationRequested();
        return records;
    }

    /// <summary>Throws what was wrong with the model in a replication, should something have been.</summary>
    public static void Demand(StochasticModel model, ReplicationRecord record)
    {
        if (record.Failure is { } failure) throw failure as SimulationException ?? new SimulationException($"model '{model.Name}': {failure.Message}");
    }
}
