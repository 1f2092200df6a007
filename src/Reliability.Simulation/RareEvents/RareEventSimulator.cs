using Reliability.Modeling.Diagnostics;
using Reliability.Simulation.Chains;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.RareEvents;

/// <summary>Estimates what plain simulation never sees, by two schemes, and says whether to believe it.</summary>
public static class RareEventSimulator
{
    private const ulong PilotPurpose = 200;
    private const ulong HoursPurpose = 201;
    private const ulong FirstPurpose = 202;
    private const ulong SecondPurpose = 203;
    private const ulong LevelsPurpose = 204;
    private const ulong ReturnsPurpose = 205;
    private const ulong PilotsPurpose = 210;
    private const int BlockSize = 2048;
    private const int RareHits = 300;
    private const int LeastSamples = 8 * BlockSize;
    private const int HoursHits = 4 * BlockSize;

    // Ways without end, each of many cycles.
    private const int PathsOfBlock = 16;
    private const int PathsToTrust = 64;

    // A process that comes back so seldom is taken to be one that does not begin anew.
    private const int StepsToReturn = 200_000;
    private const int ReturnsToTrust = 50;

    // One block of a pilot, whatever it finds.
    private const int PilotSamples = 4096;
    private static readonly StopRule PilotRule = new(0.5, 0, 1 << 19, 0, true);

    // A ratio spends its error as 0.9² + 0.4² < 1: cycles are cheap beside rare samples.
    private const double RareShare = 0.9;
    private const double HoursShare = 0.4;

    // The second scheme need not be as precise: a scheme that does not fit is wrong by factors.
    private const double SecondShare = 3;
    private const long SecondTransitions = 1 << 23;
    private const long SecondUnexplored = 1 << 21;

    // Biased cycles that one trajectory up to a time brings on average.
    private const double CyclesChosen = 4;

