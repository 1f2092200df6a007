using Reliability.Formats.Explicit;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Exports;

/// <summary>
/// What transitions earn by the impulses of a reward: the mean over the events that may be behind an arc, weighted by their rates. Needs a state space whose causes
/// are the marks of the earning events.
/// </summary>
internal sealed class ImpulseRows
{
    private const int CheckEvery = 1 << 14;

    private readonly StateSpace space;
    private readonly (Func<int[], double> Amount, string Event)[] impulses;
    private readonly List<(int Impulse, CompiledEvent Event)> loops = [];
    private readonly int[][] earningOf;

    public ImpulseRows(StateSpace space, ExpressionCompiler compiler, Reward reward)
    {
        this.space = space;
        impulses = [.. reward.Impulses.Select(i => (compiler.Number(i.Amount), i.Event))];
        var compiled = new CompiledModel(space.Model, compiler);
        for (var i = 0; i < impulses.Length; i++) loops.AddRange(compiled.Timed.Where(e => e.Name == impulses[i].Event).Select(e => (i, e)));
        earningOf = [.. space.Chain.Causes.Select(c => Enumerable.Range(0, impulses.Length).Where(i => Mark(impulses[i].Event) == c.Name).ToArray())];
    }

    /// <summary>The name of the cause that stands for an event.</summary>
    public static string Mark(string name) => "event " + name;

    /// <summary>The transitions that earn something, by source, then target.</summary>
    public IReadOnlyList<ExplicitTransition> Transitions(CancellationToken cancellation)
    {
        var result = new List<ExplicitTransition>();
        for (var i = 0; i < space.Count; i++)
        {
            if (i % CheckEvery == 0) cancellation.ThrowIfCancellationRequested();
            var state = space.State(i);
            var earned = new SortedDictionary<int, (double Rate, double Earned, double Amount, bool IsOne)>();
            foreach (var t in space.Chain.Row(i))
            {
                var amount = earningOf[t.Cause].Sum(m => impulses[m].Amount(state));
                var known = earned.TryGetValue(t.Target, out var before);
                earned[t.Target] = (before.Rate + t.Rate, before.Earned + (t.Rate * amount), amount, !known || (before.IsOne && before.Amount == amount));
            }

            if (space.Chain.SelfLoopRate(i) is > 0 and var loop) earned[i] = (loop, Loop(state), 0, false);
            // Where all events earn the same, the mean is that without rounding.
            result.AddRange(earned.Where(e => e.Value.Earned != 0).Select(e => new ExplicitTransition(i, e.Key, e.Value.IsOne ? e.Value.Amount : e.Value.Earned / e.Value.Rate)));
        }

        return result;
    }

    // A chain keeps no causes of its self-loops, so the events are asked.
    private double Loop(int[] state)
    {
        var sum = 0.0;
        foreach (var (impulse, e) in loops.Where(l => l.Event.Guard(state)))
        {
            foreach (var outcome in e.Outcomes)
            {
                var after = (int[])state.Clone();
                outcome.Apply(state, after);
                if (after.AsSpan().SequenceEqual(state)) sum += e.Rate(state) * outcome.Probability(state) * impulses[impulse].Amount(state);
            }
        }

        return sum;
    }
}
