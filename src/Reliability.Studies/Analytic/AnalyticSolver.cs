using System.Collections.Immutable;
using Reliability.Markov.Solvers.Regenerative;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>
/// The analytic answers: splits the model into independent parts, solves each exactly (steady state, or the periodic law under a calendar), and joins
/// them through the structure function of what is asked.
/// </summary>
public sealed class AnalyticSolver
{
    private const int MaximumJointStates = 400_000;
    private const double MaximumWork = 2e10;
    private const double MaximumOverlap = 5;
    private const double NegligibleShare = 1e-19;

    private readonly AnalysisRequest request;
    private readonly ExpressionCompiler compiler;
    private readonly CancellationToken cancellation;
    private readonly ModelDecomposition decomposition;
    private readonly StructureFunction downFunction;
    private readonly List<StateSpace> spaces = [];
    private readonly Dictionary<int, RegenerativePart> regenerative = [];
    private readonly List<ComponentSolution> solutions = [];
    private readonly List<string> notes = [];
    private readonly Dictionary<int, double[]> mostLikely = [];
    private Timeline timeline = Timeline.Stationary;
    private FirstFailure? firstFailure;
    private ModuleTransient?[]? transients;

    private AnalyticSolver(AnalysisRequest request, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        (this.request, this.compiler, this.cancellation) = (request, compiler, cancellation);
        Expression[] predicates = request.DataLoss is null ? [request.Up] : [request.Up, request.DataLoss];
        decomposition = ModelDecomposition.Create(request.Model, predicates, request.Rewards.SelectMany(r => RewardRates.Needed(request.Model, r)), request.Monolithic);
        downFunction = decomposition.Structure(!request.Up);
    }

    /// <summary>Answers a request.</summary>
    /// <param name="request">What to find out.</param>
    /// <param name="compiler">Compiles the model's expressions.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static AnalyticOutcome Solve(AnalysisRequest request, ExpressionCompiler compiler, CancellationToken cancellation = default)
    {
        var solver = new AnalyticSolver(request, compiler, cancellation);
        foreach (var part in solver.decomposition.Components)
        {
            if (part.FirstGeneralEvent is not null)
            {
                var (regenerative, refusal) = RegenerativePart.Create(part, request, compiler, cancellation);
                if (regenerative is null) return refusal!;
                solver.regenerative.Add(solver.spaces.Count, regenerative);
                solver.spaces.Add(regenerative.Space);
                continue;
            }

            var explored = StateSpaceExplorer.Explore(part, compiler, request.MaximumStates, cancellation);
            if (explored.StateSpace is null) return new AnalyticOutcome(null, explored.Problem, explored.LimitReached);
            solver.spaces.Add(explored.StateSpace);
        }

        return solver.Run();
    }

    private AnalyticOutcome Run()
    {
        if (Timeline.Create(spaces) is not { } common)
        {
            return Refuse("the periods of its calendar have no common multiple below 1000 of the longest", "choose periods that fit, or simulate the model");
        }

        timeline = common;
        if (regenerative.Values.Count(p => p.IsPhaseLocked) + (timeline.IsStationary ? 0 : 1) is > 1 and var clocks && regenerative.Values.Any(p => p.IsPhaseLocked))
        {
            return Refuse($"{clocks} of its parts run by clocks that nothing ever disturbs, so how they fall together depends for ever on how they began", "simulate it");
        }

        firstFailure = new FirstFailure(spaces, timeline, cancellation, regenerative);
        if (!request.LongRun) return FromTheStart();
        for (var c = 0; c < spaces.Count; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (solution, problem, tooLarge) = ComponentSolution.Solve(spaces[c], c, timeline, cancellation);
            if (solution is null) return Refuse(problem!, tooLarge ? "simulate it, or make it smaller" : null) with { LimitReached = tooLarge };
            solutions.Add(solution);
        }

        var down = new StructureDiagram(downFunction, spaces);
        var (unavailability, means) = Average(down, request.Rewards);
        if (!double.IsFinite(unavailability)) return Refuse("its probabilities leave the range of numbers", "simulate it");
        var joint = Joint(down, unavailability);
        var separately = down.Components.Length > 1 && (joint is null || Work(joint) > MaximumWork || down.Components.Any(regenerative.ContainsKey));
        var outages = separately ? PartByPart(down, unavailability, joint) : joint is null ? null : Outages(joint);
        if (outages is null)
        {
            notes.Add(down.Components.Any(regenerative.ContainsKey)
                ? "downtime by cause and interruptions are left to the simulator: several parts decide, one of which has a delay that is not exponential"
                : "downtime by cause and interruptions are left to the simulator: the parts together have too many states and their windows coincide, or some down states are never left");
        }

        var first = firstFailure.MeanTime(downFunction);
        if (first is null)
        {
            notes.Add(down.Components.Length > 1 && down.Components.Any(regenerative.ContainsKey)
                ? "the mean time to the first failure is left to the simulator: several parts decide, one of which has a delay that is not exponential"
                : "the mean time to the first failure is left to the simulator: it may never come, or too many states must be looked at together");
        }

        var result = new AnalyticResult
        {
            Unavailability = unavailability,
            Frequency = outages?.Frequency,
            ByCauseIsApproximate = separately,
            ByCause = outages?.ByCause,
            MeanTimeToFirstFailure = first,
            Rewards = means,
            Unreliability = [.. request.Times.Select(t => firstFailure!.Probability(downFunction, t))],
            PointUnavailability = [.. request.Times.Select(t => PointProbability(down, t))],
            PartStates = [.. spaces.Select(s => s.Count)],
            Transitions = spaces.Sum(s => s.Chain.TransitionCount),
            Method = Method,
            RelativeError = regenerative.Count == 0 ? null : regenerative.Values.Sum(p => p.RelativeError),
            ErrorIsEstimated = regenerative.Values.Any(p => p.IsIntegrated),
        };
        result = WithDataLoss(result);
        return new AnalyticOutcome(result with { Notes = [.. notes] }, null);
    }

