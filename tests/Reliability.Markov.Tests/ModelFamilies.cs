using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Tests;

/// <summary>Published families of models, re-expressed; their numbers of states are known.</summary>
internal static class ModelFamilies
{
    /// <summary>Four cells of t parts each; cells 2 and 3 work side by side (Ciardo and Tilgner 1996). With equal rates of those two they may be exchanged.</summary>
    public static StochasticModel Kanban(int t, bool equal)
    {
        var b = new ModelBuilder("kanban");
        var work = Enumerable.Range(0, 4).Select(c => b.Integer($"work{c}", 0, t)).ToArray();
        var redo = Enumerable.Range(0, 4).Select(c => b.Integer($"redo{c}", 0, t)).ToArray();
        var done = Enumerable.Range(0, 4).Select(c => b.Integer($"done{c}", 0, t)).ToArray();
        double[] ok = [0.84, 0.42, equal ? 0.42 : 0.39, 0.33], again = [0.36, 0.42, equal ? 0.42 : 0.33, 0.36], back = [0.3, 0.3, 0.3, 0.3];
        for (var c = 0; c < 4; c++)
        {
            b.Exponential("ok" + c, work[c].IsAtLeast(1), ok[c], Cause.Unknown, Less(work[c]), More(done[c]));
            b.Exponential("again" + c, work[c].IsAtLeast(1), again[c], Cause.Unknown, Less(work[c]), More(redo[c]));
            b.Exponential("back" + c, redo[c].IsAtLeast(1), back[c], Cause.Unknown, Less(redo[c]), More(work[c]));
        }

        b.Exponential("in", Free(0), 1.0, Cause.Unknown, More(work[0]));
        b.Exponential("split", done[0].IsAtLeast(1) & Free(1) & Free(2), 0.4, Cause.Unknown, Less(done[0]), More(work[1]), More(work[2]));
        b.Exponential("join", done[1].IsAtLeast(1) & done[2].IsAtLeast(1) & Free(3), 0.5, Cause.Unknown, Less(done[1]), Less(done[2]), More(work[3]));
        b.Exponential("out", done[3].IsAtLeast(1), 0.9, Cause.Unknown, Less(done[3]));
        return b.Label("output", done[3].IsAtLeast(1)).Build();

        Expression Free(int c) => (work[c] + redo[c] + done[c]).IsAtMost(t - 1);
    }

    /// <summary>Two sides of n workstations with a switch each, and a backbone; one crew (Haverkort, Hermanns and Katoen 2000).</summary>
    public static StochasticModel Cluster(int n)
    {
        var b = new ModelBuilder("cluster");
        var busy = b.Boolean("busy");
        var up = new Dictionary<string, VariableExpression>();
        foreach (var (part, count, fail, repair) in new[] { ("left", n, 0.002, 2.0), ("right", n, 0.002, 2.0), ("line", 1, 0.0002, 0.125), ("left switch", 1, 0.00025, 0.25), ("right switch", 1, 0.00025, 0.25) })
        {
            var good = up[part] = b.Integer(part, 0, count, count);
            var inspected = b.Boolean(part + " inspected");
            b.Exponential(part + " fails", good.IsAtLeast(1), (Expression)fail * good, Cause.Hardware, Less(good));
            b.Exponential(part + " is inspected", !busy & !inspected & good.IsAtMost(count - 1), 10.0, Cause.Unknown, new Assignment(busy.Index, true), new Assignment(inspected.Index, true));
            b.Exponential(part + " is repaired", busy & inspected & good.IsAtMost(count - 1), repair, Cause.Unknown, More(good), new Assignment(busy.Index, false), new Assignment(inspected.Index, false));
        }

        var left = up["left"].IsAtLeast(n) & up["left switch"].Is(1);
        var right = up["right"].IsAtLeast(n) & up["right switch"].Is(1);
        var both = (up["left"] + up["right"]).IsAtLeast(n) & up["left switch"].Is(1) & up["line"].Is(1) & up["right switch"].Is(1);
        return b.Label("minimum", left | right | both).Build();
    }

    /// <summary>A server goes round n stations (Ibe and Trivedi 1990).</summary>
    public static StochasticModel Polling(int n)
    {
        var b = new ModelBuilder("polling");
        var at = b.Integer("at", 0, n - 1);
        var serving = b.Boolean("serving");
        var waiting = Enumerable.Range(0, n).Select(i => b.Boolean("waiting" + i)).ToArray();
        for (var i = 0; i < n; i++)
        {
            var next = new Assignment(at.Index, (i + 1) % n);
            b.Exponential("arrives" + i, !waiting[i], 1.0 / n, Cause.Unknown, new Assignment(waiting[i].Index, true));
            b.Exponential("passes" + i, at.Is(i) & !serving & !waiting[i], 200.0, Cause.Unknown, next);
            b.Exponential("starts" + i, at.Is(i) & !serving & waiting[i], 200.0, Cause.Unknown, new Assignment(serving.Index, true));
            b.Exponential("serves" + i, at.Is(i) & serving, 1.0, Cause.Unknown, new Assignment(waiting[i].Index, false), new Assignment(serving.Index, false), next);
        }

        return b.Label("serving", serving).Build();
    }

    private static Assignment More(VariableExpression v) => new(v.Index, v + 1);

    private static Assignment Less(VariableExpression v) => new(v.Index, v - 1);
}
