using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Chains;

/// <summary>Answers for an explored chain by playing it: some nanoseconds a transition, none of them for memory.</summary>
public static class ChainSimulator
{
    private const ulong PilotPurpose = 100;
    private const ulong FirstLanePurpose = 101;
    private const ulong SecondLanePurpose = 102;
    private const int SampleTransitions = 2048;
    private const int SamplesInBlock = 64;

    // About a second: then a cancellation is looked at, and a cycle so long is no cycle.
    private const long LongestSample = 1L << 27;

    // Below so many outages the interval covers less than it says, so its width is no reason to stop.
    private const int OutagesToStop = 300;

    /// <summary>
    /// Plays regenerative cycles on all cores until a rule stops it, and replications for the times asked. The result depends on chain, target and options only:
    /// block b has its own random numbers, and the rules are asked after each block, in order. Cycles are joined to samples of about 2,000 transitions, which
    /// are independent as cycles are. Source: M. A. Crane and D. L. Iglehart, Operations Research 23 (1975) 33.
    /// </summary>
    /// <param name="rates">The rates of the chain; any unit of time, called hours here.</param>
    /// <param name="initial">The initial state.</param>
    /// <param name="target">What to observe.</param>
    /// <param name="options">How long and how precisely.</param>
    /// <param name="progress">Told the share of the work done.</param>
    /// <param name="cancellation">Ends the simulation within a fraction of a second.</param>
    /// <exception cref="ArgumentException">Target and chain differ in size, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ChainResult Run(
        SparseRates rates, int initial, ChainTarget target, ChainOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)initial, (uint)rates.Count, nameof(initial));
        if (target.Down.Length != rates.Count || target.Rewards.Any(r => r.Rates.Length != rates.Count)) throw new ArgumentException($"The chain has {rates.Count} states; flags and rewards need as many entries.", nameof(target));
        var chain = new CompiledChain(rates, target.Down.AsSpan());
        var streams = new StreamFactory(options.Seed);
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var home = Regeneration.Find(rates, chain, initial, streams.Stream(PilotPurpose, 0));
        var result = home.Problem is null ? LongRun(chain, home, target, options, streams, threads, progress, cancellation) : new ChainResult { Problem = home.Problem };
        return options.Times.IsDefaultOrEmpty ? result : TransientPlayer.Answer(result, chain, initial, options, streams, threads, cancellation);
    }

    private static ChainResult LongRun(
        CompiledChain chain, Regeneration home, ChainTarget target, ChainOptions options, StreamFactory streams, int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        var names = target.Rewards.Select(r => r.Name).ToImmutableArray();
        var rewardRates = new double[names.Length * chain.Rows.Length];
        for (var r = 0; r < names.Length; r++)
        {
            for (var s = 0; s < chain.Rows.Length; s++) rewardRates[(s * names.Length) + r] = target.Rewards[r].Rates[s];
        }

        // Per lane; the two lanes together are one sample.
        var cycles = (int)Math.Clamp(SampleTransitions / 2 / home.MeanTransitions, 1, SampleTransitions);
        var tally = new ChainTally(names);
        var (samples, tooLong, reason) = (0L, false, StopReason.Events);
        BlockRounds.Run(
            threads,
            (block, _) =>
            {
                var part = new ChainTally(names);
                var (first, second) = (streams.Stream(FirstLanePurpose, (ulong)block), streams.Stream(SecondLanePurpose, (ulong)block));
                var earned = new double[names.Length];
                for (var i = 0; i < SamplesInBlock && !cancellation.IsCancellationRequested; i++)
                {
                    Array.Clear(earned);
                    var sums = Sample(chain, home.State, cycles, options, ref first, ref second, rewardRates, earned);
                    if (!sums.Completed) return null;
                    part.Add(sums, earned);
                }

                return part;
            },
            part =>
            {
                if (part is null)
                {
                    tooLong = true;
                    return true;
                }

                tally.Merge(part);
                samples += SamplesInBlock;
                progress?.Report(Math.Min(1, (double)tally.Transitions / options.MaximumTransitions));
                if (options.RelativePrecision > 0 && tally.Outages >= OutagesToStop && tally.Unavailability(options.Confidence).RelativeHalfWidth < options.RelativePrecision) reason = StopReason.Precision;
                return reason == StopReason.Precision || tally.Transitions >= options.MaximumTransitions;
            },
            cancellation);
        if (tooLong) return new ChainResult { Problem = new(Modeling.Diagnostics.Severity.Error, $"a cycle did not return to state {home.State} within {LongestSample} transitions", null, "look for states that are hardly ever left") };
        progress?.Report(1);
        return tally.Result(options.Confidence) with { RegenerationState = home.State, Cycles = samples * 2 * cycles, StoppedBy = reason };
    }

    private static CycleSums Sample(
        CompiledChain chain, int home, int cycles, ChainOptions options, ref Xoshiro256PlusPlus first, ref Xoshiro256PlusPlus second, double[] rates, double[] earned)
    {
        return (options.MeanHoldingTimes, earned.Length > 0) switch
        {
            (true, false) => CycleLoop.Play<MeanHolding, NoObserver>(chain, home, cycles, LongestSample, ref first, ref second, default),
            (false, false) => CycleLoop.Play<SampledHolding, NoObserver>(chain, home, cycles, LongestSample, ref first, ref second, default),
            (true, true) => CycleLoop.Play<MeanHolding, RewardObserver>(chain, home, cycles, LongestSample, ref first, ref second, new RewardObserver(rates, earned)),
            (false, true) => CycleLoop.Play<SampledHolding, RewardObserver>(chain, home, cycles, LongestSample, ref first, ref second, new RewardObserver(rates, earned)),
        };
    }
}
