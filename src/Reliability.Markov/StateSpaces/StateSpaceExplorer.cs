using System.Collections.Immutable;
using System.Globalization;
using Reliability.Markov.Chains;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Markov.StateSpaces;

/// <summary>
/// Finds the reachable states of a model breadth first, and the rates between them. Immediate events are resolved on the way, so that only states in
/// which time passes are kept. Calendar instants lead to states too. Time and memory are linear in states plus transitions.
/// </summary>
public sealed class StateSpaceExplorer
{
    /// <summary>The number of states beyond which exploration stops unless told otherwise.</summary>
    public const int DefaultMaximumStates = 10_000_000;

    private const int MaximumImmediateSteps = 1000;

    private readonly StochasticModel model;
    private readonly CompiledModel compiled;
    private readonly StateTable table = new();
    private readonly int maximumStates;
    private readonly CancellationToken cancellation;
    private string? problem;

    private StateSpaceExplorer(StochasticModel model, ExpressionCompiler compiler, int maximumStates, CancellationToken cancellation)
    {
        (this.model, this.maximumStates, this.cancellation) = (model, maximumStates, cancellation);
        compiled = new CompiledModel(model, compiler);
    }

    /// <summary>Explores a model.</summary>
    /// <param name="model">The model; general delays are refused.</param>
    /// <param name="compiler">Compiles its expressions; share one among models with common expressions.</param>
    /// <param name="maximumStates">Number of states beyond which exploration gives up.</param>
    /// <param name="cancellation">Stops the exploration.</param>
    public static ExplorationResult Explore(StochasticModel model, ExpressionCompiler compiler, int maximumStates = DefaultMaximumStates, CancellationToken cancellation = default)
    {
        if (model.FirstGeneralEvent is { } general)
        {
            return new ExplorationResult(null, new Diagnostic(Severity.Error, $"event '{general.Name}' of '{model.Name}' has a delay that is not exponential, so the model is no Markov chain", null, "simulate it"));
        }

        return new StateSpaceExplorer(model, compiler, maximumStates, cancellation).Run(compiler);
    }

    private ExplorationResult Run(ExpressionCompiler compiler)
    {
        var causes = compiled.Causes;
        var initialTargets = new List<(int Target, double Probability)>();
        Settle(model.InitialState(), 1, initialTargets, 0);
        var rows = new List<IReadOnlyList<Transition>>();
        var maps = model.Calendar.Select(_ => new List<ImmutableArray<(int, double)>>()).ToArray();
        var fires = model.Calendar.Select(_ => new List<bool>()).ToArray();
        var next = new List<(int Target, double Probability)>();
        for (var i = 0; i < table.States.Count && problem is null; i++)
        {
            if ((i & 1023) == 0) cancellation.ThrowIfCancellationRequested();
            if (table.States.Count > maximumStates) return TooMany();
            var state = table.States[i];
            rows.Add(Row(i, state, next).ToArray());
            for (var c = 0; c < maps.Length; c++)
            {
                var instant = compiled.Instants[c];
                next.Clear();
                var fired = instant.Guard(state);
                if (fired) Apply(instant.Outcomes, state, 1, next, instant.Name);
                fires[c].Add(fired);
                maps[c].Add(fired ? [.. next.GroupBy(n => n.Target).Select(g => (g.Key, g.Sum(n => n.Probability)))] : []);
            }
        }

        if (problem is not null) return new ExplorationResult(null, new Diagnostic(Severity.Error, $"model '{model.Name}': {problem}"));
        var initial = new double[table.States.Count];
        foreach (var (target, probability) in initialTargets) initial[target] += probability;
        var instants = model.Calendar.Select((instant, c) => new InstantMap(instant, [.. fires[c]], [.. maps[c]])).ToImmutableArray();
        return new ExplorationResult(new StateSpace(model, [.. table.States], new MarkovChain(rows, causes), [.. initial], instants, compiler), null);
    }

    private ExplorationResult TooMany() => new(
        null,
        new Diagnostic(Severity.Error, string.Create(CultureInfo.InvariantCulture, $"model '{model.Name}' has more than {maximumStates} states"), null, "raise the limit with --max-states, or simulate the model"),
        LimitReached: true);

    private List<Transition> Row(int index, int[] state, List<(int Target, double Probability)> next)
    {
        var row = new List<Transition>();
        foreach (var e in compiled.Timed)
        {
            if (!e.Guard(state)) continue;
            var rate = e.Rate(state);
            if (rate == 0) continue;
            if (!(rate > 0) || !double.IsFinite(rate))
            {
                problem ??= $"event '{e.Name}' has the rate {rate.ToString(CultureInfo.InvariantCulture)} in state {Text(state)}; a rate is a finite number, not below zero";
                return row;
            }

            foreach (var outcome in e.Outcomes)
            {
                next.Clear();
                Apply([outcome], state, outcome.Probability(state), next, e.Name);
                foreach (var (target, probability) in next)
                {
                    if (target == index || probability == 0) continue;
                    var at = row.FindIndex(t => t.Target == target && t.Cause == outcome.Cause);
                    if (at >= 0) row[at] = row[at] with { Rate = row[at].Rate + (rate * probability) };
                    else row.Add(new Transition(target, rate * probability, outcome.Cause));
                }
            }
        }

        return row;
    }

    // With one outcome its probability is given by the caller; with several they are computed here and must sum to one.
    private void Apply(IReadOnlyList<CompiledOutcome> outcomes, int[] state, double probability, List<(int Target, double Probability)> next, string name)
    {
        foreach (var outcome in outcomes)
        {
            var p = outcomes.Count == 1 ? probability : probability * outcome.Probability(state);
            if (!(p >= 0 && p <= 1 + 1e-9))
            {
                problem ??= $"an outcome of '{name}' has the probability {p.ToString(CultureInfo.InvariantCulture)} in state {Text(state)}";
                return;
            }

            var after = (int[])state.Clone();
            outcome.Apply(state, after);
            if (OutOfRange(after) is { } v)
            {
                problem ??= $"'{name}' sets variable '{v.Name}' outside its range {v.Minimum}..{v.Maximum} in state {Text(state)}";
                return;
            }

            Settle(after, p, next, 0);
        }
    }

    // Follows immediate events until a state in which time passes.
    private void Settle(int[] state, double probability, List<(int Target, double Probability)> next, int steps)
    {
        if (problem is not null) return;
        if (compiled.EnabledImmediate(state) is not { Count: > 0 } enabled)
        {
            next.Add((table.NumberOf(state), probability));
            return;
        }

        if (steps > MaximumImmediateSteps)
        {
            problem ??= $"immediate event '{enabled[0].Name}' never lets time pass: it leads back to itself from state {Text(state)}";
            return;
        }

        var total = enabled.Sum(e => e.Rate(state));
        foreach (var e in enabled)
        {
            foreach (var outcome in e.Outcomes)
            {
                var after = (int[])state.Clone();
                outcome.Apply(state, after);
                Settle(after, probability * e.Rate(state) / total * outcome.Probability(state), next, steps + 1);
            }
        }
    }

    private Variable? OutOfRange(int[] state)
    {
        for (var i = 0; i < state.Length; i++)
        {
            if (state[i] < model.Variables[i].Minimum || state[i] > model.Variables[i].Maximum) return model.Variables[i];
        }

        return null;
    }

    private string Text(int[] state) => "(" + string.Join(", ", model.Variables.Select((v, i) => $"{v.Name}={v.Show(state[i])}")) + ")";
}
