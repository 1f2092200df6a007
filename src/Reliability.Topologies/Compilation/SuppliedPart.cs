using Reliability.Modeling.Expressions;

namespace Reliability.Topologies.Compilation;

/// <summary>A part with what it needs from outside: power, and a host that it shares.</summary>
/// <param name="Process">The part by itself.</param>
/// <param name="Supplies">The conditions that must hold besides, each of one supply.</param>
internal sealed record SuppliedPart(PartProcess Process, IReadOnlyList<Expression> Supplies)
{
    /// <summary>Where the part serves.</summary>
    public Expression Up => Process.Up & Expression.All(Supplies);
}