    /// <summary>
    /// Answers a question. The result depends on model, question and options only, not on the number of threads: block b of a part has its own random numbers, and
    /// the rules for stopping are asked after each block, in order.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="options">How precisely and by what method.</param>
    /// <param name="progress">Told the share of the work done, for each part anew.</param>
    /// <param name="cancellation">Ends it within a fraction of a second.</param>
    /// <returns>The answer; what is wrong with the model is told there, not thrown.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RareEventResult Run(
        RareEventModel model, RareEventQuestion question, RareEventOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (question.Measure == RareEventMeasure.Unreliability && (!(question.Time > 0) || !double.IsFinite(question.Time))) throw new ArgumentException("An unreliability needs a time above zero.", nameof(question));
        if (model.Problem is not null) return new RareEventResult { Question = question, Problem = model.Problem };
        var streams = new StreamFactory(options.Seed);
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var run = new RareEventRun(question, options, streams, new Estimation(streams, threads, progress, cancellation), cancellation);
        try
        {
            return Answer(run, model, question, options, streams, cancellation);
        }
        catch (SimulationException fault)
        {
            return run.Without(fault.Message, "mend the model");
        }
        catch (AggregateException faults) when (faults.InnerException is OperationCanceledException)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (AggregateException faults) when (faults.InnerException is SimulationException fault)
        {
            return run.Without(fault.Message, "mend the model");
        }
    }

    private static RareEventResult Answer(
        RareEventRun run, RareEventModel model, RareEventQuestion question, RareEventOptions options, StreamFactory streams, CancellationToken cancellation)
    {
        if (model.Process is { } process)
        {
            return options.Scheme.Method is RareEventMethod.Automatic or RareEventMethod.Splitting
                ? run.Process(process)
                : run.Without("a process of any kind can only be split", "choose automatic or splitting");
        }

        var (chain, problem) = Explored(model, question, options, streams, cancellation);
        if (problem is not null) return new RareEventResult { Question = question, Problem = problem };
        if (chain is null) return run.Unexplored(model.Jumps!);
        if (chain.Down[chain.Start]) return run.Without("the service is down in the start state", "start from a state in which it is up");
        if (chain.Distance[chain.Start] == JumpChain.Unreachable) return run.Without("no down state can be reached from the start, so the probability is zero", "look at what makes the service down");
        if (!options.ChanceToFail.IsDefaultOrEmpty && options.ChanceToFail.Length != chain.Count) throw new ArgumentException($"The chain has {chain.Count} states; the chances to fail need as many entries.", nameof(options));
        if (!options.Importance.IsDefaultOrEmpty && options.Importance.Length != chain.Count) throw new ArgumentException($"The chain has {chain.Count} states; the importance needs as many entries.", nameof(options));
        if (question.Measure != RareEventMeasure.FailureBeforeStop && chain.Stop.Where((stops, s) => stops && s != chain.Start).Any()) return run.Without("the model has stop states other than its start, so its cycles do not begin anew", "ask for the probability to fail before a stop");
        return run.Explored(chain, SchemeChoice.For(chain, options, cancellation));
    }

    private static (JumpChain? Chain, Diagnostic? Problem) Explored(
        RareEventModel model, RareEventQuestion question, RareEventOptions options, StreamFactory streams, CancellationToken cancellation)
    {
        if (model.Jumps is { } jumps) return (options.MaximumStates == 0 ? null : JumpChain.Explore(jumps, options.MaximumStates, cancellation), null);
        var rates = model.Rates!;
        var start = model.Start;
        if (question.Measure is RareEventMeasure.Unavailability or RareEventMeasure.InterruptionFrequency)
        {
            var home = Regeneration.Find(rates, new CompiledChain(rates, model.Down), start, streams.Stream(PilotPurpose, 0));
            if (home.Problem is not null) return (null, home.Problem);
            start = home.State;
        }

        var stop = question.Measure == RareEventMeasure.FailureBeforeStop ? model.Stop : null;
        if (stop is null)
        {
            stop = new bool[rates.Count];
            stop[start] = true;
        }

        return (JumpChain.Of(rates, start, model.Down, stop, model.IsFailure), null);
    }

    /// <summary>One question on its way.</summary>
    private sealed class RareEventRun(RareEventQuestion question, RareEventOptions options, StreamFactory streams, Estimation estimation, CancellationToken cancellation)
    {
        private bool IsRatio => question.Measure is RareEventMeasure.MeanTimeToFailure or RareEventMeasure.Unavailability or RareEventMeasure.InterruptionFrequency;

        private bool IsInverted => question.Measure == RareEventMeasure.MeanTimeToFailure;

        private StopRule Rule(BiasingScheme scheme, double share) =>
            new(Math.Min(0.5, options.RelativeError * share * (IsRatio ? RareShare : 1)), scheme.Method == RareEventMethod.Splitting ? Verdict.SplittingRuns : RareHits, options.MaximumTransitions, share > 1 || scheme.Method == RareEventMethod.Splitting ? 0 : LeastSamples);

        public RareEventResult Without(string message, string hint) => new() { Question = question, Problem = new Diagnostic(Severity.Error, message, null, hint) };

        public RareEventResult Explored(JumpChain chain, (PreparedScheme First, PreparedScheme Second) schemes)
        {
            var result = Walk(() => new ChainWalk(schemes.First.Compiled!), s => () => new ChainWalk(s.Compiled!), s => new ChainSplitting(s.Compiled!, question.Measure == RareEventMeasure.Unreliability, options.Importance.IsDefault ? [] : options.Importance.AsSpan()), schemes);
            return result with { States = chain.Count, StartState = chain.Start };
        }

        public RareEventResult Unexplored(IJumpModel model)
        {
            if (options.Scheme.Method == RareEventMethod.ZeroVariance || options.SecondScheme?.Method == RareEventMethod.ZeroVariance)
                return Without($"the model has more than {options.MaximumStates} states, too many for the zero-variance method", "allow more states, or choose another method");
            var pairs = SchemeChoice.For(options, (scheme, i) => estimation.Run(() => new JumpWalk(model, scheme, cancellation), Sampler<JumpWalk>(1), PilotsPurpose + (ulong)i, PilotSamples, PilotRule));
            for (var k = 0; ; k++)
            {
                var isLast = k == pairs.Length - 1;
                var result = Walk(() => new JumpWalk(model, new BiasingScheme(RareEventMethod.Crude), cancellation), s => () => new JumpWalk(model, s.Scheme, cancellation), _ => new JumpSplitting(model, question.Measure == RareEventMeasure.Unreliability), pairs[k], !isLast);
                if (result is { Problem: null, Estimate: null }) continue;
                return result;
            }
        }

        public RareEventResult Process(Func<SplittingReturn, ISplittingModel> returning)
        {
            var process = returning(IsRatio ? SplittingReturn.Anew : SplittingReturn.ToStart);
            WeightTally? hours = null;
            if (IsRatio && (process is not ModelSplitting || BeginsAnew(process)))
            {
                hours = estimation.Run(() => new SplittingCycle(process, cancellation), (ref SplittingCycle c, ref Xoshiro256PlusPlus s) => c.Length(ref s, IsInverted), HoursPurpose, BlockSize, HoursRule);
            }
            else if (IsRatio && IsInverted)
            {
                return Without("the model hardly ever begins anew, as its clocks start at different times, so the mean time to failure is no ratio of cycles", "ask for the probability up to a time");
            }
            else if (IsRatio)
            {
                process = returning(SplittingReturn.ToImportance);
                hours = estimation.Run(() => new SplittingCycle(process, cancellation), (ref SplittingCycle c, ref Xoshiro256PlusPlus s) => c.MeanLength(ref s), HoursPurpose, PathsOfBlock, HoursRule with { Hits = PathsToTrust, Samples = PathsToTrust });
            }

            if (hours is { Ended: true }) return Endless();
            var scheme = new BiasingScheme(RareEventMethod.Splitting);
            var first = Split(process, scheme, hours, FirstPurpose, 1);
            var second = first is null ? null : Split(process, scheme, hours, SecondPurpose, SecondShare, Math.Max(SecondUnexplored, first.Transitions / 2));
            return Complete(first, second, hours);
        }

        private bool BeginsAnew(ISplittingModel process)
        {
            var (state, stream, returns) = (new double[process.Width], streams.Stream(ReturnsPurpose, 0), 0);
            process.Start(state, ref stream);
            for (var step = 0; step < StepsToReturn && returns < ReturnsToTrust; step++)
            {
                if (double.IsPositiveInfinity(process.Step(state, ref stream))) return true;
                if (process.IsStop(state)) returns++;
            }

            return returns >= ReturnsToTrust;
        }

        private StopRule HoursRule => new(options.RelativeError * HoursShare, HoursHits, options.MaximumTransitions, HoursHits);

        private RareEventResult Walk<TWalk>(Func<TWalk> plain, Func<PreparedScheme, Func<TWalk>> biased, Func<PreparedScheme, ISplittingModel> split, (PreparedScheme First, PreparedScheme Second) schemes, bool givesUp = false)
            where TWalk : IWalk
        {
            var chosen = 1.0;
            WeightTally? hours = null;
            if (IsRatio || question.Measure == RareEventMeasure.Unreliability)
            {
                // Up to a time a rough length is enough: it only decides how many cycles are chosen.
                var rule = IsRatio ? HoursRule : new StopRule(0.2, BlockSize / 8, options.MaximumTransitions, BlockSize / 8);
                hours = estimation.Run(plain, (ref TWalk w, ref Xoshiro256PlusPlus s) => CyclePlayer.Length(ref w, ref s, IsInverted || !IsRatio), HoursPurpose, BlockSize, rule);
                if (hours.Ended) return Endless();
                chosen = Math.Min(1, CyclesChosen / (1 + (question.Time / hours.Mean)));
                if (!IsRatio) hours = null;
            }

            var first = Estimate(schemes.First, hours, FirstPurpose, 1, options.MaximumTransitions);
            if (first is null) return Endless();
            // Without an estimate and a problem: the next scheme is to be tried.
            if (givesUp && first.Warnings.Contains(RareEventWarning.HeavyTail)) return new RareEventResult { Question = question };
            // No more work than the first, but enough to say something.
            var second = Estimate(schemes.Second, hours, SecondPurpose, SecondShare, Math.Min(options.MaximumTransitions, Math.Max(first.Transitions, schemes.Second.Compiled is null ? SecondUnexplored : SecondTransitions)));
            return second is null ? Endless() : Complete(first, second, hours);

            WeightedEstimate? Estimate(PreparedScheme prepared, WeightTally? cycle, ulong purpose, double share, long most)
            {
                if (prepared.Scheme.Method == RareEventMethod.Splitting) return Split(split(prepared), prepared.Scheme, cycle, purpose, share, most);
                var rule = Rule(prepared.Scheme, share) with { Transitions = most, GivesUp = givesUp && purpose == FirstPurpose };
                var tally = estimation.Run(biased(prepared), Sampler<TWalk>(chosen), purpose, BlockSize, rule);
                return tally.Ended ? null : Verdict.Of(prepared.Scheme, tally, cycle, IsInverted, prepared.Forecast, question.Measure is RareEventMeasure.FailureBeforeStop or RareEventMeasure.MeanTimeToFailure, rule, options.Confidence);
            }
        }

        private SampleOf<TWalk> Sampler<TWalk>(double chosen)
            where TWalk : IWalk
        {
            var time = question.Time;
            return question.Measure switch
            {
                RareEventMeasure.Unavailability => (ref TWalk w, ref Xoshiro256PlusPlus s) => CyclePlayer.UntilStop(ref w, ref s, false),
                RareEventMeasure.InterruptionFrequency => (ref TWalk w, ref Xoshiro256PlusPlus s) => CyclePlayer.UntilStop(ref w, ref s, true),
                RareEventMeasure.Unreliability => (ref TWalk w, ref Xoshiro256PlusPlus s) => CyclePlayer.Until(ref w, ref s, time, chosen),
                _ => CyclePlayer.Reach,
            };
        }

        private WeightedEstimate? Split(ISplittingModel model, BiasingScheme scheme, WeightTally? hours, ulong purpose, double share, long most = long.MaxValue)
        {
            var plan = SplittingPlayer.Plan(model, question, streams.Stream(LevelsPurpose, purpose), cancellation);
            var rule = Rule(scheme, share);
            // What a pilot of 32,768 trials a level did not see, a run will hardly see.
            if (!plan.IsClimbed) most = Math.Min(most, SecondUnexplored);
            rule = rule with { Transitions = Math.Min(most, rule.Transitions) };
            var tally = estimation.Run(() => new SplittingPlayer(model, question, plan, cancellation), (ref SplittingPlayer p, ref Xoshiro256PlusPlus s) => p.Run(ref s), purpose, 1, rule);
            return tally.Ended ? null : Verdict.Of(scheme, tally, hours, IsInverted, new Forecast(double.NaN, double.NaN, double.NaN), false, rule, options.Confidence);
        }

        private RareEventResult Complete(WeightedEstimate? first, WeightedEstimate? second, WeightTally? hours)
        {
            if (first is null || second is null) return Endless();
            var disagreement = Verdict.Disagreement(first, second);
            return new RareEventResult
            {
                Question = question,
                Estimate = Verdict.Compared(first, disagreement),
                Second = second,
                Disagreement = disagreement,
                CycleHours = hours is null ? null : LogInterval.Around(hours.Mean, hours.StandardError, options.Confidence, hours.Count, hours.Count),
            };
        }

        private RareEventResult Endless() => Without(
            "the model came to a state that nothing leaves, or did not come back to its start within 10 million jumps", "let every state be repaired, or ask for the probability up to a time by simulation");
    }
}
