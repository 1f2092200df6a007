using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Statistics;

public sealed class SumsAndMomentsTests
{
    [Test]
    public void Compensated_sum_keeps_what_plain_addition_loses()
    {
        var sum = default(CompensatedSum);
        foreach (var term in (double[])[1, 1e100, 1, -1e100])
            sum.Add(term);
        Assert.That(sum.Value, Is.EqualTo(2));
    }

    [Test]
    public void Compensated_sum_of_ten_million_tenths_is_exact()
    {
        var (left, right) = (default(CompensatedSum), default(CompensatedSum));
        for (var i = 0; i < 5_000_000; i++)
        {
            left.Add(0.1);
            right.Add(0.1);
        }

        left.Add(right);
        Assert.That(left.Value, Is.EqualTo(1e6));
    }

    [Test]
    public void Compensated_sum_of_infinity_is_infinity()
    {
        var sum = default(CompensatedSum);
        Assert.That(sum.Value, Is.Zero);
        sum.Add(1);
        sum.Add(double.PositiveInfinity);
        sum.Add(1);
        Assert.That(sum.Value, Is.EqualTo(double.PositiveInfinity));
    }

    // The certified values of the set NumAcc4 of NIST StRD: 1001 values 10000000.2 and, in turn, 10000000.1 and 10000000.3 a thousand
    // times: mean 10000000.2, standard deviation 0.1.
    [Test]
    public void Moments_of_a_hard_sample()
    {
        var moments = default(RunningMoments);
        moments.Add(10000000.2);
        for (var i = 0; i < 1000; i++)
            moments.Add(i % 2 == 0 ? 10000000.1 : 10000000.3);
        Assert.That(moments.Count, Is.EqualTo(1001));
        Assert.That(moments.Mean, Is.EqualTo(10000000.2).Within(1e-8));
        Assert.That(moments.StandardDeviation, Is.EqualTo(0.1).Within(1e-8));
        Assert.That(moments.Minimum, Is.EqualTo(10000000.1));
        Assert.That(moments.Maximum, Is.EqualTo(10000000.3));
        Assert.That(moments.StandardError, Is.EqualTo(moments.StandardDeviation / Math.Sqrt(1001)).Within(1e-15));
    }

    [Test]
    public void Merging_in_any_order_gives_the_whole_up_to_rounding()
    {
        var stream = new StreamFactory(1).Stream(0, 0);
        var whole = default(RunningMoments);
        var parts = new RunningMoments[10];
        for (var i = 0; i < 10_000; i++)
        {
            var value = Variates.LogNormal(ref stream, 2, 1);
            whole.Add(value);
            parts[(int)(Math.Sqrt(i) / 10)].Add(value);
        }

        var (forward, backward) = (default(RunningMoments), default(RunningMoments));
        for (var i = 0; i < parts.Length; i++)
        {
            forward.Merge(parts[i]);
            backward.Merge(parts[^(i + 1)]);
        }

        backward.Merge(default);
        foreach (var merged in (RunningMoments[])[forward, backward])
        {
            Assert.That(merged.Count, Is.EqualTo(whole.Count));
            Assert.That(merged.Mean, Is.EqualTo(whole.Mean).Within(1e-11).Percent);
            Assert.That(merged.Variance, Is.EqualTo(whole.Variance).Within(1e-11).Percent);
            Assert.That(merged.Minimum, Is.EqualTo(whole.Minimum));
            Assert.That(merged.Maximum, Is.EqualTo(whole.Maximum));
        }
    }

    [Test]
    public void Empty_and_single_samples_have_no_variance()
    {
        var moments = default(RunningMoments);
        Assert.That(moments.Mean, Is.NaN);
        Assert.That(moments.Minimum, Is.NaN);
        moments.Add(-3);
        Assert.That(moments.Mean, Is.EqualTo(-3));
        Assert.That(moments.Maximum, Is.EqualTo(-3));
        Assert.That(moments.Variance, Is.NaN);
        Assert.That(moments.StandardError, Is.NaN);
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Values_that_are_not_finite_are_refused(double value) => Assert.That(
        () =>
        {
            var moments = default(RunningMoments);
            moments.Add(value);
        },
        Throws.InstanceOf<ArgumentOutOfRangeException>());
}
