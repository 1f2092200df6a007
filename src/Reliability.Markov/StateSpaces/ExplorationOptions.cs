using Reliability.Modeling.Expressions;
using Reliability.Modeling.Symmetry;

namespace Reliability.Markov.StateSpaces;

/// <summary>How a model is explored.</summary>
public sealed record ExplorationOptions
{
    /// <summary>The number of states beyond which exploration stops unless told otherwise.</summary>
    public const int DefaultMaximumStates = 50_000_000;

    /// <summary>Number of states beyond which exploration gives up.</summary>
    public int MaximumStates { get; init; } = DefaultMaximumStates;

    /// <summary>The states the model may start in, all alike; <c>null</c> for the initial values of its variables.</summary>
    public Expression? InitialStates { get; init; }

    /// <summary>
    /// The symmetry of the model, which must have been found for it: states that differ by exchanges only become one, exactly. <c>null</c> or empty for none.
    /// Only what the symmetry was found to keep may then be asked.
    /// </summary>
    public SymmetryGroups? Symmetry { get; init; }
}
