using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// The long run of a model in which one event at a time has a delay that is not exponential, as a Markov regenerative process: between two moments at which it
/// forgets, the chain beside the clock is moved by e^{Qt} up to the firing, integrated over the law of the clock (Choi, Kulkarni, Trivedi, Performance Evaluation
/// 20, 1994; German, Performance Analysis of Communication Systems, 2000; clocks that keep their age: Telek, Horváth, IPDS 1998). Everything is computed in
/// positive arithmetic. O(n³) products of matrices for n states beside one clock.
/// </summary>
public static class RegenerativeSolver
{
    private const int Order = 20;
    private const int CheckOrder = 14;
    private const double Negligible = 1e-30;
    private const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>How the method is called.</summary>
    public const string Method = "Markov regenerative";

    /// <summary>Solves for the long run.</summary>
    /// <param name="space">The states and clocks.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The solution, or why there is none and whether that is for its size.</returns>
    public static (RegenerativeSolution? Solution, string? Refusal, bool TooLarge) Solve(ClockedSpace space, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        var process = Create(space, space.Graph, null, Order, cancellation);
        if (Problem(space, space.Graph, process) is { } problem) return (null, problem, process.TooLarge is not null);
        var run = process.Solve(cancellation);
        if (run.Absorbing is { } end) return (null, $"it never leaves the state ({space.Space.Describe(end)}), so there is no long run to speak of; ask for --measure mttff, or add the repair that is missing", false);
        if (run.Several is { } other) return (null, $"its long run depends on chance: it may end around ({space.Space.Describe(other)}) or elsewhere", false);
        if (run.TooLarge is { } moments) return (null, $"the {moments} states in which it forgets could not be solved with known error", true);
        return (new RegenerativeSolution(space, run, Error(space, process, run, cancellation), process.Integrated), null, false);
    }

    /// <summary>The mean hours from the start until a set of states is first entered; <c>null</c> when it may never be, or would take too long to find.</summary>
    /// <param name="space">The states and clocks.</param>
    /// <param name="target">For every state whether it is in the set.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double? MeanTimeTo(ClockedSpace space, bool[] target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        var process = Create(space, space.Graph, target, Order, cancellation);
        return Problem(space, space.Graph, process) is null ? process.MeanTime(cancellation) : null;
    }

    /// <summary>Share of time down by the cause that began the outage, and outages per hour booked to it.</summary>
    /// <param name="space">The states and clocks.</param>
    /// <param name="down">For every state whether it is down.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The causes in report order; <c>null</c> when the service may stay down for ever, or that would take too long to find.</returns>
    public static ImmutableArray<(Cause Cause, double ShareOfTime, double PerHour)>? Outages(ClockedSpace space, bool[] down, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        var (graph, outage) = space.Graph.WithOutages(down);
        var process = Create(space, graph, null, Order, cancellation);
        if (Problem(space, graph, process) is not null) return null;
        var run = process.Solve(cancellation);
        if (run.Shares.Length == 0) return null;
        var (hours, counts) = (new double[graph.Causes.Length], new double[graph.Causes.Length]);
        for (var i = 0; i < graph.Count; i++)
        {
            if (outage[i] == graph.Causes.Length && run.Shares[i] > 0) return null;
            if (outage[i] >= 0)
            {
                if (outage[i] < hours.Length) hours[outage[i]] += run.Shares[i];
                continue;
            }

            foreach (var arc in graph.Exponential[i]) Count(arc, run.Shares[i]);
            foreach (var arc in graph.Firing[i]) Count(arc, run.Firings[i]);
        }

        return [.. Enumerable.Range(0, hours.Length).Where(c => counts[c] > 0).Select(c => (graph.Causes[c], hours[c], counts[c]))];

        void Count(ClockArc arc, double weight)
        {
            if (outage[arc.Target] >= 0) counts[arc.Cause] += weight * arc.Weight;
        }
    }

    private static EmbeddedProcess Create(ClockedSpace space, ClockGraph graph, bool[]? stops, int order, CancellationToken cancellation) =>
        EmbeddedProcess.Create(graph, space.Laws, [.. space.Events.Select(e => ((GeneralDelay)e.Delay).Memory == MemoryPolicy.Resume)], stops, order, cancellation);

    private static string? Problem(ClockedSpace space, ClockGraph graph, EmbeddedProcess process)
    {
        if (process.Conflict is var (clock, node))
        {
            return ClockedSpace.TwoClocks(
                space.Space.Model,
                space.Events[clock],
                space.Events[graph.Clock[node]],
                $"have an age at the same time: the first has kept its own while the second runs in state ({space.Space.Describe(graph.StateOf[node])})");
        }

        return process.TooLarge is var (late, states) ? $"{states} states in which the clock of '{space.Events[late].Name}' runs are too many" : null;
    }

    // Nothing is subtracted, so rounding adds up to a multiple of the states and the doublings; where a density is integrated a coarser rule says how far off it is.
    private static ErrorStatement Error(ClockedSpace space, EmbeddedProcess process, RegenerativeLongRun run, CancellationToken cancellation)
    {
        var relative = (((8 * process.Widest) + 200) * UnitRoundoff) + process.RowError;
        if (!process.Integrated) return new ErrorStatement(ErrorKind.Estimate, relative + process.Defect, "rounding of sums of positive numbers, estimated from the number of states");
        var coarse = Create(space, space.Graph, null, CheckOrder, cancellation).Solve(cancellation);
        if (coarse.Shares.Length == 0) relative = double.PositiveInfinity;
        for (var i = 0; i < coarse.Shares.Length; i++)
        {
            if (run.Shares[i] > Negligible) relative = Math.Max(relative, Math.Abs(run.Shares[i] - coarse.Shares[i]) / run.Shares[i]);
        }

        return new ErrorStatement(ErrorKind.Estimate, relative + process.Defect, $"integrals over the law with {Order} points a panel compared with {CheckOrder}, and rounding");
    }
}
