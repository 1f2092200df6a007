using System.Collections.Immutable;
using Reliability.Formats.Explicit;
using Reliability.Markov.Chains;
using Reliability.Markov.ModelChecking;
using Reliability.Modeling.Expressions;

namespace Reliability.Studies.Properties;

/// <summary>A chain that came as explicit matrices: its states are known by their labels, and by the values of variables where those came too.</summary>
internal sealed class ExplicitSpace : ILabelledChain
{
    private readonly ExplicitChain source;

    public ExplicitSpace(ExplicitChain source)
    {
        this.source = source;
        // States that were given a self-loop because nothing left them are told apart from those that had one.
        var deadlocks = source.Deadlocks.ToHashSet();
        Chain = MarkovChain.FromArcs(source.StateCount, source.Transitions.Where(t => t.From != t.To || !deadlocks.Contains(t.From)).Select(t => (t.From, t.To, t.Value)));
        Start = [.. source.InitialStates.Select(s => (s, 1.0 / source.InitialStates.Count))];
        Deadlocks = [.. source.Deadlocks];
    }

    public MarkovChain Chain { get; }

    public ImmutableArray<(int State, double Probability)> Start { get; }

    public bool StartIsOpen => Start.Length > 1;

    public ImmutableArray<int> Deadlocks { get; }

    public bool[] Where(Expression condition)
    {
        if (condition is LiteralExpression { Value: var always }) return [.. Enumerable.Repeat(always != 0, source.StateCount)];
        var holds = new ExpressionCompiler().Condition(condition);
        return [.. source.Valuations.Select(v => holds(v))];
    }

    public double[] Values(Expression number)
    {
        if (number is LiteralExpression { Value: var constant }) return [.. Enumerable.Repeat(constant, source.StateCount)];
        var value = new ExpressionCompiler().Number(number);
        return [.. source.Valuations.Select(v => value(v))];
    }

    public bool[]? Labelled(string label)
    {
        if (source.Labels.FirstOrDefault(l => l.Name == label) is not { } found) return null;
        var set = new bool[source.StateCount];
        foreach (var s in found.States) set[s] = true;
        return set;
    }

    public double[] RewardRates(int reward, bool impulses)
    {
        var rates = new double[source.StateCount];
        foreach (var (state, amount) in source.Rewards[reward].States) rates[state] += amount;
        if (!impulses) return rates;
        // A transition earns its amount each time it is taken.
        var earned = source.Rewards[reward].Transitions.ToDictionary(t => (t.From, t.To), t => t.Value);
        if (earned.Count == 0) return rates;
        foreach (var t in source.Transitions)
        {
            if (earned.TryGetValue((t.From, t.To), out var amount)) rates[t.From] += t.Value * amount;
        }

        return rates;
    }

    public string Describe(int state) => source.Variables.IsEmpty
        ? $"state {state}"
        : string.Join(", ", source.Valuations.ElementAt(state).Select((value, i) => $"{source.Variables[i].Name}={source.Variables[i].Show(value)}"));
}
