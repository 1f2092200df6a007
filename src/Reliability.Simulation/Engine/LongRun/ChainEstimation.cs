using System.Collections.Immutable;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Chains;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Engine.LongRun;

/// <summary>Long-run measures by the cycles of the explored chain, which the chain simulator plays several times as fast as events. It does not tell causes.</summary>
internal static class ChainEstimation
{
    private const int MostStates = 2_000_000;

    /// <summary>Explores and plays.</summary>
    /// <exception cref="SimulationException">The model is no chain that can be explored, has causes to tell apart, or has no long run.</exception>
    public static SimulationResult Run(StochasticModel model, SimulationTarget target, SimulationOptions options, ExpressionCompiler compiler, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (model.Calendar.Count > 0) throw Without(model, "it has a calendar");
        if (model.FirstGeneralEvent is { } general) throw new SimulationException($"model '{model.Name}' has an event, '{general.Name}', whose delay is not exponential: it is no chain; use batch means, or replications", general.Name);
        if (model.Events.SelectMany(e => e.Outcomes.Select(o => o.Cause ?? e.Cause)).Where(c => c.IsScheduled).Select(c => c.Name).FirstOrDefault() is { } scheduled) throw Without(model, $"it has downtime that is announced, '{scheduled}', and a chain does not tell causes apart");
        var explored = StateSpaceExplorer.Explore(model, compiler, MostStates, cancellation);
        if (explored.StateSpace is not { } space) throw Without(model, explored.LimitReached ? $"it has more than {MostStates} states" : explored.Problem!.Message);
        if (space.Start.Length != 1) throw Without(model, $"it has {space.Start.Length} initial states");
        var rewards = target.Rewards.IsDefault ? [] : target.Rewards.Select(r => (r.Name, space.RewardRates(r).ToImmutableArray())).ToImmutableArray();
        var played = Play(target.Up, rewards, Math.Max(1, target.DataLoss is null ? options.MaximumEvents : options.MaximumEvents / 2));
        var lost = target.DataLoss is { } loss ? Play(!loss, [], Math.Max(1, options.MaximumEvents / 2)) : null;
        var none = new ConfidenceInterval(0, 0, 0, 0, options.Confidence, played.Cycles, 0, IntervalTrust.NoneSeen);
        return new SimulationResult
        {
            Estimator = LongRunEstimator.Chain,
            Cycles = played.Cycles,
            Replications = (int)Math.Min(int.MaxValue, played.Cycles),
            SimulatedHours = played.SimulatedHours,
            Ended = 0,
            WarmUpHours = 0,
            ReplicationHours = played.SimulatedHours / Math.Max(1, played.Cycles),
            Events = played.Transitions + (lost?.Transitions ?? 0),
            Outages = played.Outages,
            StoppedBy = played.StoppedBy,
            Unavailability = played.Unavailability!.Value,
            InterruptionFrequency = played.InterruptionFrequency!.Value,
            DowntimeByCause = [],
            ScheduledUnavailability = none,
            UnscheduledUnavailability = played.Unavailability.Value,
            MeanUpTime = played.MeanUpTime,
            MeanDownTime = played.MeanDownTime,
            Rewards = played.Rewards,
            DataLossFrequency = lost?.InterruptionFrequency,
            DataLossUnavailability = lost?.Unavailability,
            Unreliability = [],
            PointUnavailability = [],
            DataLossProbability = [],
            MeanTimeToFirstFailure = null,
        };

        ChainResult Play(Expression up, ImmutableArray<(string, ImmutableArray<double>)> earned, long most)
        {
            var settings = new ChainOptions { Seed = options.Seed, Threads = options.Threads, RelativePrecision = options.RelativePrecision, MaximumTransitions = most, Confidence = options.Confidence };
            var result = ChainSimulator.Run(space!.Chain.Rates, space.Start[0].State, new ChainTarget([.. space!.Where(up).Select(u => !u)], earned), settings, progress, cancellation);
            return result.Problem is { } problem ? throw Without(model, problem.Message) : result;
        }
    }

    private static SimulationException Without(StochasticModel model, string why) => new($"model '{model.Name}' cannot be played as a chain: {why}; use cycles, batch means, or replications");
}
