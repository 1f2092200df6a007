using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism;

/// <summary>A model read from the PRISM language.</summary>
/// <param name="Model">What every engine answers. Rates count per unit of time of the model, which the language does not name.</param>
/// <param name="InitialStates">The condition between <c>init</c> and <c>endinit</c>; <c>null</c> when the model starts from the initial values of its variables.</param>
/// <param name="Names">What properties may refer to.</param>
/// <param name="Modules">The modules, in the order in which they are written.</param>
public sealed record PrismModel(StochasticModel Model, Expression? InitialStates, PrismNames Names, ImmutableArray<PrismModule> Modules);
