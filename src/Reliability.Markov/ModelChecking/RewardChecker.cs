using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>Expected rewards from every state. What a jump earns counts as a rate: its amount times the rate of the jump.</summary>
internal sealed class RewardChecker(ILabelledChain chain, ChainQuestions questions, Func<PropertyExpression, bool[]> evaluate, bool fromStart)
{
    /// <summary>The expected value from every state, or, where that is all that is needed, from the start.</summary>
    public StateValues Expected(RewardProperty property)
    {
        var rates = Rates(property);
        for (var i = 0; i < rates.Length; i++)
        {
            if (!(rates[i] >= 0) || double.IsPositiveInfinity(rates[i])) throw new CheckingProblem(FormattableString.Invariant($"the reward is {rates[i]} in the state ({chain.Describe(i)}); a reward is a finite number, not below zero"));
        }

        return property.Question switch
        {
            CumulativeReward c => questions.Accumulated(rates, c.Time, fromStart),
            InstantaneousReward i => questions.AtTime(rates, i.Time, fromStart),
            ReachabilityReward r => questions.Until(rates, evaluate(r.Target)),
            LongRunReward => questions.LongRun(rates),
            TotalReward => questions.Total(rates),
            _ => throw new NotSupportedException(property.Question.GetType().Name),
        };
    }

    private double[] Rates(RewardProperty property)
    {
        try
        {
            return chain.RewardRates(property.Reward, impulses: property.Question is not InstantaneousReward);
        }
        catch (NotSupportedException e)
        {
            throw new CheckingProblem(e.Message, "give the event a delay, or the reward to the states instead");
        }
    }
}
