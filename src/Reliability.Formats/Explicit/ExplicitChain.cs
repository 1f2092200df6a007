using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Explicit;

/// <summary>
/// A Markov chain in continuous time as PRISM's explicit files hold it: states by their indices from 0, transitions with rates, and what is known of the states.
/// A value: sequences give the same each time they are gone through.
/// </summary>
public sealed record ExplicitChain
{
    /// <summary>What the chain is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>Number of states.</summary>
    public required int StateCount { get; init; }

    /// <summary>Number of transitions, self-loops included.</summary>
    public required int TransitionCount { get; init; }

    /// <summary>The transitions by ascending source, then target, no pair twice; rates positive. Self-loops, which change nothing in continuous time, are among them; a state without another way out has one.</summary>
    public required IEnumerable<ExplicitTransition> Transitions { get; init; }

    /// <summary>The variables that tell the states apart; empty when they are not known.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = [];

    /// <summary>The values of the variables in every state, by its index; empty when they are not known. The arrays are not kept by those who read them.</summary>
    public IEnumerable<int[]> Valuations { get; init; } = [];

    /// <summary>The states that the chain may start in, ascending.</summary>
    public IReadOnlyList<int> InitialStates { get; init; } = [0];

    /// <summary>The states that nothing left before they were given a self-loop of rate 1, ascending.</summary>
    public IReadOnlyList<int> Deadlocks { get; init; } = [];

    /// <summary>The other named sets of states.</summary>
    public ImmutableArray<ExplicitLabel> Labels { get; init; } = [];

    /// <summary>The rewards.</summary>
    public ImmutableArray<ExplicitReward> Rewards { get; init; } = [];
}
