using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Markov.Lumping;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>
/// A chain in which states that no question can tell apart are joined: exact ordinary lumping with respect to what the questions look at. A state here is a
/// block there, spoken for by the first of its states.
/// </summary>
public sealed class LumpedSpace : ILabelledChain
{
    private readonly ILabelledChain full;
    private readonly LumpedChain lumped;

    private LumpedSpace(ILabelledChain full, LumpedChain lumped)
    {
        (this.full, this.lumped) = (full, lumped);
        Start = [.. full.Start.GroupBy(s => lumped.BlockOf[s.State]).Select(g => (g.Key, g.Sum(s => s.Probability)))];
        Deadlocks = [.. full.Deadlocks.Select(s => lumped.BlockOf[s]).Distinct().Order()];
    }

    /// <summary>Lumps a chain; <c>null</c> when the questions count states, which joining would change.</summary>
    /// <param name="full">The chain.</param>
    /// <param name="references">What the questions look at.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LumpedSpace? Of(ILabelledChain full, PropertyReferences references, CancellationToken cancellation = default)
    {
        if (references.CountsStates) return null;
        var keys = new StateKeys(full.Chain.StateCount);
        foreach (var expression in references.Expressions)
        {
            if (expression.Type == ExpressionType.Bool) keys.Add(full.Where(expression));
            else keys.Add(full.Values(expression));
        }

        foreach (var label in references.Labels)
        {
            if (label is LabelExpression.Initial) keys.Add(StateSet.Of(full.Chain.StateCount, full.Start.Select(s => s.State)));
            else if (label is not LabelExpression.Deadlock && full.Labelled(label) is { } set) keys.Add(set);
        }

        foreach (var reward in references.Rewards)
        {
            keys.Add(full.RewardRates(reward, impulses: false));
            keys.Add(full.RewardRates(reward, impulses: true));
        }

        keys.Add(StateSet.Of(full.Chain.StateCount, full.Deadlocks));
        return new LumpedSpace(full, LumpedChain.Of(full.Chain, keys.Keys, references.CountsJumps, cancellation));
    }

    /// <inheritdoc />
    public MarkovChain Chain => lumped.Quotient;

    /// <inheritdoc />
    public ImmutableArray<(int State, double Probability)> Start { get; }

    /// <inheritdoc />
    public bool StartIsOpen => full.StartIsOpen;

    /// <inheritdoc />
    public ImmutableArray<int> Deadlocks { get; }

    /// <inheritdoc />
    public bool[] Where(Expression condition) => Of(full.Where(condition));

    /// <inheritdoc />
    public double[] Values(Expression number) => Of(full.Values(number));

    /// <inheritdoc />
    public bool[]? Labelled(string label) => full.Labelled(label) is { } set ? Of(set) : null;

    /// <inheritdoc />
    public double[] RewardRates(int reward, bool impulses) => Of(full.RewardRates(reward, impulses));

    /// <inheritdoc />
    public string Describe(int state) => full.Describe(lumped.Representatives[state]);

    private T[] Of<T>(T[] values)
    {
        var blocks = new T[lumped.Quotient.StateCount];
        for (var b = 0; b < blocks.Length; b++) blocks[b] = values[lumped.Representatives[b]];
        return blocks;
    }
}
