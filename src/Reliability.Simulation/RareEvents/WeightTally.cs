using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.RareEvents;

/// <summary>What weighted samples add up to: of one block while it is played, or of all blocks in order. Not thread-safe.</summary>
internal sealed class WeightTally(int kept)
{
    private readonly double[] largest = new double[kept];
    private RunningMoments scores;
    private RunningMoments weights;

    public long Hits { get; private set; }

    public long Steps { get; private set; }

    /// <summary>True when a sample came to a state that nothing leaves.</summary>
    public bool Ended { get; private set; }

    public long Count => scores.Count;

    public double Mean => Count > 0 ? scores.Mean : 0;

    public double Variance => scores.Variance;

    /// <summary>
    /// The standard error, not below one part in the number of samples: that is what a way costs that is as likely as to be missed once by so many samples and brings
    /// as much as the average. Where all scores are nearly alike, the sample alone would claim more than it can know.
    /// </summary>
    public double StandardError => Math.Max(scores.StandardError, Mean / Count);

    public double MeanWeight => weights.Mean;

    public double MeanWeightError => weights.StandardError;

    /// <summary>Square of the sum of scores over the sum of squares: of how many equal scores the estimate is worth. 0 without hits.</summary>
    public double EffectiveSampleSize
    {
        get
        {
            if (!(Mean > 0) || Count < 2) return Count == 1 && Mean > 0 ? 1 : 0;
            var relative = scores.Variance / Mean / Mean * (Count - 1) / Count;
            return Count / (1 + relative);
        }
    }

    /// <summary>The share of the largest score in the sum of all. 0 without hits.</summary>
    public double LargestShare => Mean > 0 ? scores.Maximum / Mean / Count : 0;

    public void Add(Sample sample)
    {
        Steps += sample.Steps;
        Ended |= sample.Ended;
        scores.Add(sample.Score);
        weights.Add(sample.Weight);
        if (!(sample.Score > 0)) return;
        Hits++;
        Keep(sample.Score);
    }

    public void Merge(WeightTally other)
    {
        scores.Merge(other.scores);
        weights.Merge(other.weights);
        (Hits, Steps, Ended) = (Hits + other.Hits, Steps + other.Steps, Ended || other.Ended);
        foreach (var score in other.largest)
        {
            if (score > 0) Keep(score);
        }
    }

    /// <summary>
    /// The tail index of the scores by their largest ones: below 2 the variance is infinite. Not a number where there are too few. Source: B. M. Hill, Annals of
    /// Statistics 3 (1975) 1163.
    /// </summary>
    public double TailIndex => Hill(largest.OrderDescending().ToArray(), TailOrder);

    /// <summary>
    /// Whether the tail index is below 2 by more than chance explains, and stays there farther out: weights of a few sizes that lie far apart look heavy in places
    /// but end, those of infinite variance never do.
    /// </summary>
    public bool IsHeavy
    {
        get
        {
            var sorted = largest.OrderDescending().ToArray();
            for (var order = TailOrder; order > TailOrder / 5; order /= 2)
            {
                var index = Hill(sorted, order);
                if (!(index * (1 + (2 / Math.Sqrt(order))) < 2)) return false;
            }

            return TailOrder > 0;
        }
    }

    private int TailOrder => (int)Math.Min(kept - 1, Hits / 20);

    private static double Hill(double[] sorted, int order)
    {
        if (order < 20) return double.NaN;
        var sum = 0.0;
        for (var i = 0; i < order; i++) sum += Math.Log(sorted[i] / sorted[order]);
        return order / sum;
    }

    // A heap with the least of the kept ones on top.
    private void Keep(double score)
    {
        if (!(score > largest[0])) return;
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= largest.Length) break;
            if (child + 1 < largest.Length && largest[child + 1] < largest[child]) child++;
            if (largest[child] >= score) break;
            largest[at] = largest[child];
            at = child;
        }

        largest[at] = score;
    }
}
