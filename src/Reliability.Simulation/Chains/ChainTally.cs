using System.Collections.Immutable;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Chains;

/// <summary>Adds up blocks of cycles in the order of their numbers. Not thread-safe.</summary>
internal sealed class ChainTally(ImmutableArray<string> rewardNames)
{
    private readonly RatioEstimator down = new();
    private readonly RatioEstimator frequency = new();
    private readonly RatioEstimator upTime = new();
    private readonly RatioEstimator downTime = new();
    private readonly RatioEstimator[] rewards = [.. rewardNames.Select(_ => new RatioEstimator())];

    public long Transitions { get; private set; }

    public double Hours { get; private set; }

    public long Outages { get; private set; }

    public void Add(CycleSums sums, ReadOnlySpan<double> earned)
    {
        down.Add(sums.DownHours, sums.Hours, sums.Outages);
        frequency.Add(sums.Outages, sums.Hours, sums.Outages);
        upTime.Add(sums.Hours - sums.DownHours, sums.Outages, sums.Outages);
        downTime.Add(sums.DownHours, sums.Outages, sums.Outages);
        for (var r = 0; r < rewards.Length; r++) rewards[r].Add(earned[r], sums.Hours, sums.Transitions);
        Transitions += sums.Transitions;
        Hours += sums.Hours;
        Outages += sums.Outages;
    }

    public void Merge(ChainTally other)
    {
        down.Merge(other.down);
        frequency.Merge(other.frequency);
        upTime.Merge(other.upTime);
        downTime.Merge(other.downTime);
        for (var r = 0; r < rewards.Length; r++) rewards[r].Merge(other.rewards[r]);
        Transitions += other.Transitions;
        Hours += other.Hours;
        Outages += other.Outages;
    }

    // An outage not seen is guessed to fill a whole sample of cycles, as that of the event simulator fills its window.
    public ConfidenceInterval Unavailability(double confidence) => LogInterval.Of(down, confidence, Hours / Math.Max(1, down.Count));

    public ChainResult Result(double confidence) => new()
    {
        Transitions = Transitions,
        SimulatedHours = Hours,
        Outages = Outages,
        Unavailability = Unavailability(confidence),
        InterruptionFrequency = LogInterval.Of(frequency, confidence, 1),
        MeanUpTime = Outages > 0 ? LogInterval.Of(upTime, confidence, 1) : null,
        MeanDownTime = Outages > 0 ? LogInterval.Of(downTime, confidence, 1) : null,
        Rewards = [.. rewards.Select((r, i) => new RewardRate(rewardNames[i], r.Interval(confidence, double.PositiveInfinity)))],
    };
}
