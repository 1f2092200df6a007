using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>Two hosts with a fail-over that may get stuck, common-mode losses and disasters: six states, rates from 1e-9 to 360 per hour.</summary>
internal static class HighAvailabilityPairFamily
{
    /// <summary>Labels <c>down</c> and <c>site</c>; rewards <c>downtime</c> and <c>time</c>, in hours.</summary>
    public static StochasticModel Model()
    {
        const double Crash = 1 / 2000.0, FailOver = 360, Repair = 0.25, Covered = 0.98, Help = 2, Common = 1e-6, Disaster = 1e-9, Rebuild = 1 / 720.0;
        const int Both = 0, FailingOver = 1, One = 2, Stuck = 3, None = 4, Lost = 5;
        var b = new ModelBuilder("ha pair");
        var s = b.Integer("s", 0, 5);
        (int From, int To, double Rate)[] arcs =
        [
            (Both, FailingOver, 2 * Crash), (Both, None, Common), (Both, Lost, Disaster),
            (FailingOver, One, FailOver * Covered), (FailingOver, Stuck, FailOver * (1 - Covered)), (FailingOver, None, Crash), (FailingOver, Lost, Disaster),
            (One, Both, Repair), (One, None, Crash), (One, None, Common), (One, Lost, Disaster),
            (Stuck, One, Help), (Stuck, None, Crash), (Stuck, Lost, Disaster),
            (None, One, Repair), (None, Lost, Disaster), (Lost, Both, Rebuild),
        ];
        for (var k = 0; k < arcs.Length; k++) b.Exponential("e" + k, s.Is(arcs[k].From), arcs[k].Rate, Cause.Hardware, s.Becomes(arcs[k].To));
        var down = s.Is(FailingOver) | s.IsAtLeast(Stuck);
        return b.Label("down", down).Label("both", s.Is(None)).Label("site", s.Is(Lost)).Reward("downtime", Expression.Conditional(down, 1.0, 0.0)).Reward("time", 1.0).Build();
    }
}
