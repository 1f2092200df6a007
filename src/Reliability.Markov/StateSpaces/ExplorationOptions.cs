using Reliability.Modeling.Expressions;

namespace Reliability.Markov.StateSpaces;

/// <summary>How a model is explored.</summary>
public sealed record ExplorationOptions
{
    /// <summary>The number of states beyond which exploration stops unless told otherwise.</summary>
    public const int DefaultMaximumStates = 100_000_000;

    /// <summary>Number of states beyond which exploration gives up.</summary>
    public int MaximumStates { get; init; } = DefaultMaximumStates;

    /// <summary>The states the model may start in, all alike; <c>null</c> for the initial values of its variables.</summary>
    public Expression? InitialStates { get; init; }
}
