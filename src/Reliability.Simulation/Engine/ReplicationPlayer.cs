using System.Runtime.ExceptionServices;
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

    /// <summary>
    /// Plays so many replications from an index on, and hands each to the checkpoint as soon as it is there, and to a taker in the order of their numbers: whichever thread finds the next one ready does that
    /// while the others play on.
    /// </summary>
    /// <param name="begin">The number of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="take">Takes one after the other, on one thread at a time; a reason to stop ends it.</param>
    /// <returns>The reason; <c>null</c> when all were played.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; the checkpoint is saved.</exception>
    public StopReason? Play(int begin, int count, Func<ReplicationRecord, StopReason?> take)
    {
        var records = new ReplicationRecord?[count];
        var (next, taken) = (-1, 0);
        StopReason? reason = null;
        ExceptionDispatchInfo? fault = null;
        var isOver = false;
        var gate = new Lock();
        DedicatedThreads.Run(Math.Min(replicators.Length, count), worker =>
        {
            var replicator = replicators[worker] ??= new Replicator(plan);
            for (var i = Interlocked.Increment(ref next); i < count && !cancellation.IsCancellationRequested && !Volatile.Read(ref isOver); i = Interlocked.Increment(ref next))
            {
                var record = new ReplicationRecord(plan);
                try
                {
                    if (!replicator.Play(streams.Stream(Purpose, (ulong)(begin + i)), record, cancellation)) continue;
                    meter.Count(record.Events);
                    checkpoint?.Add(begin + i, record);
                }
                catch (Exception failure) when (failure is SimulationException or ArithmeticException or ArgumentException)
                {
                    record.Failure = failure;
                }

                Volatile.Write(ref records[i], record);
                TakeReady();
            }
        });
        if (cancellation.IsCancellationRequested) checkpoint?.SaveNow();
        cancellation.ThrowIfCancellationRequested();

        // What became ready while another thread was about to leave.
        TakeReady();
        fault?.Throw();
        return reason;

        void TakeReady()
        {
            if (!gate.TryEnter()) return;
            try
            {
                while (!isOver && taken < count && Volatile.Read(ref records[taken]) is { } ready)
                {
                    records[taken++] = null;
                    reason = take(ready);
                    if (reason is not null) Volatile.Write(ref isOver, true);
                }
            }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                fault = ExceptionDispatchInfo.Capture(wrong);
                Volatile.Write(ref isOver, true);
            }
            finally
            {
                gate.Exit();
            }
        }
    }

    /// <summary>Throws what was wrong with the model in a replication, should something have been.</summary>
    public static void Demand(StochasticModel model, ReplicationRecord record)
    {
        if (record.Failure is { } failure) throw failure as SimulationException ?? new SimulationException($"model '{model.Name}': {failure.Message}");
    }
}
