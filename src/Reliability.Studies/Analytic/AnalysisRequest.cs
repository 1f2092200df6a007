using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>What to find out about a model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Up">Where the service is up.</param>
/// <param name="DataLoss">Where data are lost; <c>null</c> when nothing can be.</param>
/// <param name="Rewards">Rewards whose long-run means are wanted, by name.</param>
/// <param name="Times">Times in hours for reliability and point availability.</param>
public sealed record AnalysisRequest(StochasticModel Model, Expression Up, Expression? DataLoss, ImmutableArray<Reward> Rewards, ImmutableArray<double> Times)
{
    /// <summary>Number of states of one part beyond which exploration gives up.</summary>
    public int MaximumStates { get; init; } = Markov.StateSpaces.StateSpaceExplorer.DefaultMaximumStates;

    /// <summary>Keeps the model in one piece instead of solving independent parts apart.</summary>
    public bool Monolithic { get; init; }

    /// <summary>Whether the long run is asked for. Off: only what happens from the initial state on, which a model without repair has too.</summary>
    public bool LongRun { get; init; } = true;
}
