using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Statistics;

// Expected numbers were computed with 40 digits from the defining incomplete gamma and beta functions.
public sealed class BoundsTests
{
    [TestCase(1, 0.95, 0.05129329438755054, 4.743864518390578)]
    [TestCase(3, 0.975, 0.6186721228956013, 8.767273069742326)]
    [TestCase(10, 0.975, 4.795388696132434, 18.39035604201778)]
    [TestCase(100, 0.975, 81.36399125092314, 121.6267937924264)]
    [TestCase(10000, 0.975, 9804.952467260183, 10197.95162466147)]
    public void Poisson_bounds(long count, double confidence, double lower, double upper)
    {
        Assert.That(PoissonBound.Lower(count, 1, confidence), Is.EqualTo(lower).Within(1e-10).Percent);
        Assert.That(PoissonBound.Upper(count, 1, confidence), Is.EqualTo(upper).Within(1e-10).Percent);
        Assert.That(PoissonBound.Upper(count, 8760, confidence), Is.EqualTo(upper / 8760).Within(1e-10).Percent);
    }

    [TestCase(0.5)]
    [TestCase(0.95)]
    [TestCase(0.999999)]
    public void No_event_bounds_the_rate_by_the_logarithm(double confidence)
    {
        Assert.That(PoissonBound.Upper(0, 8760, confidence), Is.EqualTo(-Math.Log(1 - confidence) / 8760).Within(1e-12).Percent);
        Assert.That(PoissonBound.Lower(0, 8760, confidence), Is.Zero);
    }

    // The normal approximation of Wilson and Hilferty is good to 1e-4 standard deviations or so at such counts.
    [TestCase(1_000_000)]
    [TestCase(10_000_000)]
    public void Poisson_bounds_hold_for_many_events(long count)
    {
        static double WilsonHilferty(double n, double z) => n * Math.Pow(1 - 1 / (9 * n) + z / (3 * Math.Sqrt(n)), 3);
        var scale = Math.Sqrt(count);
        Assert.That((PoissonBound.Upper(count, 1, 0.975) - WilsonHilferty(count + 1, 1.959963984540054)) / scale, Is.Zero.Within(1e-3));
        Assert.That((PoissonBound.Lower(count, 1, 0.975) - WilsonHilferty(count, -1.959963984540054)) / scale, Is.Zero.Within(1e-3));
    }

    [TestCase(1, 10, 0.95, 0.002528578544461785, 0.4450161170281954)]
    [TestCase(9, 10, 0.95, 0.5549838829718046, 0.9974714214555382)]
    [TestCase(10, 100, 0.95, 0.04900468922148596, 0.1762225977400227)]
    [TestCase(50, 100, 0.999, 0.3355819371905232, 0.6644180628094768)]
    [TestCase(5, 1_000_000, 0.95, 1.62348831924117e-6, 1.166829317520882e-5)]
    [TestCase(100, 1_000_000_000, 0.95, 8.136399196839119e-8, 1.216267924772276e-7, 1e-6)]
    public void Clopper_and_Pearson(long outages, long trials, double confidence, double lower, double upper, double relative = 1e-8)
    {
        var interval = BinomialInterval.ClopperPearson(outages, trials, confidence);
        Assert.That(interval.Lower, Is.EqualTo(lower).Within(lower * relative));
        Assert.That(interval.Upper, Is.EqualTo(upper).Within(upper * relative));
        Assert.That(interval.Estimate, Is.EqualTo((double)outages / trials));
        Assert.That(interval.OutagesSeen, Is.EqualTo(outages));
        Assert.That(interval.Trust, Is.EqualTo(outages < 100 ? IntervalTrust.FewOutages : IntervalTrust.Trusted));
    }

    // The ends of Wilson are where |p - estimate| is z standard errors of a trial with probability p.
    [TestCase(1, 10)]
    [TestCase(10, 100)]
    [TestCase(3, 1_000_000_000)]
    [TestCase(10, 10)]
    public void Wilson_ends_solve_the_score_equation(long outages, long trials)
    {
        var interval = BinomialInterval.Wilson(outages, trials, 0.95);
        foreach (var end in (double[])[interval.Lower, interval.Upper])
        {
            var gap = Math.Abs(end - interval.Estimate);
            Assert.That(gap, Is.EqualTo(1.959963984540054 * Math.Sqrt(end * (1 - end) / trials)).Within(1e-15 + 1e-10 * gap));
        }

        Assert.That(interval.Contains(interval.Estimate), Is.True);
    }

    [Test]
    public void No_outage_gives_the_one_sided_bound()
    {
        foreach (var interval in (ConfidenceInterval[])
                 [BinomialInterval.ClopperPearson(0, 1000, 0.95), BinomialInterval.Wilson(0, 1000, 0.95)])
        {
            Assert.That(interval.Estimate, Is.Zero);
            Assert.That(interval.Lower, Is.Zero);
            Assert.That(interval.Upper, Is.EqualTo(1 - Math.Pow(0.05, 1.0 / 1000)).Within(1e-10).Percent);
            Assert.That(interval.Trust, Is.EqualTo(IntervalTrust.NoneSeen));
            Assert.That(interval.RelativeHalfWidth, Is.EqualTo(double.PositiveInfinity));
        }
    }

    [Test]
    public void All_trials_out_reach_up_to_one()
    {
        var interval = BinomialInterval.ClopperPearson(20, 20, 0.95);
        Assert.That(interval.Upper, Is.EqualTo(1));
        Assert.That(interval.Lower, Is.EqualTo(Math.Pow(0.025, 1.0 / 20)).Within(1e-10).Percent);
    }

    [TestCase(0, IntervalTrust.NoneSeen)]
    [TestCase(1, IntervalTrust.FewOutages)]
    [TestCase(99, IntervalTrust.FewOutages)]
    [TestCase(100, IntervalTrust.Trusted)]
    public void Trust_follows_the_number_of_outages(long outages, IntervalTrust trust) =>
        Assert.That(ConfidenceInterval.TrustOf(outages), Is.EqualTo(trust));

    [Test]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.That(static () => PoissonBound.Upper(-1, 1, 0.95), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(static () => PoissonBound.Upper(1, 0, 0.95), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(static () => PoissonBound.Upper(1, 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(static () => BinomialInterval.Wilson(2, 1, 0.95), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(static () => BinomialInterval.ClopperPearson(1, 2, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(static () => ConfidenceInterval.TrustOf(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
