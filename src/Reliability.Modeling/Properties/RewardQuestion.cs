namespace Reliability.Modeling.Properties;

/// <summary>What is asked of a reward.</summary>
public abstract record RewardQuestion
{
    private protected RewardQuestion()
    {
    }
}

/// <summary><c>C&lt;=t</c>: what is earned until a time.</summary>
/// <param name="Time">The time.</param>
public sealed record CumulativeReward(double Time) : RewardQuestion;

/// <summary><c>I=t</c>: what a state earns per unit of time, at a time.</summary>
/// <param name="Time">The time.</param>
public sealed record InstantaneousReward(double Time) : RewardQuestion;

/// <summary><c>F φ</c>: what is earned until a set of states is reached; infinite where it may never be reached.</summary>
/// <param name="Target">The set, a truth value.</param>
public sealed record ReachabilityReward(PropertyExpression Target) : RewardQuestion;

/// <summary><c>S</c>: what is earned per unit of time in the long run.</summary>
public sealed record LongRunReward : RewardQuestion;

/// <summary><c>C</c>: all that is ever earned; infinite where earning never ends.</summary>
public sealed record TotalReward : RewardQuestion;
