using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Statistics;

public sealed class BatchRulesTests
{
    // Ten values far off, then noise: the first ten go, and not much more.
    [Test]
    public void Warm_up_is_found()
    {
        var stream = new StreamFactory(3).Stream(1, 0);
        var values = new double[1000];
        for (var i = 0; i < values.Length; i++) values[i] = stream.NextDouble() + (i < 10 ? 50 : 0);
        Assert.That(WarmUpRule.Mser5(values), Is.InRange(10, 50));
    }

    // The statistic by its definition, for every truncation: sum of squares about the mean of the tail, over its length squared.
    [Test]
    public void Warm_up_is_the_least_of_the_statistic()
    {
        var stream = new StreamFactory(3).Stream(2, 0);
        var values = new double[400];
        for (var i = 0; i < values.Length; i++) values[i] = stream.NextDouble() + (3 * Math.Exp(-i / 25.0));
        var means = values.Chunk(5).Select(c => c.Average()).ToArray();
        double Statistic(int d)
        {
            var tail = means[d..];
            var mean = tail.Average();
            return tail.Sum(x => (x - mean) * (x - mean)) / tail.Length / tail.Length;
        }

        Assert.That(WarmUpRule.Mser5(values), Is.EqualTo(5 * Enumerable.Range(0, 41).MinBy(Statistic)));
    }

    [Test]
    public void Run_that_is_still_warming_up_is_told()
    {
        Assert.That(WarmUpRule.Mser5([.. Enumerable.Range(0, 200).Select(i => (double)i)]), Is.Null);
        Assert.That(WarmUpRule.Mser5([.. Enumerable.Repeat(2.0, 200)]), Is.Zero);
        Assert.That(WarmUpRule.Mser5([1, 2, 3]), Is.Null);
    }

    // Independent values are called dependent one time in ten; an autoregression with correlation 0.5 practically always.
    [Test]
    public void Dependence_is_seen_and_only_it()
    {
        const int Trials = 2000, N = 64;
        var stream = new StreamFactory(3).Stream(3, 0);
        var (alarms, caught) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var (alone, joined) = (new double[N], new double[N]);
            for (var i = 0; i < N; i++)
            {
                alone[i] = Variates.StandardNormal(ref stream);
                joined[i] = (i == 0 ? 0 : 0.5 * joined[i - 1]) + Variates.StandardNormal(ref stream);
            }

            if (SerialCorrelation.IsPositive(alone)) alarms++;
            if (SerialCorrelation.IsPositive(joined)) caught++;
        }

        // Five standard errors of 0.0067.
        Assert.That((double)alarms / Trials, Is.InRange(0.066, 0.134));
        Assert.That((double)caught / Trials, Is.GreaterThan(0.98));
        Assert.That(SerialCorrelation.IsPositive([1, 1, 1, 1]), Is.False);
    }
}