    private string Method => (regenerative.Count, timeline.IsStationary) switch
    {
        (0, true) => "GTH elimination",
        (0, false) => "periodic calendar, exact",
        (_, true) => RegenerativeSolver.Method,
        _ => RegenerativeSolver.Method + ", periodic calendar",
    };

    private AnalyticOutcome FromTheStart()
    {
        var down = new StructureDiagram(downFunction, spaces);
        var loss = request.DataLoss is null ? null : decomposition.Structure(request.DataLoss);
        return new AnalyticOutcome(
            new AnalyticResult
            {
                Unavailability = double.NaN,
                MeanTimeToFirstFailure = firstFailure!.MeanTime(downFunction),
                Unreliability = [.. request.Times.Select(t => firstFailure.Probability(downFunction, t))],
                PointUnavailability = [.. request.Times.Select(t => PointProbability(down, t))],
                DataLossProbability = loss is null ? null : firstFailure.Probability(loss, 8760),
                MeanTimeToDataLoss = loss is null ? null : firstFailure.MeanTime(loss),
                PartStates = [.. spaces.Select(s => s.Count)],
                Transitions = spaces.Sum(s => s.Chain.TransitionCount),
                Method = "from the initial state, exact",
            },
            null);
    }

    private AnalyticOutcome Refuse(string problem, string? hint) =>
        new(null, new Diagnostic(Severity.Error, $"'{request.Model.Name}' has no analytic answer: {problem}", null, hint));

    // The mean over the period of the probability of being down, and of the rewards.
    private (double Unavailability, ImmutableArray<(string, double)> Rewards) Average(StructureDiagram down, ImmutableArray<Reward> rewards)
    {
        var evaluators = rewards.Select(r => new RewardEvaluator(decomposition, r, spaces, compiler, regenerative)).ToArray();
        if (timeline.IsStationary)
        {
            double[][] laws = [.. solutions.Select(s => s.Start(0))];
            return (down.Probability(laws), [.. rewards.Select((r, i) => (r.Name, evaluators[i].Mean(laws)))]);
        }

        double[] totals = [.. evaluators.Select(e => e.AtInstants(solutions, timeline))];
        var sum = 0.0;
        var fastest = spaces.Max(s => s.Chain.MaximumExitRate);
        for (var k = 0; k < timeline.Lengths.Length; k++)
        {
            var nodes = TimeNodes.Over(timeline.Lengths[k], fastest);
            var laws = solutions.Select(s => s.At(k, [.. nodes.Select(n => n.Time)])).ToArray();
            for (var n = 0; n < nodes.Length; n++)
            {
                double[][] now = [.. laws.Select(l => l[n])];
                sum += nodes[n].Weight * down.Probability(now);
                for (var i = 0; i < totals.Length; i++) totals[i] += nodes[n].Weight * evaluators[i].Mean(now);
            }
        }

        return (sum / timeline.Period, [.. rewards.Select((r, i) => (r.Name, totals[i] / timeline.Period))]);
    }

    // How long an outage lasts depends on the age of a clock, which the chain that stands for a regenerative part does not know.
    private OutageBooking? Outages(JointStates joint) =>
        joint.Parts is [var only] && regenerative.TryGetValue(only, out var part) ? part.Outages(joint.IsDown, cancellation) : OutageAnalysis.Run(joint, solutions, timeline, cancellation);

    // Products of numbers that a backward pass over the common period takes.
    private double Work(JointStates joint) => timeline.IsStationary ? 0 : joint.Count * joint.Parts.Length * 4.0 * spaces.Sum(s => s.Chain.MaximumExitRate) * timeline.Period;

