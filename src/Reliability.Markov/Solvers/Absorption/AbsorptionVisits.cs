using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>The expected time spent in every state on the way into a target, from one distribution at the start. States that cannot reach the target are not counted.</summary>
public sealed class AbsorptionVisits
{
    private readonly MarkovChain chain;
    private readonly bool[] target;
    private readonly double[] initial;
    private readonly bool certain;

    internal AbsorptionVisits(MarkovChain chain, bool[] target, double[] initial, bool certain, AbsorptionVector times) =>
        (this.chain, this.target, this.initial, this.certain, Times) = (chain, target, initial, certain, times);

    /// <summary>The expected time in each state before the target is reached, or can no more be reached.</summary>
    public AbsorptionVector Times { get; }

    /// <summary>The expected number of visits to a state that is no target, the start in it included.</summary>
    public SolvedMeasure Visits(int state) =>
        AbsorptionErrors.Measure(Times[state] * Rounding.RowSum(chain.Rates, state), Times.RelativeError(state) + (3 * Rounding.Unit), Times.Kind, Times.Method);

    /// <summary>The expected reward until the target is reached; infinite where it is not reached with probability one.</summary>
    /// <param name="rewards">Reward per unit of time in each state, not negative.</param>
    public SolvedMeasure ExpectedReward(ReadOnlySpan<double> rewards)
    {
        if (!certain) return AbsorptionErrors.Measure(double.PositiveInfinity, 0, ErrorKind.Rounding, Times.Method);
        var sum = default(PositiveSum);
        var error = 0.0;
        for (var s = 0; s < rewards.Length; s++)
        {
            if (rewards[s] == 0 || Times[s] == 0) continue;
            sum.Add(Times[s] * rewards[s]);
            error = Math.Max(error, Times.RelativeError(s));
        }

        return AbsorptionErrors.Measure(sum.Value, error + (3 * Rounding.Unit), Times.Kind, Times.Method);
    }

    /// <summary>The probability that the first target state reached is one of some; of all targets, the probability to reach the target.</summary>
    /// <param name="part">Flags of the states asked for; those that are no targets do not count.</param>
    public SolvedMeasure ProbabilityInto(bool[] part)
    {
        var sum = default(PositiveSum);
        var error = 0.0;
        for (var s = 0; s < initial.Length; s++)
        {
            if (target[s])
            {
                if (part[s]) sum.Add(initial[s]);
                continue;
            }

            if (Times[s] == 0) continue;
            for (var e = chain.Rates.RowStarts[s]; e < chain.Rates.RowStarts[s + 1]; e++)
            {
                if (!target[chain.Rates.Columns[e]] || !part[chain.Rates.Columns[e]]) continue;
                sum.Add(Times[s] * chain.Rates[e]);
                error = Math.Max(error, Times.RelativeError(s) + (3 * Rounding.Unit));
            }
        }

        return AbsorptionErrors.Measure(sum.Value, error, Times.Kind, Times.Method);
    }
}
