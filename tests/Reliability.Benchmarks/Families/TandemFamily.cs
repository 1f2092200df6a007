using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>A queue with Coxian service of two phases before a second queue, c places each (Hermanns, Meyer-Kayser and Siegle, NSMC 1999).</summary>
internal static class TandemFamily
{
    /// <summary>Reward <c>customers</c>: those in both queues. Label <c>first full</c>: no place is left in the first.</summary>
    public static StochasticModel Model(int c)
    {
        var b = new ModelBuilder("tandem");
        var first = b.Integer("first", 0, c);
        var later = b.Boolean("second phase");
        var second = b.Integer("second", 0, c);
        var served = first.IsAtLeast(1);
        var room = second.IsAtMost(c - 1);
        b.Exponential("arrives", first.IsAtMost(c - 1), 4.0 * c, Cause.Unknown, first.More());
        b.Exponential("moves on", served & !later & room, 1.8, Cause.Unknown, first.Less(), second.More());
        b.Exponential("takes longer", served & !later, 0.2, Cause.Unknown, later.Becomes(true));
        b.Exponential("moves on late", served & later & room, 2.0, Cause.Unknown, first.Less(), later.Becomes(false), second.More());
        b.Exponential("leaves", second.IsAtLeast(1), 4.0, Cause.Unknown, second.Less());
        return b.Reward("customers", first + second).Label("first full", first.Is(c)).Build();
    }
}
