using System.Collections.Immutable;
using System.Globalization;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// The reachable states of a model in which at most one event at a time has a delay that is not exponential, with the clock that runs in each. What
/// <see cref="RegenerativeSolver"/> solves. Immutable.
/// </summary>
public sealed class ClockedSpace
{
    private const double Nothing = 1e-12;

    private ClockedSpace(StateSpace space, ClockGraph graph, ImmutableArray<Event> events, ImmutableArray<DelayLaw> laws) => (Space, Graph, Events, Laws) = (space, graph, events, laws);

    /// <summary>The states. The chain of this space is no answer: general delays are exponential with a mean of one hour in it.</summary>
    public StateSpace Space { get; }

    /// <summary>The events with general delays; clocks are numbered by their places here.</summary>
    public ImmutableArray<Event> Events { get; }

    internal ClockGraph Graph { get; }

    internal ImmutableArray<DelayLaw> Laws { get; }

    /// <summary>Explores a model.</summary>
    /// <param name="model">The model; no calendar.</param>
    /// <param name="compiler">Compiles its expressions.</param>
    /// <param name="maximumStates">Number of states beyond which exploration gives up.</param>
    /// <param name="cancellation">Stops the exploration.</param>
    /// <returns>The space, or what is wrong: a calendar, a law without length, or two general delays that run at once, both named with a state.</returns>
    public static (ClockedSpace? Space, Diagnostic? Problem, bool LimitReached) Explore(
        StochasticModel model, ExpressionCompiler compiler, int maximumStates = StateSpaceExplorer.DefaultMaximumStates, CancellationToken cancellation = default)
    {
        var (marked, general, marks) = GeneralDelayMarks.Apply(model);
        if (model.Calendar.Count > 0 && general.Length > 0)
        {
            return Refuse($"event '{general[0].Name}' of '{model.Name}' has a delay that is not exponential, and '{model.Calendar[0].Name}' happens by the calendar beside it");
        }

        var laws = ImmutableArray.CreateBuilder<DelayLaw>();
        foreach (var e in general)
        {
            var delay = (GeneralDelay)e.Delay;
            if (!delay.Repair.IsAsNew) return Refuse($"the delay of event '{e.Name}' of '{model.Name}' keeps an age after it has happened, so the chain does not begin anew with it");
            var (law, problem) = DelayLaw.Of(delay.Distribution);
            if (law is null) return Refuse($"the delay of event '{e.Name}' of '{model.Name}' {problem}");
            laws.Add(law);
        }

        var explored = StateSpaceExplorer.Explore(marked, compiler, maximumStates, cancellation);
        if (explored.StateSpace is not { } space) return (null, explored.Problem, explored.LimitReached);
        var clock = new int[space.Count];
        Array.Fill(clock, -1);
        for (var k = 0; k < general.Length; k++)
        {
            var runs = space.Where(general[k].Guard);
            for (var s = 0; s < runs.Length; s++)
            {
                if (!runs[s]) continue;
                if (clock[s] >= 0) return Refuse(TwoClocks(model, general[clock[s]], general[k], $"run at the same time in state ({space.Describe(s)})"));
                clock[s] = k;
            }
        }

        return (new ClockedSpace(space.WithChain(model, space.Chain), Graph(), general, laws.ToImmutable()), null, false);

        ClockGraph Graph()
        {
            var chain = space.Chain;
            ImmutableArray<Cause> causes = [.. chain.Causes.Select(c => marks.TryGetValue(c, out var m) ? m.Cause : c).Distinct().Order(Cause.ReportOrder)];
            int[] causeOf = [.. chain.Causes.Select(c => causes.IndexOf(marks.TryGetValue(c, out var m) ? m.Cause : c))];
            bool[] fires = [.. chain.Causes.Select(marks.ContainsKey)];
            var exponential = new ClockArc[space.Count][];
            var firing = new ClockArc[space.Count][];
            for (var s = 0; s < space.Count; s++)
            {
                var (rates, outcomes) = (new List<ClockArc>(), new List<ClockArc>());
                foreach (var t in chain.Row(s)) (fires[t.Cause] ? outcomes : rates).Add(new ClockArc(t.Target, t.Rate, causeOf[t.Cause]));
                exponential[s] = [.. rates];
                firing[s] = clock[s] < 0 ? [] : Whole(outcomes, s, chain.SelfLoopRate(s) > 0, causes.IndexOf(general[clock[s]].Cause));
            }

            return new ClockGraph(exponential, firing, clock, space.Start, [.. Enumerable.Range(0, space.Count)], causes);
        }
    }

    internal static string TwoClocks(StochasticModel model, Event first, Event second, string how) =>
        $"events '{first.Name}' and '{second.Name}' of '{model.Name}' both have delays that are not exponential and {how}";

    // What an outcome that changes nothing has of the probability was not kept as an arc.
    private static ClockArc[] Whole(List<ClockArc> outcomes, int state, bool loops, int cause)
    {
        var sum = outcomes.Sum(a => a.Weight);
        if (loops && 1 - sum > Nothing) return [.. outcomes, new ClockArc(state, 1 - sum, Math.Max(0, cause))];
        return [.. outcomes.Select(a => a with { Weight = a.Weight / sum })];
    }

    private static (ClockedSpace?, Diagnostic?, bool) Refuse(string problem) =>
        (null, new Diagnostic(Severity.Error, string.Create(CultureInfo.InvariantCulture, $"{problem}, so the model is neither a Markov chain nor Markov regenerative"), null, "simulate it"), false);
}
