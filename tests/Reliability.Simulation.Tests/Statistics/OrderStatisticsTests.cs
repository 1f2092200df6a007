using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Statistics;

public sealed class OrderStatisticsTests
{
    // H. A. David and H. N. Nagaraja, "Order Statistics", section 7.1: for n = 10 the median lies between the 2nd and the 9th of them with 0.9785, and no closer pair has 0.95.
    [TestCase(10, 0.5, 2, 9)]
    [TestCase(5, 0.5, 0, 6)]
    [TestCase(6, 0.5, 1, 6)]
    public void Ranks_of_small_samples(int n, double p, int lower, int upper) => Assert.That(OrderStatistics.Ranks(n, p, 0.95, n), Is.EqualTo(((long)lower, (long)upper)));

    // Against sums of binomial probabilities: the tails are held, and the next rank inside would not hold them.
    [TestCase(50, 0.9)]
    [TestCase(1000, 0.5)]
    [TestCase(1000, 0.99)]
    [TestCase(20_000, 0.95)]
    public void Ranks_are_the_closest_that_hold_the_tails(int n, double p)
    {
        var log = 0.0;
        var pmf = new double[n + 1];
        for (var k = 0; k <= n; k++)
        {
            pmf[k] = Math.Exp(log + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p)));
            log += Math.Log((double)(n - k) / (k + 1));
        }

        var (l, u) = OrderStatistics.Ranks(n, p, 0.95, n);
        Assert.That(pmf.AsSpan(0, (int)l).ToArray().Sum(), Is.LessThanOrEqualTo(0.025 * (1 + 1e-9)));
        Assert.That(pmf.AsSpan(0, (int)l + 1).ToArray().Sum(), Is.GreaterThan(0.025));
        if (u > n)
        {
            Assert.That(pmf[n], Is.GreaterThan(0.025));
            return;
        }

        Assert.That(pmf.AsSpan((int)u).ToArray().Sum(), Is.LessThanOrEqualTo(0.025 * (1 + 1e-9)));
        Assert.That(pmf.AsSpan((int)u - 1).ToArray().Sum(), Is.GreaterThan(0.025));
    }

    // Exponential law, and one with an atom: 70 % of the values are zero. Of 1000 intervals with 95 % at least 93 % cover, except with probability 0.3 %.
    [TestCase(0.5, 0.0)]
    [TestCase(0.9, 0.0)]
    [TestCase(0.5, 0.7)]
    [TestCase(0.95, 0.7)]
    public void Quantiles_are_covered_as_often_as_stated(double p, double atom)
    {
        const int Trials = 1000, N = 200;
        var truth = p <= atom ? 0 : -Math.Log((1 - p) / (1 - atom));
        var stream = new StreamFactory(7).Stream(1, 0);
        var covered = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var values = new double[N];
            for (var i = 0; i < N; i++) values[i] = stream.NextDouble() < atom ? 0 : Variates.StandardExponential(ref stream);
            Array.Sort(values);
            if (OrderStatistics.Quantile(N, r => values[r - 1], p, 0.95, N).Contains(truth)) covered++;
        }

        TestContext.Out.WriteLine($"covered {(double)covered / Trials:P1}");
        Assert.That(covered, Is.GreaterThanOrEqualTo(930));
        if (atom == 0) Assert.That(covered, Is.LessThanOrEqualTo(975));
    }

    // Ten trials of a cluster that are all alike are worth one; independent ones are worth ten.
    [Test]
    public void Clusters_are_worth_what_they_vary()
    {
        var stream = new StreamFactory(7).Stream(2, 0);
        var (alike, alone) = (default(ClusteredShare), default(ClusteredShare));
        for (var i = 0; i < 4000; i++)
        {
            alike.Add(stream.NextDouble() < 0.3 ? 10 : 0);
            var count = 0;
            for (var k = 0; k < 10; k++) count += stream.NextDouble() < 0.3 ? 1 : 0;
            alone.Add(count);
        }

        Assert.That(alike.Independent(10), Is.EqualTo(4000).Within(1).Percent);
        Assert.That(alone.Independent(10), Is.InRange(37_000, 40_000));
        // One trial a cluster is the interval of Clopper and Pearson itself.
        var single = default(ClusteredShare);
        for (var i = 0; i < 500; i++) single.Add(i < 130 ? 1 : 0);
        var (found, exact) = (single.Interval(1, 0.95), BinomialInterval.ClopperPearson(130, 500, 0.95));
        Assert.That((found.Lower, found.Upper), Is.EqualTo((exact.Lower, exact.Upper)));
        var none = default(ClusteredShare);
        for (var i = 0; i < 500; i++) none.Add(0);
        Assert.That(none.Interval(10, 0.95).Upper, Is.EqualTo(1 - Math.Pow(0.05, 1.0 / 500)).Within(1e-12));
    }

    // Clusters of ten trials with a common chance that is drawn anew for each: 0.1 or 0.5, so 0.3 on the whole.
    [Test]
    public void Shares_of_clusters_are_covered_as_often_as_stated()
    {
        const int Trials = 1000;
        var stream = new StreamFactory(7).Stream(3, 0);
        var covered = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var share = default(ClusteredShare);
            for (var i = 0; i < 200; i++)
            {
                var chance = stream.NextDouble() < 0.5 ? 0.1 : 0.5;
                var count = 0;
                for (var k = 0; k < 10; k++) count += stream.NextDouble() < chance ? 1 : 0;
                share.Add(count);
            }

            if (share.Interval(10, 0.95).Contains(0.3)) covered++;
        }

        TestContext.Out.WriteLine($"covered {(double)covered / Trials:P1}");
        Assert.That(covered, Is.InRange(930, 980));
    }
}
