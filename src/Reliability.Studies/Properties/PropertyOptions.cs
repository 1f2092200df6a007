using Reliability.Markov.ModelChecking;
using Reliability.Markov.StateSpaces;

namespace Reliability.Studies.Properties;

/// <summary>How properties are answered.</summary>
public sealed record PropertyOptions
{
    /// <summary>Number of states beyond which exploration gives up.</summary>
    public int MaximumStates { get; init; } = ExplorationOptions.DefaultMaximumStates;

    /// <summary>Whether a state that nothing leaves is an error; else it is told, and a self-loop is assumed there.</summary>
    public bool DeadlocksAreErrors { get; init; }

    /// <summary>Which states are joined. Where the properties count states, none are.</summary>
    public Reduction Reduction { get; init; } = Reduction.Symmetry;

    /// <summary>Precision and methods.</summary>
    public CheckingOptions Checking { get; init; } = new();
}
