using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>A server goes round n stations with one place each (Ibe and Trivedi, IEEE Journal on Selected Areas in Communications 8, 1990).</summary>
internal static class PollingFamily
{
    /// <summary>Label <c>serving</c>: the server is at work; label <c>first waits</c>: the first station has a job that is not being served.</summary>
    public static StochasticModel Model(int n)
    {
        var b = new ModelBuilder("polling");
        var at = b.Integer("at", 0, n - 1);
        var serving = b.Boolean("serving");
        var waiting = Enumerable.Range(0, n).Select(i => b.Boolean("waiting" + i)).ToArray();
        for (var i = 0; i < n; i++)
        {
            var next = at.Becomes((i + 1) % n);
            b.Exponential("arrives" + i, !waiting[i], 1.0 / n, Cause.Unknown, waiting[i].Becomes(true));
            b.Exponential("passes" + i, at.Is(i) & !serving & !waiting[i], 200.0, Cause.Unknown, next);
            b.Exponential("starts" + i, at.Is(i) & !serving & waiting[i], 200.0, Cause.Unknown, serving.Becomes(true));
            b.Exponential("serves" + i, at.Is(i) & serving, 1.0, Cause.Unknown, waiting[i].Becomes(false), serving.Becomes(false), next);
        }

        return b.Label("serving", serving).Label("first waits", waiting[0] & !(at.Is(0) & serving)).Build();
    }
}
