using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;

namespace Reliability.Benchmarks.Chains;

/// <summary>Questions by the names of labels and rewards.</summary>
internal static class ChainQuestion
{
    public static Func<StochasticModel, PropertyExpression> Share(string label) => m => new SteadyStateProperty(States(m, label), null);

    public static Func<StochasticModel, PropertyExpression> Mean(string reward) => m => new RewardProperty(Index(m, reward), new LongRunReward(), null);

    public static Func<StochasticModel, PropertyExpression> Until(string reward, string label) => m => new RewardProperty(Index(m, reward), new ReachabilityReward(States(m, label)), null);

    public static Func<StochasticModel, PropertyExpression> Total(string reward, double time) => m => new RewardProperty(Index(m, reward), new CumulativeReward(time), null);

    public static Func<StochasticModel, PropertyExpression> Within(string label, double time) => m => Reach(m, label, new TimeInterval(0, time));

    public static Func<StochasticModel, PropertyExpression> At(string label, double time) => m => Reach(m, label, new TimeInterval(time, time));

    private static ProbabilityProperty Reach(StochasticModel m, string label, TimeInterval interval) =>
        new(new UntilPath(new StatePath(new StateExpression(true)), new StatePath(States(m, label)), interval), null);

    private static StateExpression States(StochasticModel m, string label) => new(m.FindLabel(label)!.Predicate);

    private static int Index(StochasticModel m, string reward) => m.Rewards.Select((r, i) => (r.Name, i)).First(r => r.Name == reward).i;
}
