using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;

namespace Reliability.Benchmarks.Chains;

/// <summary>One measurement: a model and a question.</summary>
/// <param name="Name">Family and size, and the question where a family has several.</param>
/// <param name="Model">Builds the model.</param>
/// <param name="Question">What is asked of it.</param>
internal sealed record ChainCase(string Name, Func<StochasticModel> Model, Func<StochasticModel, PropertyExpression> Question)
{
    /// <summary>Takes minutes or many gigabytes.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Number of states that others have found; 0 for unknown.</summary>
    public int States { get; init; }

    /// <summary>Number of transitions that others have found, loops left out; 0 for unknown.</summary>
    public int Transitions { get; init; }

    /// <summary>The answer, where it is known.</summary>
    public Truth? Truth { get; init; }

    /// <summary>CPU seconds of other tools for the same, whole process.</summary>
    public string Others { get; init; } = "";
}
