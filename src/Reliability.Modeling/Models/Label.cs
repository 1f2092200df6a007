using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>A named set of states.</summary>
/// <param name="Name">Its name, unique among labels.</param>
/// <param name="Predicate">The condition that holds in those states.</param>
public sealed record Label(string Name, Expression Predicate)
{
    /// <summary>The label that marks the states in which the service is up, where a model has one service.</summary>
    public const string Up = "up";

    /// <summary>The label that marks the states in which the service is down, where a model says that in place of <see cref="Up"/>.</summary>
    public const string Down = "down";

    /// <summary>The label that marks the states in which data are lost.</summary>
    public const string DataLoss = "data-loss";
}
