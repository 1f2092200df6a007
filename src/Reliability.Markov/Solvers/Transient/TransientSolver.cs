using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Transients of a chain: laws, times spent, rewards and expectations at any number of times, by the method that fits. Times in the unit of the chain (hours
/// for our own models). Nothing that is not negative is found by subtraction from one, so a probability of 1e-12 has its digits. Thread-safe.
/// </summary>
/// <param name="chain">The chain.</param>
/// <param name="options">Method, precision and limits; the defaults when absent.</param>
/// <param name="cancellation">Stops the work.</param>
public sealed class TransientSolver(MarkovChain chain, TransientOptions? options = null, CancellationToken cancellation = default)
{
    private readonly TransientOptions options = options ?? new TransientOptions();

    /// <summary>The chain.</summary>
    public MarkovChain Chain { get; } = chain;

    /// <summary>p e^{Qt}: the probability of every state at each time.</summary>
    /// <param name="initial">p, one probability a state.</param>
    /// <param name="times">Not negative; in any order.</param>
    /// <exception cref="ArgumentException">A number is negative or not finite, or there are not as many as states.</exception>
    public TransientResult Law(double[] initial, IReadOnlyList<double> times) => Values(Whole(true, initial, "initial"), times);

    /// <summary>∫₀ᵗ p e^{Qu} du: the expected time spent in every state until each time.</summary>
    /// <param name="initial">p, one probability a state.</param>
    /// <param name="times">Not negative; in any order.</param>
    /// <exception cref="ArgumentException">As for <see cref="Law"/>.</exception>
    public TransientResult Accumulated(double[] initial, IReadOnlyList<double> times) => Integrals(Whole(true, initial, "initial"), times);

    /// <summary>e^{Qt} f: the expectation of f at each time, from every state.</summary>
    /// <param name="f">One value a state, not negative.</param>
    /// <param name="times">Not negative; in any order.</param>
    /// <exception cref="ArgumentException">As for <see cref="Law"/>.</exception>
    public TransientResult Backward(double[] f, IReadOnlyList<double> times) => Values(Whole(false, f, "f"), times);

    /// <summary>∫₀ᵗ e^{Qu} f du: the expected total of f until each time, from every state.</summary>
    /// <param name="f">What is earned per unit of time in each state, not negative.</param>
    /// <param name="times">Not negative; in any order.</param>
    /// <exception cref="ArgumentException">As for <see cref="Law"/>.</exception>
    public TransientResult AccumulatedBackward(double[] f, IReadOnlyList<double> times) => Integrals(Whole(false, f, "f"), times);

    /// <summary>Expected rates at each time: of rewards, or of events per unit of time. One number for each of the rewards; memory does not grow with states times times.</summary>
    /// <param name="initial">One probability a state.</param>
    /// <param name="rewards">For each reward its rate in every state, not negative.</param>
    /// <param name="times">Not negative; in any order.</param>
    /// <exception cref="ArgumentException">As for <see cref="Law"/>.</exception>
    public TransientResult RewardRates(double[] initial, double[][] rewards, IReadOnlyList<double> times) => Values(Rewarded(initial, rewards), times);

    /// <summary>Expected totals until each time: of rewards, or numbers of events.</summary>
    /// <param name="initial">One probability a state.</param>
    /// <param name="rewards">For each reward what is earned per unit of time in every state (an event counts by its rate), not negative.</param>
    /// <param name="times">Not negative; in any order.</param>
    /// <exception cref="ArgumentException">As for <see cref="Law"/>.</exception>
    public TransientResult Rewards(double[] initial, double[][] rewards, IReadOnlyList<double> times) => Integrals(Rewarded(initial, rewards), times);

    /// <summary>The mean share of the time until each time that is spent in some states; at time zero the probability of being in them. One number a time.</summary>
    /// <param name="initial">One probability a state.</param>
    /// <param name="up">Whether a state counts.</param>
    /// <param name="times">Not negative; in any order.</param>
    /// <exception cref="ArgumentException">As for <see cref="Law"/>.</exception>
    public TransientResult IntervalAvailability(double[] initial, bool[] up, IReadOnlyList<double> times)
    {
        double[] weights = [.. up.Select(u => u ? 1.0 : 0.0)];
        var totals = Rewards(initial, [weights], times);
        var now = VectorKernels.Dot(initial, weights);
        return totals with { Solution = totals.Solution?.Mapped(e => e.Time > 0 ? e.Times(1 / e.Time) : e with { Values = [now] }) };
    }

    internal TransientResult Values(TransientRequest request, IReadOnlyList<double> times) => Solve(request with { Values = true }, times);

    internal TransientResult Integrals(TransientRequest request, IReadOnlyList<double> times) => Solve(request with { Integrals = true }, times);

    private TransientRequest Whole(bool forward, double[] start, string name)
    {
        Check(start, name);
        return new TransientRequest(SubGenerator.Whole(Chain), forward, start, [], false, false, null);
    }

    private TransientRequest Rewarded(double[] initial, double[][] rewards)
    {
        foreach (var reward in rewards) Check(reward, nameof(rewards));
        return Whole(true, initial, nameof(initial)) with { Functionals = rewards };
    }

    private void Check(double[] vector, string name)
    {
        if (vector.Length != Chain.StateCount) throw new ArgumentException($"One number a state is expected: {Chain.StateCount}, not {vector.Length}.", name);
        if (Array.Exists(vector, x => !(x >= 0) || double.IsInfinity(x))) throw new ArgumentException("Numbers that are not negative are expected.", name);
    }

    private TransientResult Solve(TransientRequest request, IReadOnlyList<double> times)
    {
        if (options.Precision is not (>= 1e-13 and <= 0.1)) throw new ArgumentException($"A precision between 1e-13 and 0.1 is expected, not {options.Precision}.", nameof(options));
        if (options.Floor is not (> 0 and <= 1)) throw new ArgumentException($"A floor above 0 and at most 1 is expected, not {options.Floor}.", nameof(options));
        if (times.Any(t => !(t >= 0) || double.IsInfinity(t))) throw new ArgumentException("Finite times that are not negative are expected.", nameof(times));
        var order = Enumerable.Range(0, times.Count).OrderBy(i => times[i]).ToArray();
        request = request with { Times = [.. order.Select(i => times[i])] };
        if (times.Count == 0 || request.Generator.Count == 0)
        {
            SolutionAtTime[] nothing = [.. times.Select(t => new SolutionAtTime(t, new double[request.Width], null, 0, 0))];
            return new TransientResult(new TransientSolution(nothing, ErrorKind.Bound, "there is nothing to solve", "none"), null);
        }

        var (outcome, refusal) = new MethodChoice(request, options).Solve(cancellation);
        if (outcome is null) return new TransientResult(null, refusal);
        var (values, differences) = request.Values ? (outcome.Values, outcome.ValueDifferences) : (outcome.Integrals, outcome.IntegralDifferences);
        var entries = new SolutionAtTime[order.Length];
        for (var k = 0; k < order.Length; k++)
        {
            var time = request.Times[k];
            entries[order[k]] = new SolutionAtTime(time, values[k], differences?[k], outcome.Relative, outcome.Absolute * (request.Values ? 1 : time));
        }

        return new TransientResult(new TransientSolution(entries, outcome.Kind, outcome.Source, outcome.Method), null);
    }
}