    // Outages of one part while another is down too are rare; where the exact accounting would take too long each part is booked by itself, and the
    // overlaps (a share of the downtime as small as the unavailability itself) are taken off in proportion.
    private OutageBooking? PartByPart(StructureDiagram down, double unavailability, JointStates? joint)
    {
        var longest = timeline.Lengths.IndexOf(timeline.Lengths.Max());
        int[] usual = [.. down.Components.Select((c, i) => down.Classes[i][Likeliest(solutions[c].At(longest, [timeline.Lengths[longest] / 2])[0])])];
        var shares = new SortedDictionary<Cause, double>(Cause.ReportOrder);
        var counts = new SortedDictionary<Cause, double>(Cause.ReportOrder);
        var frequency = 0.0;
        for (var i = 0; i < down.Components.Length; i++)
        {
            var alone = JointStates.OfPart(down, spaces, i, usual);
            if (!alone.IsDown.Any(d => d)) continue;
            if (Outages(alone) is not { } part) return null;
            foreach (var (cause, share, perHour) in part.ByCause)
            {
                shares[cause] = shares.GetValueOrDefault(cause) + share;
                counts[cause] = counts.GetValueOrDefault(cause) + perHour;
            }

            var own = part.ByCause.Sum(c => c.ShareOfTime);
            frequency += part.Frequency * (1 - unavailability) / (1 - own);
        }

        // Parts that are down at the same time more often than chance would have it (windows that coincide) cannot be booked apart.
        var total = shares.Values.Sum();
        if (Math.Abs(total - unavailability) > MaximumOverlap * unavailability * unavailability) return null;
        notes.Add("downtime by cause and interruptions are booked part by part; outages of several parts at once are shared in proportion, which may move them by a share of about " + Modeling.Quantities.QuantityText.Number(unavailability) + (regenerative.Count > 0 ? "; --monolithic books them exactly where only one delay that is not exponential runs at a time" : ""));
        // Beside a regenerative part only how long outages last is in doubt, not how often they come.
        if (joint is not null && Work(joint) <= MaximumWork) frequency = OutageAnalysis.EntriesPerHour(joint, solutions, timeline);
        return new OutageBooking([.. shares.Select(p => (p.Key, p.Value * unavailability / total, counts[p.Key]))], frequency);
    }

    private static int Likeliest(double[] law) => Array.IndexOf(law, law.Max());

    // Joint states that cannot matter in the last digit are left out.
    private JointStates? Joint(StructureDiagram down, double probability) => JointStates.Create(down, spaces, down.Components.Length > 1 ? MostLikely : null, NegligibleShare * probability, MaximumJointStates);

    // The most that the probability of each state of a component ever is, over the common period.
    private double[] MostLikely(int component)
    {
        if (mostLikely.TryGetValue(component, out var most)) return most;
        most = (double[])solutions[component].Start(0).Clone();
        if (!solutions[component].IsStationary)
        {
            var q = spaces.Max(s => s.Chain.MaximumExitRate);
            for (var k = 0; k < timeline.Lengths.Length; k++)
            {
                foreach (var law in AroundBoundary(component, k)) Raise(most, law);
                if (timeline.Lengths[k] <= 0) continue;
                foreach (var law in solutions[component].At(k, [.. TimeNodes.Over(timeline.Lengths[k], q).Select(n => n.Time)]).Append(solutions[component].Start(k)))
                {
                    Raise(most, law);
                }
            }
        }

        return mostLikely[component] = most;
    }

    // The laws between the instants of one boundary: a component may pass through states in which it spends no time.
    private IEnumerable<double[]> AroundBoundary(int component, int boundary)
    {
        var length = timeline.Lengths[boundary];
        var x = length > 0 ? solutions[component].At(boundary, [length])[0] : solutions[component].Start(boundary);
        foreach (var (owner, instant) in timeline.Boundaries[boundary])
        {
            if (owner != component) continue;
            var y = new double[x.Length];
            spaces[component].Instants[instant].Apply(x, y);
            yield return x = y;
        }
    }

    private static void Raise(double[] most, double[] law)
    {
        for (var i = 0; i < most.Length; i++) most[i] = Math.Max(most[i], law[i]);
    }

    private double? PointProbability(StructureDiagram bad, double hours)
    {
        if (regenerative.Count > 0) return null;
        transients ??= [.. spaces.Select((s, c) => FailureModule.Of(s, c, timeline, new bool[s.Count])).Select(m => ModuleTransient.CanFollow(m) ? new ModuleTransient(m, timeline, cancellation) : null)];
        double[]?[] laws = [.. transients.Select(t => t?.At(hours))];
        return laws.Contains(null) ? null : bad.Probability([.. laws.OfType<double[]>()]);
    }

    private AnalyticResult WithDataLoss(AnalyticResult result)
    {
        if (request.DataLoss is null) return result;
        var function = decomposition.Structure(request.DataLoss);
        var lost = new StructureDiagram(function, spaces);
        var (probability, _) = Average(lost, []);
        if (probability <= 0 || Joint(lost, probability) is not { } joint) return result;
        var frequency = OutageAnalysis.EntriesPerHour(joint, solutions, timeline);
        var exactTime = firstFailure!.MeanTime(function);
        var exactProbability = firstFailure.Probability(function, 8760);
        return result with
        {
            DataLossFrequency = frequency,
            MeanTimeToDataLoss = exactTime ?? (frequency > 0 ? 1 / frequency : double.PositiveInfinity),
            DataLossProbability = exactProbability ?? OneMinusExp(frequency * 8760),
            DataLossIsApproximate = exactTime is null || exactProbability is null,
        };
    }

    // 1 - exp(-x) without losing digits near zero.
    private static double OneMinusExp(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(-x / 2);
}
