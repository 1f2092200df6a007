using System.Collections.Immutable;
using System.Numerics;
using Reliability.Markov.Chains;
using Reliability.Markov.ModelChecking;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Symmetry;

namespace Reliability.Markov.StateSpaces;

/// <summary>
/// The reachable states of a model without general delays, its chain between calendar instants, and what the instants do. States are kept packed, 8 bytes each
/// for models of up to 64 bits. Immutable.
/// </summary>
public sealed class StateSpace : ILabelledChain
{
    private readonly StateTable table;
    private readonly StateLayout layout;
    private readonly ExpressionCompiler compiler;

    internal StateSpace(
        StochasticModel model,
        StateTable table,
        StateLayout layout,
        MarkovChain chain,
        ImmutableArray<(int State, double Probability)> start,
        bool startIsOpen,
        ImmutableArray<int> deadlocks,
        ImmutableArray<InstantMap> instants,
        ExpressionCompiler compiler,
        SymmetryGroups symmetry) =>
        (Model, this.table, this.layout, Chain, Start, StartIsOpen, Deadlocks, Instants, this.compiler, Symmetry) = (model, table, layout, chain, start, startIsOpen, deadlocks, instants, compiler, symmetry);

    /// <summary>The model that was explored.</summary>
    public StochasticModel Model { get; }

    /// <summary>The chain over the states, which are numbered breadth first.</summary>
    public MarkovChain Chain { get; }

    /// <summary>The states at time zero with their probabilities: more than one where immediate events branch there, or where the model has several initial states, which are then alike.</summary>
    public ImmutableArray<(int State, double Probability)> Start { get; }

    /// <inheritdoc />
    public bool StartIsOpen { get; }

    /// <summary>The states that nothing leaves, not even to themselves, ascending.</summary>
    public ImmutableArray<int> Deadlocks { get; }

    /// <summary>What each calendar instant of the model does, in the order of the model.</summary>
    public ImmutableArray<InstantMap> Instants { get; }

    /// <summary>The symmetry under which states were merged; empty for none. A jump that leads to another state of its orbit is a self-loop.</summary>
    public SymmetryGroups Symmetry { get; }

    /// <summary>
    /// The number of states without symmetry: the sum of all orbits. It is exact where the model starts from the initial values of its variables; where it
    /// starts from states given by a condition, states that differ from those by exchanges count as reached too. O(states).
    /// </summary>
    public BigInteger FullCount => Symmetry.IsEmpty ? Count : Enumerable.Range(0, Count).Aggregate(BigInteger.Zero, (sum, state) => sum + OrbitSize(state));

    /// <summary>The number of states.</summary>
    public int Count => table.Count;

    /// <summary>Bytes that the packed states take.</summary>
    public long StateBytes => table.Bytes;

    /// <summary>The distribution at time zero, one entry a state.</summary>
    public double[] Initial()
    {
        var initial = new double[Count];
        foreach (var (state, probability) in Start) initial[state] += probability;
        return initial;
    }

    /// <summary>The number of states that a state stands for: one, unless there is a symmetry.</summary>
    public BigInteger OrbitSize(int state) => Symmetry.IsEmpty ? BigInteger.One : Symmetry.OrbitSize(State(state));

    /// <summary>The same states with another chain, as for a model whose rates were found otherwise.</summary>
    internal StateSpace WithChain(StochasticModel model, MarkovChain chain) => new(model, table, layout, chain, Start, StartIsOpen, Deadlocks, Instants, compiler, Symmetry);

    /// <summary>The values of the variables in a state.</summary>
    public int[] State(int number)
    {
        var values = new int[Model.Variables.Count];
        layout.Unpack(table[number], values);
        return values;
    }

    /// <summary>For every state, whether a condition holds there.</summary>
    public bool[] Where(Expression condition)
    {
        var holds = compiler.Condition(condition);
        var all = new bool[Count];
        ForEach(condition.Support(), (number, values) => all[number] = holds(values));
        return all;
    }

    /// <summary>For every state, the value of a number expression there.</summary>
    public double[] Values(Expression number)
    {
        var value = compiler.Number(number);
        var all = new double[Count];
        ForEach(number.Support(), (state, values) => all[state] = value(values));
        return all;
    }

    /// <summary>For every state, what a reward earns per unit of time there: its rate, and for every event what it earns times its rate, self-loops included.</summary>
    /// <exception cref="NotSupportedException">The reward has an impulse on an event that takes no time.</exception>
    public double[] RewardRates(Reward reward)
    {
        var all = Values(reward.Rate);
        foreach (var impulse in reward.Impulses)
        {
            var e = Model.Events.First(x => x.Name == impulse.Event);
            if (e.Delay is not ExponentialDelay { Rate: var delay }) throw new NotSupportedException($"Reward '{reward.Name}' is earned by '{e.Name}', which takes no time.");
            var (guard, rate, amount) = (compiler.Condition(e.Guard), compiler.Number(delay), compiler.Number(impulse.Amount));
            ForEach([.. e.Guard.Support().Union(delay.Support()).Union(impulse.Amount.Support())], (state, values) =>
            {
                if (guard(values)) all[state] += rate(values) * amount(values);
            });
        }

        return all;
    }

    /// <inheritdoc />
    public double[] RewardRates(int reward, bool impulses) => impulses ? RewardRates(Model.Rewards[reward]) : Values(Model.Rewards[reward].Rate);

    /// <inheritdoc />
    public bool[]? Labelled(string label) => Model.FindLabel(label) is { } found ? Where(found.Predicate) : null;

    /// <summary>A state as text, <c>name=value</c> pairs.</summary>
    public string Describe(int state)
    {
        var values = State(state);
        return string.Join(", ", Model.Variables.Select((v, i) => $"{v.Name}={v.Show(values[i])}"));
    }

    // Only the variables that are looked at are unpacked.
    private void ForEach(IReadOnlyCollection<int> variables, Action<int, int[]> visit)
    {
        var values = new int[Model.Variables.Count];
        int[] support = [.. variables];
        for (var number = 0; number < Count; number++)
        {
            var state = table[number];
            foreach (var v in support) values[v] = layout.Value(state, v);
            visit(number, values);
        }
    }
}
