using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// The probability of φ U[a,b] ψ: a ψ-state is reached at a time between a and b, through φ-states only (Baier, Haverkort, Hermanns and Katoen, IEEE
/// Transactions on Software Engineering 29, 2003). Up to a time b it is the flow into ψ accumulated over the time spent in φ without ψ, not one minus a
/// survival, so that the probability of a rare event has its digits. With a lower bound above zero there are two phases: φ holds until a, then a question
/// up to b - a. Thread-safe.
/// </summary>
/// <param name="chain">The chain.</param>
/// <param name="phi">For every state, whether φ holds.</param>
/// <param name="psi">For every state, whether ψ holds.</param>
/// <param name="options">Method, precision and limits; the defaults when absent.</param>
/// <param name="cancellation">Stops the work.</param>
public sealed class BoundedUntil(MarkovChain chain, bool[] phi, bool[] psi, TransientOptions? options = null, CancellationToken cancellation = default)
{
    private readonly TransientSolver solver = new(chain, options, cancellation);

    /// <summary>The probabilities from every state, for several upper bounds.</summary>
    /// <param name="lower">a; not negative, finite.</param>
    /// <param name="uppers">b; each finite and at least a.</param>
    /// <exception cref="ArgumentException">The bounds are not such numbers.</exception>
    public TransientResult FromAll(double lower, IReadOnlyList<double> uppers)
    {
        CheckBounds(lower, uppers);
        var later = Reach([.. uppers.Select(b => b - lower)]);
        if (lower == 0 || later.Solution is not { } reached) return later;
        var entries = new List<SolutionAtTime>();
        TransientSolution? last = null;
        for (var b = 0; b < uppers.Count; b++)
        {
            var held = Hold(reached[b], lower);
            if (held.Solution is not { } solution) return held;
            last = solution;
            entries.Add(solution.At(0).From(reached.At(b)) with { Time = uppers[b] });
        }

        return last is null ? later : new TransientResult(TransientSolution.Staged(reached, entries, last), null);
    }

    /// <summary>The probabilities from a law at time zero, for several upper bounds; one number each. Needs less memory and, for many bounds, less time.</summary>
    /// <param name="initial">One probability a state.</param>
    /// <param name="lower">a; not negative, finite.</param>
    /// <param name="uppers">b; each finite and at least a.</param>
    /// <exception cref="ArgumentException">The bounds are not such numbers.</exception>
    public TransientResult From(double[] initial, double lower, IReadOnlyList<double> uppers)
    {
        CheckBounds(lower, uppers);
        TransientSolution? held = null;
        var start = initial;
        if (lower > 0)
        {
            var through = SubGenerator.Restrict(chain, phi, out var states);
            var kept = solver.Values(new TransientRequest(through, true, [.. states.Select(s => initial[s])], [], false, false, null), [lower]);
            if (kept.Solution is not { } solution) return kept;
            held = solution.Mapped(e => e.Spread(states, chain.StateCount));
            start = held[0];
        }

        var generator = SubGenerator.Restrict(chain, Waiting(), out var waiting);
        var already = 0.0;
        for (var s = 0; s < start.Length; s++) already += psi[s] ? start[s] : 0;
        var request = new TransientRequest(generator, true, [.. waiting.Select(s => start[s])], [], false, false, [Entering(waiting)]) { Cap = 1 };
        var result = solver.Integrals(request, [.. uppers.Select(b => b - lower)]);
        if (result.Solution is not { } reached) return result;
        var total = reached.Mapped(e => e with { Time = e.Time + lower, Values = [e.Values[0] + already] });
        return new TransientResult(held is null ? total : TransientSolution.Staged(held, [.. Enumerable.Range(0, total.Count).Select(b => total.At(b).From(held.At(0)))], total), null);
    }

    /// <summary>The first phase by itself: the expectation, from every state, of a value at time a, counted only while φ has held until then.</summary>
    /// <param name="values">One value a state, not negative; for an unbounded question the probabilities of φ U ψ.</param>
    /// <param name="time">a.</param>
    public TransientResult Hold(double[] values, double time)
    {
        var through = SubGenerator.Restrict(chain, phi, out var states);
        var result = solver.Values(new TransientRequest(through, false, [.. states.Select(s => values[s])], [], false, false, null), [time]);
        return new TransientResult(result.Solution?.Mapped(e => e.Spread(states, chain.StateCount)), result.Refusal);
    }

    // φ U[0,b] ψ from every state.
    private TransientResult Reach(double[] uppers)
    {
        var generator = SubGenerator.Restrict(chain, Waiting(), out var waiting);
        var result = solver.Integrals(new TransientRequest(generator, false, Entering(waiting), [], false, false, null) { Cap = 1 }, uppers);
        return new TransientResult(result.Solution?.Mapped(e => e.Spread(waiting, chain.StateCount, psi)), result.Refusal);
    }

    private bool[] Waiting() => [.. phi.Select((holds, s) => holds && !psi[s])];

    // The rate into ψ from each state that waits.
    private double[] Entering(int[] waiting)
    {
        var entering = new double[waiting.Length];
        var starts = chain.Rates.RowStarts;
        for (var k = 0; k < waiting.Length; k++)
        {
            for (var e = starts[waiting[k]]; e < starts[waiting[k] + 1]; e++) entering[k] += psi[chain.Rates.Columns[e]] ? chain.Rates[e] : 0;
        }

        return entering;
    }

    private void CheckBounds(double lower, IReadOnlyList<double> uppers)
    {
        if (phi.Length != chain.StateCount || psi.Length != chain.StateCount) throw new ArgumentException("One truth value a state is expected.");
        if (!(lower >= 0) || uppers.Any(b => !(b >= lower) || double.IsInfinity(b))) throw new ArgumentException("Finite bounds 0 <= a <= b are expected.");
    }
}
