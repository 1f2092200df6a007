using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>What a reward earns as rates of states: an event that takes an exponential time earns its amount times its rate wherever it is enabled, whether or not it changes anything.</summary>
public static class RewardRates
{
    /// <summary>What a state earns per hour: the rate of the reward and the impulses of the events that take an exponential time. O(expressions).</summary>
    /// <param name="model">The model, which has the events that the reward names.</param>
    /// <param name="reward">The reward.</param>
    public static Expression PerHour(StochasticModel model, Reward reward)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(reward);
        if (reward.Impulses.Count == 0) return reward.Rate;
        var terms = new List<Expression>();
        foreach (var (e, amount) in Earning(model, reward))
        {
            if (e.Delay is not ExponentialDelay { Rate: var rate }) continue;
            // A product keeps an amount that reads other parts of the model apart from the event; where the amount may have no value it must not be asked outside the guard.
            terms.Add(HasValueEverywhere(amount) ? e.Guard.Choose(rate, 0.0) * amount : e.Guard.Choose(rate * amount, 0.0));
        }

        return terms.Count == 0 ? reward.Rate : reward.Rate is LiteralExpression { Value: 0 } ? Sum(terms, 0, terms.Count) : reward.Rate + Sum(terms, 0, terms.Count);
    }

    /// <summary>What must be known together to find the mean of a reward: <see cref="PerHour"/>, and for each event that takes no time, or one that is not exponential, its amount where it may happen.</summary>
    /// <param name="model">The model, which has the events that the reward names.</param>
    /// <param name="reward">The reward.</param>
    public static IEnumerable<Expression> Needed(StochasticModel model, Reward reward) =>
        Earning(model, reward).Where(i => i.Event.Delay is not ExponentialDelay).Select(i => i.Event.Guard.Choose(i.Amount, 0.0)).Prepend(PerHour(model, reward));

    /// <summary>The events that earn impulses of a reward, each with its amount.</summary>
    /// <param name="model">The model, which has the events that the reward names.</param>
    /// <param name="reward">The reward.</param>
    public static IReadOnlyList<(Event Event, Expression Amount)> Earning(StochasticModel model, Reward reward)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(reward);
        if (reward.Impulses.Count == 0) return [];
        var events = model.Events.ToDictionary(e => e.Name, StringComparer.Ordinal);
        return [.. reward.Impulses.Select(i => (events[i.Event], i.Amount))];
    }

    // Halved, so that a long sum is no deep one.
    private static Expression Sum(List<Expression> terms, int first, int count) =>
        count == 1 ? terms[first] : Sum(terms, first, count / 2) + Sum(terms, first + (count / 2), count - (count / 2));

    private static bool HasValueEverywhere(Expression e) =>
        e is not (BinaryExpression { Operator: BinaryOperator.Divide } or CallExpression { Function: Function.Pow or Function.Mod or Function.Log }) && e.Parts.All(HasValueEverywhere);
}
