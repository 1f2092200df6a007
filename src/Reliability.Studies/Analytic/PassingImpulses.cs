using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>
/// What the events of one component earn that take no time, or a time that is not exponential: the expected sum along the states that are passed through, per hour in each state in which time passes, and
/// each time that a calendar instant happens. Events that take no time form no circles where a state space could be found.
/// </summary>
internal sealed class PassingImpulses
{
    private readonly Dictionary<string, Func<int[], double>> amounts;
    private readonly CompiledModel model;
    private readonly Dictionary<int[], double> known = new(StateComparer.Instance);

    /// <summary>Finds what is earned; O(states times events).</summary>
    /// <param name="space">The states of the component.</param>
    /// <param name="impulses">The earning events, with amounts over the component's own variables.</param>
    /// <param name="compiler">Compiles the expressions.</param>
    /// <param name="regenerative">Knows how often clocks fire in each state; <c>null</c> for a Markov component.</param>
    public PassingImpulses(StateSpace space, IEnumerable<(string Event, Expression Amount)> impulses, ExpressionCompiler compiler, RegenerativePart? regenerative)
    {
        model = new CompiledModel(space.Model, compiler);
        amounts = impulses.GroupBy(i => i.Event, StringComparer.Ordinal).ToDictionary(g => g.Key, g => compiler.Number(g.Select(i => i.Amount).Aggregate((a, b) => a + b)), StringComparer.Ordinal);
        PerHour = new double[space.Count];
        AtInstant = [.. space.Instants.Select(_ => new double[space.Count])];
        for (var s = 0; s < space.Count; s++)
        {
            var state = space.State(s);
            PerHour[s] = model.Timed.Where(e => e.Distribution is null && e.Guard(state)).Sum(e => e.Rate(state) * After(e, state));
            if (regenerative?.Clock(s) is { } clock) PerHour[s] += clock.PerHour * (Amount(clock.Event.Name, state) + After(model.Timed.First(e => e.Name == clock.Event.Name), state));
            for (var i = 0; i < AtInstant.Length; i++) AtInstant[i][s] = model.Instants[i].Guard(state) ? After(model.Instants[i], state) : 0;
        }
    }

    /// <summary>What each state earns per hour.</summary>
    public double[] PerHour { get; }

    /// <summary>For every instant of the component, what it earns when it finds each state.</summary>
    public double[][] AtInstant { get; }

    // Expected earnings from an event's outcome until time passes again.
    private double After(CompiledEvent e, int[] state)
    {
        var sum = 0.0;
        foreach (var outcome in e.Outcomes)
        {
            if (outcome.Probability(state) is not (> 0 and var probability)) continue;
            var after = (int[])state.Clone();
            outcome.Apply(state, after);
            sum += probability * From(after);
        }

        return sum;
    }

    private double Amount(string name, int[] state) => amounts.TryGetValue(name, out var amount) ? amount(state) : 0;

    private double From(int[] state)
    {
        if (model.EnabledImmediate(state) is not { Count: > 0 } enabled) return 0;
        if (known.TryGetValue(state, out var earned)) return earned;
        var total = enabled.Sum(e => e.Rate(state));
        foreach (var e in enabled)
        {
            if (e.Rate(state) is > 0 and var weight) earned += weight / total * (Amount(e.Name, state) + After(e, state));
        }

        return known[state] = earned;
    }
}
