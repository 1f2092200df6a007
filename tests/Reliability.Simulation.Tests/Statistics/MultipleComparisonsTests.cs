using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Statistics;

public sealed class MultipleComparisonsTests
{
    // Two-sided normal quantiles, computed with 40 digits from the complementary error function.
    [TestCase(0.9, 0.125661346855074006)]
    [TestCase(0.5, 0.674489750196081743)]
    [TestCase(0.05, 1.95996398454005421)]
    [TestCase(0.01, 2.57582930354890075)]
    [TestCase(1e-3, 3.29052673149189479)]
    [TestCase(1e-6, 4.8916384756985904)]
    [TestCase(1e-9, 6.10941020486939713)]
    [TestCase(1e-12, 7.13050684817132446)]
    [TestCase(1e-15, 8.02685888253454088)]
    [TestCase(1e-18, 8.83510978817539578)]
    [TestCase(1e-100, 21.3059400693515274)]
    [TestCase(1e-300, 37.0657878807721304)]
    public void Critical_value_of_one_comparison_is_the_normal_quantile(double alarm, double z)
    {
        foreach (var correction in Enum.GetValues<MultiplicityCorrection>())
            Assert.That(MultipleComparisons.CriticalValue(1, alarm, correction), Is.EqualTo(z).Within(z * 1e-13));
    }

    [TestCase(1000, 1e-12)]
    [TestCase(7, 0.3)]
    public void Shares_of_the_alarm_add_up(int comparisons, double alarm)
    {
        var sidak = MultipleComparisons.AlarmEach(comparisons, alarm);
        var bonferroni = MultipleComparisons.AlarmEach(comparisons, alarm, MultiplicityCorrection.Bonferroni);
        Assert.That(comparisons * bonferroni, Is.EqualTo(alarm).Within(1e-12).Percent);
        Assert.That(sidak, Is.GreaterThanOrEqualTo(bonferroni * (1 - 1e-15)));
        if (alarm > 0.1)
            Assert.That(1 - Math.Pow(1 - sidak, comparisons), Is.EqualTo(alarm).Within(1e-12));
        else
            Assert.That(sidak, Is.EqualTo(bonferroni).Within(1e-9).Percent);
    }

    [Test]
    public void Bonferroni_of_a_thousand_is_the_quantile_of_a_thousandth() => Assert.That(
        MultipleComparisons.CriticalValue(1000, 1e-6, MultiplicityCorrection.Bonferroni),
        Is.EqualTo(6.10941020486939713).Within(1e-12));

    [Test]
    public void Scores_are_judged_against_their_family()
    {
        double[] scores = [0.3, -3.1, 2.2, 3.0];
        var calm = MultipleComparisons.Judge(scores, 0.001);
        Assert.That(calm.Agrees, Is.True);
        Assert.That(calm.LargestIndex, Is.EqualTo(1));
        Assert.That(calm.LargestScore, Is.EqualTo(-3.1));
        var strict = MultipleComparisons.Judge(scores, 0.02);
        Assert.That(strict.CriticalValue, Is.InRange(2.8, 2.9));
        Assert.That(strict.Alarms, Is.EqualTo(2));
        Assert.That(strict.Agrees, Is.False);
    }

    [Test]
    public void Score_that_is_not_a_number_is_an_alarm()
    {
        var verdict = MultipleComparisons.Judge([0.1, double.NaN, 9], 0.01);
        Assert.That(verdict.Alarms, Is.EqualTo(2));
        Assert.That(verdict.LargestIndex, Is.EqualTo(1));
    }

    [Test]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.That(static () => MultipleComparisons.CriticalValue(0, 0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(static () => MultipleComparisons.CriticalValue(1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(static () => MultipleComparisons.CriticalValue(1, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(
            static () => MultipleComparisons.CriticalValue(1, 0.1, (MultiplicityCorrection)7),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(static () => MultipleComparisons.Judge([], 0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
