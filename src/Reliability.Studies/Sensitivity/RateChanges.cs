using System.Collections.Immutable;
using Reliability.Markov.Solvers.Sensitivity;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Sensitivity;

/// <summary>
/// How the rates of a part change when its model does: by walking over the known states with those events alone whose rate or probabilities differ, or by comparing two chains.
/// The first takes no compiling of a whole model, which is most of an exploration. Thread-safe.
/// </summary>
internal sealed class RateChanges(StateSpace space, ExpressionCompiler compiler)
{
    private const int MaximumStates = 200_000;

    private readonly Lazy<(int[][] States, Dictionary<int[], int> Numbers)> known = new(() =>
    {
        int[][] states = [.. Enumerable.Range(0, space.Count).Select(space.State)];
        var numbers = new Dictionary<int[], int>(states.Length, StateComparer.Instance);
        for (var s = 0; s < states.Length; s++) numbers.Add(states[s], s);
        return (states, numbers);
    });

    /// <summary>The changes between two spaces of the same structure.</summary>
    public static ImmutableArray<RateDerivative> Between(StateSpace before, StateSpace after)
    {
        var changes = ImmutableArray.CreateBuilder<RateDerivative>();
        if (ReferenceEquals(before, after)) return [];
        var (a, b) = (before.Chain.Rates, after.Chain.Rates);
        for (var s = 0; s < before.Count; s++)
        {
            for (var k = a.RowStarts[s]; k < a.RowStarts[s + 1]; k++)
            {
                if (a[k] != b[k]) changes.Add(new RateDerivative(s, a.Columns[k], b[k] - a[k]));
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>The changes when the model becomes another; <c>null</c> when more than rates and probabilities differ, or an arc appears or vanishes.</summary>
    public ImmutableArray<RateDerivative>? To(StochasticModel changed)
    {
        var model = space.Model;
        if (space.Count > MaximumStates || model.Variables != changed.Variables || model.Events.Count != changed.Events.Count || model.Calendar != changed.Calendar || model.Events.Any(e => e.Delay is ImmediateDelay)) return null;
        var changes = ImmutableArray.CreateBuilder<RateDerivative>();
        for (var e = 0; e < model.Events.Count; e++)
        {
            if (model.Events[e] != changed.Events[e] && !Add(model.Events[e], changed.Events[e], changes)) return null;
        }

        return changes.ToImmutable();
    }

    private bool Add(Event before, Event after, ImmutableArray<RateDerivative>.Builder changes)
    {
        if (before.Delay is not ExponentialDelay { Rate: var oldRate } || after.Delay is not ExponentialDelay { Rate: var newRate } || before.Guard != after.Guard || before.Outcomes.Count != after.Outcomes.Count) return false;
        for (var o = 0; o < before.Outcomes.Count; o++)
        {
            if (before.Outcomes[o].Assignments != after.Outcomes[o].Assignments) return false;
        }

        var guard = compiler.Condition(before.Guard);
        var (rateBefore, rateAfter) = (compiler.Number(oldRate), compiler.Number(newRate));
        var outcomes = before.Outcomes.Select((o, i) => (Before: compiler.Number(o.Probability), After: compiler.Number(after.Outcomes[i].Probability), Assign: o.Assignments.Select(a => (a.Variable, Value: compiler.Integer(a.Value))).ToArray())).ToArray();
        var (states, numbers) = known.Value;
        for (var s = 0; s < states.Length; s++)
        {
            var state = states[s];
            if (!guard(state)) continue;
            var (r, q) = (rateBefore(state), rateAfter(state));
            foreach (var outcome in outcomes)
            {
                var (was, becomes) = (r * outcome.Before(state), q * outcome.After(state));
                if (was == becomes) continue;
                if (!(was > 0) || !(becomes > 0) || !double.IsFinite(becomes)) return false;
                var target = (int[])state.Clone();
                foreach (var (variable, value) in outcome.Assign) target[variable] = value(state);
                if (!numbers.TryGetValue(target, out var to)) return false;
                if (to != s) changes.Add(new RateDerivative(s, to, becomes - was));
            }
        }

        return true;
    }
}
