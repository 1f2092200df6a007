using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine.LongRun;

/// <summary>Long-run measures by cycles, of events or of the chain, or batch means, and by replications what is asked from the start on.</summary>
internal static class LongRunSimulation
{
    private const int ReplicationsFromStart = 4096;
    private const double Always = 1e300;

    /// <summary>Plays both. The replications take at most a quarter of the events.</summary>
    public static SimulationResult Run(StochasticModel model, SimulationTarget target, SimulationOptions options, ExpressionCompiler compiler, IProgress<double>? progress, CancellationToken cancellation)
    {
        var result = LongRun(model, target, options, compiler, progress, cancellation);
        if (options.Times.IsDefaultOrEmpty) return result;
        var replications = Math.Min(options.MaximumReplications, ReplicationsFromStart);
        var start = Simulator.Run(
            model, target with { Rewards = [], Copies = [] },
            options with
            {
                Estimator = LongRunEstimator.Replications, WarmUpHours = 0, StartSpreadHours = 0, ReplicationHours = 1, RelativePrecision = 0, MinimumReplications = Math.Min(options.MinimumReplications, replications),
                MaximumReplications = replications, MaximumEvents = Math.Max(1, options.MaximumEvents / 4),
            },
            compiler, null, cancellation);
        return result with
        {
            Events = result.Events + start.Events,
            FromStartReplications = start.Replications,
            Unreliability = start.Unreliability,
            PointUnavailability = start.PointUnavailability,
            DataLossProbability = start.DataLossProbability,
            MeanTimeToFirstFailure = start.MeanTimeToFirstFailure,
        };
    }

    private static SimulationResult LongRun(StochasticModel model, SimulationTarget target, SimulationOptions options, ExpressionCompiler compiler, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (options.Estimator == LongRunEstimator.Chain) return ChainEstimation.Run(model, target, options, compiler, progress, cancellation);
        var plan = new SimulationPlan(model, target with { Copies = [] }, options with { WarmUpHours = 0, StartSpreadHours = 0, ReplicationHours = Always, Times = [] }, compiler) { WholeYears = 0 };
        return options.Estimator == LongRunEstimator.Cycles ? CycleEstimation.Run(plan, options, progress, cancellation) : BatchMeansEstimation.Run(plan, options, progress, cancellation);
    }
}
