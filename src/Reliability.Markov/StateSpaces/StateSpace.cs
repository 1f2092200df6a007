using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Markov.StateSpaces;

/// <summary>The reachable states of a model without general delays, its chain between calendar instants, and what the instants do. Immutable.</summary>
public sealed class StateSpace
{
    internal StateSpace(StochasticModel model, ImmutableArray<int[]> states, MarkovChain chain, ImmutableArray<double> initial, ImmutableArray<InstantMap> instants, ExpressionCompiler compiler) =>
        (Model, States, Chain, Initial, Instants, this.compiler) = (model, states, chain, initial, instants, compiler);

    private readonly ExpressionCompiler compiler;

    /// <summary>The model that was explored.</summary>
    public StochasticModel Model { get; }

    /// <summary>The states in breadth-first order, each as the values of the variables.</summary>
    public ImmutableArray<int[]> States { get; }

    /// <summary>The chain over these states.</summary>
    public MarkovChain Chain { get; }

    /// <summary>The distribution at time zero; more than one state only when immediate events branch there.</summary>
    public ImmutableArray<double> Initial { get; }

    /// <summary>What each calendar instant of the model does, in the order of the model.</summary>
    public ImmutableArray<InstantMap> Instants { get; }

    /// <summary>The number of states.</summary>
    public int Count => States.Length;

    /// <summary>For every state, whether a condition holds there.</summary>
    public bool[] Where(Expression condition)
    {
        var holds = compiler.Condition(condition);
        return [.. States.Select(s => holds(s))];
    }

    /// <summary>For every state, the value of a number expression there.</summary>
    public double[] Values(Expression number)
    {
        var value = compiler.Number(number);
        return [.. States.Select(s => value(s))];
    }

    /// <summary>A state as text, <c>name=value</c> pairs.</summary>
    public string Describe(int state) =>
        string.Join(", ", Model.Variables.Select((v, i) => $"{v.Name}={v.Show(States[state][i])}"));
}
