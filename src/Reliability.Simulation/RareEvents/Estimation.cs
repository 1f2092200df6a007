using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>Makes one sample.</summary>
internal delegate Sample SampleOf<TWalk>(ref TWalk walk, ref Xoshiro256PlusPlus stream);

/// <summary>When an estimate is finished.</summary>
/// <param name="RelativeError">The relative standard error to reach.</param>
/// <param name="Hits">How many hits there must be before that is believed.</param>
/// <param name="Transitions">After how many jumps to stop in any case.</param>
/// <param name="Samples">How many samples there must be.</param>
/// <param name="Once">True for one block, whatever it finds.</param>
/// <param name="GivesUp">True to stop as soon as the weights look heavy.</param>
internal readonly record struct StopRule(double RelativeError, int Hits, long Transitions, long Samples, bool Once = false, bool GivesUp = false)
{
    private const int HitsToJudge = 10_000;

    public bool Stops(WeightTally tally) =>
        tally.Ended || tally.Steps >= Transitions || Once || IsPrecise(tally) || (GivesUp && tally.Hits >= HitsToJudge && tally.IsHeavy);

    public bool IsPrecise(WeightTally tally) => tally.Count >= Samples && tally.Hits >= Hits && tally.EffectiveSampleSize >= Hits / 3.0 && tally.StandardError <= RelativeError * tally.Mean;
}

/// <summary>Plays samples in numbered blocks until a rule is satisfied; the rule is asked after each block, in order.</summary>
internal sealed class Estimation(StreamFactory streams, int threads, IProgress<double>? progress, CancellationToken cancellation)
{
    private const int MostLarge = 256;

    /// <summary>Plays.</summary>
    /// <param name="walks">Makes a walk for each thread.</param>
    /// <param name="sample">Makes a sample with it.</param>
    /// <param name="purpose">Which streams; block b takes stream (purpose, b).</param>
    /// <param name="blockSize">Samples in a block.</param>
    /// <param name="rule">When to stop.</param>
    public WeightTally Run<TWalk>(Func<TWalk> walks, SampleOf<TWalk> sample, ulong purpose, int blockSize, StopRule rule)
    {
        var mine = new TWalk?[threads];
        var made = new bool[threads];
        var total = new WeightTally(MostLarge);
        BlockRounds.Run(
            threads,
            (block, thread) =>
            {
                if (!made[thread]) (mine[thread], made[thread]) = (walks(), true);
                var walk = mine[thread]!;
                var part = new WeightTally(Math.Min(MostLarge / 4, blockSize));
                var stream = streams.Stream(purpose, (ulong)block);
                for (var i = 0; i < blockSize; i++)
                {
                    // A biased law may drift so far that a few samples take the whole budget.
                    if (part.Steps >= rule.Transitions || ((i & 0xF) == 0 && cancellation.IsCancellationRequested)) break;
                    part.Add(sample(ref walk, ref stream));
                }

                return part;
            },
            part =>
            {
                total.Merge(part);
                if (total.Mean > 0) progress?.Report(Math.Min(1, Math.Max(Math.Pow(rule.RelativeError * total.Mean / total.StandardError, 2), (double)total.Steps / rule.Transitions)));
                return rule.Stops(total);
            },
            cancellation);
        return total;
    }
}
