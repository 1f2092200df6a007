using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Statistics;

public sealed class EstimatorsTests
{
    // Quantiles of Student t, computed with 40 digits; read off an interval around a sample with known standard error.
    [TestCase(2, 0.95, 12.706204736174704)]
    [TestCase(3, 0.95, 4.3026527297494637)]
    [TestCase(11, 0.99, 3.1692726726169512)]
    [TestCase(31, 0.95, 2.0422724563012383)]
    [TestCase(200, 0.95, 1.9719565442517538)]
    [TestCase(100_000, 0.95, 1.9599877077718448)]
    [TestCase(100_002, 0.95, 1.9599877072973792)]
    [TestCase(1_000_001, 0.95, 1.959966356814107)]
    [TestCase(100_000, 1 - 1e-9, 6.1099956151080504)]
    [TestCase(100_002, 1 - 1e-9, 6.1099956033989996)]
    public void Interval_of_a_mean_reaches_as_far_as_Student_says(int count, double confidence, double t)
    {
        var moments = default(RunningMoments);
        for (var i = 0; i < count; i++)
            moments.Add(i % 2 == 0 ? 1000 : 1001);
        var interval = MeanEstimator.Interval(moments, confidence, 100, 1);
        Assert.That(interval.Estimate, Is.EqualTo(moments.Mean));
        Assert.That(interval.HalfWidth / moments.StandardError, Is.EqualTo(t).Within(confidence > 0.999 ? 1e-7 : 1e-9));
        Assert.That(interval.Trust, Is.EqualTo(IntervalTrust.Trusted));
        Assert.That(interval.SampleCount, Is.EqualTo(count));
    }

    [Test]
    public void Ratio_and_its_error_by_hand()
    {
        // x: 1 2 3, y: 2 2 5. Means 2 and 3, variances 1 and 3, covariance 1.5, ratio 2/3: 1 - 2 + 4/3 = 1/3, over 3, root, over 3.
        var ratio = new RatioEstimator();
        ratio.Add(1, 2, 1);
        ratio.Add(2, 2, 1);
        ratio.Add(3, 5, 1);
        Assert.That(ratio.Estimate, Is.EqualTo(2.0 / 3).Within(1e-15));
        Assert.That(ratio.Covariance, Is.EqualTo(1.5).Within(1e-14));
        Assert.That(ratio.StandardError, Is.EqualTo(1.0 / 9).Within(1e-14));
        var interval = ratio.Interval(0.95, 1);
        Assert.That(interval.HalfWidth, Is.EqualTo(4.3026527297494637 / 9).Within(1e-12));
        Assert.That(interval.Trust, Is.EqualTo(IntervalTrust.FewOutages));
        Assert.That(interval.OutagesSeen, Is.EqualTo(3));
    }

    [Test]
    public void Proportional_pairs_have_no_error()
    {
        var ratio = new RatioEstimator();
        for (var i = 1; i < 50; i++)
            ratio.Add(0.1 * i, 0.7 * i, 10);
        Assert.That(ratio.Estimate, Is.EqualTo(1.0 / 7).Within(1e-15));
        Assert.That(ratio.StandardError, Is.LessThan(1e-9));
    }

    [Test]
    public void Merged_parts_give_the_whole()
    {
        var stream = new StreamFactory(8).Stream(0, 0);
        var whole = new RatioEstimator();
        RatioEstimator[] parts = [new(), new(), new(), new()];
        for (var i = 0; i < 3000; i++)
        {
            var y = 5 + Variates.StandardExponential(ref stream);
            var x = 0.2 * y * stream.NextDouble();
            whole.Add(x, y, i % 3);
            parts[i / 1000].Add(x, y, i % 3);
        }

        var merged = new RatioEstimator();
        foreach (var part in parts)
            merged.Merge(part);
        Assert.That(merged.Count, Is.EqualTo(whole.Count));
        Assert.That(merged.OutagesSeen, Is.EqualTo(whole.OutagesSeen));
        Assert.That(merged.Estimate, Is.EqualTo(whole.Estimate).Within(1e-12).Percent);
        Assert.That(merged.Covariance, Is.EqualTo(whole.Covariance).Within(1e-10).Percent);
        Assert.That(merged.StandardError, Is.EqualTo(whole.StandardError).Within(1e-10).Percent);
        Assert.That(merged.Numerator.Maximum, Is.EqualTo(whole.Numerator.Maximum));
        Assert.That(merged.Denominator.Mean, Is.EqualTo(whole.Denominator.Mean).Within(1e-12).Percent);
    }

    [Test]
    public void No_outage_gives_the_exact_upper_bound()
    {
        var ratio = new RatioEstimator();
        var moments = default(RunningMoments);
        for (var i = 0; i < 20; i++)
        {
            ratio.Add(0, 8760, 0);
            moments.Add(0);
        }

        var hours = ratio.Interval(0.95, 4);
        Assert.That(hours.Estimate, Is.Zero);
        Assert.That(hours.Lower, Is.Zero);
        Assert.That(hours.Upper, Is.EqualTo(4 * 2.995732273553991 / (20 * 8760)).Within(1e-10).Percent);
        Assert.That(hours.Trust, Is.EqualTo(IntervalTrust.NoneSeen));
        var each = MeanEstimator.Interval(moments, 0.95, 0, 1);
        Assert.That(each.Upper, Is.EqualTo(2.995732273553991 / 20).Within(1e-10).Percent);
        Assert.That(each.Trust, Is.EqualTo(IntervalTrust.NoneSeen));
        Assert.That(ratio.Interval(0.95, double.PositiveInfinity).Upper, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Hours_without_an_outage_of_their_own_are_never_trusted()
    {
        var ratio = new RatioEstimator();
        ratio.Add(1, 10, 0);
        ratio.Add(0, 10, 0);
        Assert.That(ratio.Interval(0.95, 1).Trust, Is.EqualTo(IntervalTrust.FewOutages));
    }

    [Test]
    public void Lower_end_stops_at_zero_unless_values_were_negative()
    {
        var (positive, mixed) = (default(RunningMoments), default(RunningMoments));
        foreach (var value in (double[])[0, 0, 9])
        {
            positive.Add(value);
            mixed.Add(value - 1);
        }

        Assert.That(MeanEstimator.Interval(positive, 0.95, 1, 1).Lower, Is.Zero);
        Assert.That(MeanEstimator.Interval(mixed, 0.95, 1, 1).Lower, Is.Negative);
    }

    [Test]
    public void Too_little_to_go_on_is_refused()
    {
        var ratio = new RatioEstimator();
        Assert.That(() => ratio.Interval(0.95, 1), Throws.InvalidOperationException);
        Assert.That(() => ratio.Add(double.NaN, 1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ratio.Add(1, -1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ratio.Add(1, 1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(ratio.Count, Is.Zero);
        ratio.Add(1, 1, 1);
        Assert.That(() => ratio.Interval(0.95, 1), Throws.InvalidOperationException);
        Assert.That(() => ratio.Interval(0.95, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => MeanEstimator.Interval(default, 0.95, 0, 1), Throws.InvalidOperationException);
    }
}
