using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>
/// Four kanban cells of t cards each, the second and the third side by side (Ciardo and Tilgner, ICASE report 96-35, 1996): parts are worked on, done again, and
/// done. With equal rates of the two cells side by side these may be exchanged.
/// </summary>
internal static class KanbanFamily
{
    /// <summary>Label <c>output</c>: the last cell has a part that is done. Reward <c>throughput</c>: one for every part that enters.</summary>
    public static StochasticModel Model(int t, bool equal = false)
    {
        var b = new ModelBuilder("kanban");
        double[] ok = [0.84, 0.98, equal ? 0.98 : 0.91, 0.77], again = [0.36, 0.42, equal ? 0.42 : 0.39, 0.33];
        const double Back = 0.3;
        var work = Enumerable.Range(0, 4).Select(c => b.Integer($"work{c}", 0, t)).ToArray();
        var redo = Enumerable.Range(0, 4).Select(c => b.Integer($"redo{c}", 0, t)).ToArray();
        var done = Enumerable.Range(0, 4).Select(c => b.Integer($"done{c}", 0, t)).ToArray();
        for (var c = 0; c < 4; c++)
        {
            b.Exponential("ok" + c, work[c].IsAtLeast(1), ok[c], Cause.Unknown, work[c].Less(), done[c].More());
            b.Exponential("again" + c, work[c].IsAtLeast(1), again[c], Cause.Unknown, work[c].Less(), redo[c].More());
            b.Exponential("back" + c, redo[c].IsAtLeast(1), Back, Cause.Unknown, redo[c].Less(), work[c].More());
        }

        b.Exponential("in", Free(0), 1.0, Cause.Unknown, work[0].More());
        b.Exponential("split", done[0].IsAtLeast(1) & Free(1) & Free(2), 0.4, Cause.Unknown, done[0].Less(), work[1].More(), work[2].More());
        b.Exponential("join", done[1].IsAtLeast(1) & done[2].IsAtLeast(1) & Free(3), 0.5, Cause.Unknown, done[1].Less(), done[2].Less(), work[3].More());
        b.Exponential("out", done[3].IsAtLeast(1), 0.9, Cause.Unknown, done[3].Less());
        b.Add(new Reward("throughput", 0.0, [new ImpulseReward("in", 1.0)]));
        return b.Label("output", done[3].IsAtLeast(1)).Build();

        // Every part holds a card of its cell.
        Expression Free(int c) => (work[c] + redo[c] + done[c]).IsAtMost(t - 1);
    }
}
