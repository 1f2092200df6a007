using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>
/// What happens on the way into a set of target states, from every state at once: the probability to arrive, the reward and the time until then, their moments. States that never
/// or surely arrive are found by the graph; the others are solved by strongly connected components, each by elimination without subtraction, or, where that
/// would cost too much, by sweeps between proved bounds. Factors are kept from one question to the next. Not thread-safe.
/// </summary>
public sealed class AbsorptionSolver
{
    private readonly MarkovChain chain;
    private readonly bool[] target;
    private readonly TargetReach reach;
    private readonly TransientSystem system;

    private AbsorptionSolver(MarkovChain chain, bool[] target, TargetReach reach, TransientSystem system) =>
        (this.chain, this.target, this.reach, this.system) = (chain, target, reach, system);

    /// <summary>Prepares: finds by the graph which states can arrive and which surely do. Linear time.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="target">The states to reach, one flag a state.</param>
    /// <param name="avoid">States where a way ends without success, as for "φ until ψ" those where neither holds; target states among them count as targets.</param>
    /// <param name="options">Limits and precision; <see cref="AbsorptionOptions.Default"/> when left out.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static AbsorptionSolver Create(MarkovChain chain, bool[] target, bool[]? avoid = null, AbsorptionOptions? options = null, CancellationToken cancellation = default)
    {
        var found = TargetReach.Find(chain.Rates, target, avoid, cancellation);
        var inside = new bool[chain.StateCount];
        for (var s = 0; s < inside.Length; s++) inside[s] = found.Possible[s] && !target[s];
        return new AbsorptionSolver(chain, (bool[])target.Clone(), found, new TransientSystem(chain.Rates, inside, options ?? AbsorptionOptions.Default, cancellation));
    }

    /// <summary>Whether the target can be reached from a state.</summary>
    public bool IsPossible(int state) => reach.Possible[state];

    /// <summary>Whether the target is reached from a state with probability one.</summary>
    public bool IsCertain(int state) => reach.Certain[state];

    /// <summary>The probability to reach the target: exactly 0 or 1 where the graph says so.</summary>
    public AbsorptionVector Probability(CancellationToken cancellation = default)
    {
        var x = new double[chain.StateCount];
        for (var s = 0; s < x.Length; s++) x[s] = reach.Certain[s] ? 1 : 0;
        var errors = system.Right(x, [], s => reach.Certain[s], cancellation);
        foreach (ref var value in x.AsSpan()) value = Math.Min(value, 1);
        return Vector(x, errors);
    }

    /// <summary>The probability that the first target state reached is one of some.</summary>
    /// <param name="part">Flags of the states asked for; those that are no targets do not count.</param>
    /// <param name="cancellation">Stops the work.</param>
    public AbsorptionVector ProbabilityInto(bool[] part, CancellationToken cancellation = default)
    {
        var x = new double[chain.StateCount];
        for (var s = 0; s < x.Length; s++) x[s] = target[s] && part[s] ? 1 : 0;
        return Vector(x, system.Right(x, [], null, cancellation));
    }

    /// <summary>The expected reward until the target is reached: infinite where it is not reached with probability one, zero in the target.</summary>
    /// <param name="rewards">Reward per unit of time in each state, not negative. A reward for a transition is added to its state as rate times reward.</param>
    /// <param name="cancellation">Stops the work.</param>
    public AbsorptionVector ExpectedReward(ReadOnlySpan<double> rewards, CancellationToken cancellation = default)
    {
        var x = Boundary();
        return Vector(x, system.Right(x, rewards, s => !reach.Certain[s], cancellation));
    }

    /// <summary>The expected time until the target is reached; infinite where it is not reached with probability one.</summary>
    public AbsorptionVector ExpectedTime(CancellationToken cancellation = default) => Moments(1, cancellation)[0];

    /// <summary>The moments E[T], E[T²], … of the time until the target is reached: A m_k = k m_(k-1), sums of positive terms all along.</summary>
    /// <param name="order">How many, from 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    public AbsorptionVector[] Moments(int order, CancellationToken cancellation = default)
    {
        var moments = new AbsorptionVector[order];
        var b = new double[chain.StateCount];
        Array.Fill(b, 1);
        var before = new double[chain.StateCount];
        for (var k = 1; k <= order; k++)
        {
            var x = Boundary();
            var errors = system.Right(x, b, s => !reach.Certain[s], cancellation);
            // Errors of the moment before reach all states that lead there.
            foreach (var s in system.Components.States)
            {
                if (reach.Certain[s]) errors[s] += before[s] + (k == 1 ? 0 : Rounding.Unit);
            }

            moments[k - 1] = Vector(x, errors);
            before = system.Worst(errors);
            if (k == order) break;
            for (var s = 0; s < b.Length; s++) b[s] = double.IsFinite(x[s]) ? (k + 1) * x[s] : 0;
        }

        return moments;
    }

    /// <summary>The variance of the time until the target is reached, E[T²] - E[T]²: the one place with a subtraction, and its error says what it cost.</summary>
    /// <param name="initial">The distribution at the start.</param>
    /// <param name="cancellation">Stops the work.</param>
    public SolvedMeasure Variance(ReadOnlySpan<double> initial, CancellationToken cancellation = default)
    {
        var moments = Moments(2, cancellation);
        var (first, second) = (moments[0].For(initial), moments[1].For(initial));
        if (double.IsInfinity(first.Value)) return first;
        var square = first.Value * first.Value;
        var error = second.Error.Absolute + (2 * first.Error.Absolute * first.Value) + (first.Error.Absolute * first.Error.Absolute) + (3 * Rounding.Unit * (second.Value + square));
        return new SolvedMeasure(Math.Max(0, second.Value - square), new ErrorStatement(second.Error.Kind, error, second.Error.Source + "; the difference of two moments"), second.Method);
    }

    /// <summary>The way into the target forward from one distribution: time spent in every state, and what follows from it for any number of rewards and targets.</summary>
    /// <param name="initial">The distribution at the start.</param>
    /// <param name="cancellation">Stops the work.</param>
    public AbsorptionVisits Visits(ReadOnlySpan<double> initial, CancellationToken cancellation = default)
    {
        var x = new double[chain.StateCount];
        var possible = true;
        for (var s = 0; s < x.Length; s++)
        {
            if (system.Components.ComponentOf[s] >= 0) x[s] = initial[s];
            if (initial[s] > 0) possible &= reach.Certain[s];
        }

        var errors = system.Left(x, cancellation);
        return new AbsorptionVisits(chain, target, initial.ToArray(), possible, Vector(x, errors));
    }

    private double[] Boundary()
    {
        var x = new double[chain.StateCount];
        for (var s = 0; s < x.Length; s++) x[s] = reach.Certain[s] ? 0 : double.PositiveInfinity;
        return x;
    }

    private AbsorptionVector Vector(double[] values, double[] errors) => new(values, errors, system.Kind, system.Method);
}
