using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Engine.Checkpoints;

namespace Reliability.Simulation.Engine;

/// <summary>Answers for any model by playing it often enough.</summary>
public static class Simulator
{
    private const int MostBlocksAhead = 256;

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
        CancellationToken cancellation = default) => Play(model, target, options, compiler, null, progress, cancellation);

    /// <summary>
    /// The same, but replications that a checkpoint holds are taken from it, and those that are played are added to it. The result has the same bytes whatever the checkpoint
    /// held before, and may be asked for again by other rules for stopping.
    /// </summary>
    /// <param name="model">Any model.</param>
    /// <param name="target">What to observe.</param>
    /// <param name="options">How long and how precisely.</param>
    /// <param name="compiler">Compiles the expressions; may be shared.</param>
    /// <param name="checkpoint">The replications that there are, of this model, target and options, and of no share.</param>
    /// <param name="progress">Told the share of the work done a few times a second, from any thread.</param>
    /// <param name="cancellation">Ends the simulation within a fraction of a second; the checkpoint is then saved.</param>
    /// <returns>The estimates.</returns>
    /// <exception cref="SimulationException">The model does what no model may do, or the checkpoint holds what is no replication of it.</exception>
    /// <exception cref="ArgumentException">The checkpoint is of something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SimulationResult Continue(
        StochasticModel model,
        SimulationTarget target,
        SimulationOptions options,
        ExpressionCompiler compiler,
        Checkpoint checkpoint,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (ModelFingerprint.Of(model, target, options).Obstacle(checkpoint.Key) is { } obstacle) throw new ArgumentException(obstacle, nameof(checkpoint));
        return Play(model, target, options, compiler, checkpoint, progress, cancellation);
    }

    /// <summary>Plays a share of a fixed number of replications, whatever rules for stopping the options have. When all shares are whole, <see cref="Checkpoint.Join"/> makes one run of them.</summary>
    /// <param name="model">Any model.</param>
    /// <param name="target">What to observe.</param>
    /// <param name="options">Seed, window, times and threads.</param>
    /// <param name="compiler">Compiles the expressions; may be shared.</param>
    /// <param name="checkpoint">The replications that there are of the share, to which the others are added.</param>
    /// <param name="progress">Told the share of the work done a few times a second, from any thread.</param>
    /// <param name="cancellation">Ends it within a fraction of a second; the checkpoint is then saved.</param>
    /// <exception cref="SimulationException">The model does what no model may do.</exception>
    /// <exception cref="ArgumentException">The checkpoint is of something else, or of no share.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void PlayShare(
        StochasticModel model,
        SimulationTarget target,
        SimulationOptions options,
        ExpressionCompiler compiler,
        Checkpoint checkpoint,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        options.Check();
        if (checkpoint.Key.Share is not { } share) throw new ArgumentException("The checkpoint is of no share.", nameof(checkpoint));
        if (ModelFingerprint.Of(model, target, options, share).Obstacle(checkpoint.Key) is { } obstacle) throw new ArgumentException(obstacle, nameof(checkpoint));
        var plan = new SimulationPlan(model, target, options, compiler);
        var whole = options with { MaximumReplications = Math.Max(share.End - share.First, options.MinimumReplications), MaximumEvents = long.MaxValue };
        var player = new ReplicationPlayer(plan, whole, checkpoint, new ProgressMeter(progress, whole), cancellation);
        for (var begin = share.First + checkpoint.Replications; begin < share.End; begin += MostBlocksAhead * SimulationOptions.BlockSize)
        {
            player.Play(begin, Math.Min(MostBlocksAhead * SimulationOptions.BlockSize, share.End - begin), record =>
            {
                ReplicationPlayer.Demand(model, record);
                return null;
            });
        }

        checkpoint.SaveNow();
        progress?.Report(1);
    }

    private static SimulationResult Play(
        StochasticModel model, SimulationTarget target, SimulationOptions options, ExpressionCompiler compiler, Checkpoint? checkpoint, IProgress<double>? progress, CancellationToken cancellation)
    {
        options.Check();
        if (options.Estimator is LongRunEstimator.Cycles or LongRunEstimator.BatchMeans or LongRunEstimator.Chain) return LongRun.LongRunSimulation.Run(model, target, options, compiler, progress, cancellation);
        var plan = new SimulationPlan(model, target, options, compiler);
        var tally = new Tally(plan, options);
        var meter = new ProgressMeter(progress, options);
        var player = new ReplicationPlayer(plan, options, checkpoint, meter, cancellation);
        foreach (var record in checkpoint?.Replay(plan) ?? [])
        {
            cancellation.ThrowIfCancellationRequested();
            meter.Count(record.Events);
            if (Next(record) is { } reason) return Finish(reason);
        }

        var ahead = (options.MinimumReplications + SimulationOptions.BlockSize - 1) / SimulationOptions.BlockSize;
        while (true)
        {
            var begin = tally.Replications;
            // A few blocks at a time keep the threads busy; what was played behind the block that stops the simulation is thrown away.
            var blocks = Math.Clamp(begin == 0 ? ahead : begin / SimulationOptions.BlockSize / 8, 1, MostBlocksAhead);
            if (options.MaximumEvents < long.MaxValue) blocks = begin == 0 ? 1 : (int)Math.Clamp(((double)options.MaximumEvents - tally.Events) / Math.Max(1, tally.Events) * begin / SimulationOptions.BlockSize, 1, blocks);
            if (player.Play(begin, (int)Math.Min((long)blocks * SimulationOptions.BlockSize, options.MaximumReplications - begin), Next) is { } reason) return Finish(reason);
        }

        // The rules are asked after whole blocks only.
        StopReason? Next(ReplicationRecord record)
        {
            ReplicationPlayer.Demand(model, record);
            tally.Add(record);
            if (tally.Replications == options.MaximumReplications) return StopReason.Replications;
            if (tally.Replications % SimulationOptions.BlockSize != 0) return null;
            if (tally.Replications >= options.MinimumReplications && tally.IsPrecise) return StopReason.Precision;
            return tally.Events >= options.MaximumEvents ? StopReason.Events : null;
        }

        SimulationResult Finish(StopReason reason)
        {
            checkpoint?.Finish(tally.Replications);
            progress?.Report(1);
            return tally.Result(reason);
        }
    }
}
