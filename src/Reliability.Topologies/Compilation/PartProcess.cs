using Reliability.Modeling.Expressions;

namespace Reliability.Topologies.Compilation;

/// <summary>In which states a part serves.</summary>
/// <param name="Up">Where it serves in full.</param>
/// <param name="DataLoss">Where data are lost; <c>null</c> for a part that keeps none.</param>
/// <param name="Capacity">The share of its capacity that works; <c>null</c> when that is 1 up and 0 down.</param>
/// <param name="Weight">The share of its clients that are served; <c>null</c> when that is 1 up and 0 down.</param>
internal sealed record PartProcess(Expression Up, Expression? DataLoss = null, Expression? Capacity = null, Expression? Weight = null);
