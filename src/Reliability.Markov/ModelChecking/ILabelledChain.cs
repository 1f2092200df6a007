using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Modeling.Expressions;

namespace Reliability.Markov.ModelChecking;

/// <summary>A chain whose states can be asked about: what properties are checked on.</summary>
public interface ILabelledChain
{
    /// <summary>The chain.</summary>
    MarkovChain Chain { get; }

    /// <summary>The states at time zero with their probabilities.</summary>
    ImmutableArray<(int State, double Probability)> Start { get; }

    /// <summary>True when the chain may start in any of its start states, and an answer must hold for each; false when chance decides, with the probabilities given.</summary>
    bool StartIsOpen { get; }

    /// <summary>The states that nothing leaves, not even to themselves, ascending.</summary>
    ImmutableArray<int> Deadlocks { get; }

    /// <summary>For every state, whether a condition over the variables holds there.</summary>
    bool[] Where(Expression condition);

    /// <summary>For every state, the value of a number expression over the variables there.</summary>
    double[] Values(Expression number);

    /// <summary>For every state, whether it carries a label that is no expression; <c>null</c> for an unknown label. <c>init</c> and <c>deadlock</c> are known everywhere.</summary>
    bool[]? Labelled(string label);

    /// <summary>For every state, what a reward earns there per unit of time.</summary>
    /// <param name="reward">Index of the reward.</param>
    /// <param name="impulses">Whether what jumps earn is counted too, times their rates.</param>
    double[] RewardRates(int reward, bool impulses);

    /// <summary>A state as text.</summary>
    string Describe(int state);
}
