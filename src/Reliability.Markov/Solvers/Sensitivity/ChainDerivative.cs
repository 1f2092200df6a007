using System.Collections.Immutable;

namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>How a chain, what is earned in it and how it starts change with one parameter. What is left out does not change.</summary>
/// <param name="Rates">Derivatives of rates; several for the same arc add up.</param>
/// <param name="Rewards">Derivatives of rewards per unit of time.</param>
/// <param name="Initial">Derivatives of the distribution at the start; they should sum to zero.</param>
public sealed record ChainDerivative(ImmutableArray<RateDerivative> Rates, ImmutableArray<StateDerivative> Rewards = default, ImmutableArray<StateDerivative> Initial = default)
{
    /// <summary>Nothing changes.</summary>
    public static ChainDerivative Zero { get; } = new([]);

    internal ReadOnlySpan<RateDerivative> RateSpan => Rates.IsDefault ? [] : Rates.AsSpan();

    internal ReadOnlySpan<StateDerivative> RewardSpan => Rewards.IsDefault ? [] : Rewards.AsSpan();

    internal ReadOnlySpan<StateDerivative> InitialSpan => Initial.IsDefault ? [] : Initial.AsSpan();
}

/// <summary>The derivative of the rate of one arc.</summary>
/// <param name="From">State that it leaves.</param>
/// <param name="To">State that it leads to.</param>
/// <param name="Value">Derivative of the rate, of either sign.</param>
public readonly record struct RateDerivative(int From, int To, double Value);

/// <summary>The derivative of a number that a state has.</summary>
/// <param name="State">The state.</param>
/// <param name="Value">The derivative.</param>
public readonly record struct StateDerivative(int State, double Value);
