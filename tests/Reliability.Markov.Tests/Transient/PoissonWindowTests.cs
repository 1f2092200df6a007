using Reliability.Markov.Solvers.Transient;

namespace Reliability.Markov.Tests.Transient;

/// <summary>Poisson weights against exact ratios and sums, at means from 1e-300 to 1e12.</summary>
public sealed class PoissonWindowTests
{
    private static readonly double Tail = Math.Log(1e-20);

    [TestCase(1e-300)]
    [TestCase(1e-9)]
    [TestCase(0.1)]
    [TestCase(15.5)]
    [TestCase(16.5)]
    [TestCase(745)]
    [TestCase(1e5)]
    [TestCase(123456789.25)]
    [TestCase(1e12)]
    public void Weights_SumToOne_WithTheRightMean(double mean)
    {
        var window = PoissonWindow.Create(mean, Tail);
        var (sum, lost, moment) = (0.0, 0.0, 0.0);
        for (var i = 0; i < window.Weights.Length; i++)
        {
            var next = sum + window.Weights[i];
            lost += sum >= window.Weights[i] ? sum - next + window.Weights[i] : window.Weights[i] - next + sum;
            sum = next;
            moment += window.Weights[i] * (window.First + i - mean);
        }

        Assert.Multiple(() =>
        {
            Assert.That(sum + lost, Is.EqualTo(1).Within(3e-15));
            // E(N - mean) = 0 beside a standard deviation of sqrt(mean)
            Assert.That(moment / Math.Sqrt(mean), Is.EqualTo(0).Within(1e-13));
        });
    }

    // e^{-20} 20^k / k!, by products from zero.
    [Test]
    public void Weights_AtASmallMean_AreTheProducts()
    {
        var window = PoissonWindow.Create(20, Math.Log(1e-60));
        var exact = Math.Exp(-20);
        for (var k = 0; k <= window.Last; k++)
        {
            if (k >= window.First) Assert.That(window.Weights[k - window.First], Is.EqualTo(exact).Within(2e-14 * exact), $"k = {k}");
            exact *= 20.0 / (k + 1);
        }

        Assert.That(window.First, Is.Zero);
    }

    // P(N = 10000) for the mean 10000: by 30 digits of e^{-λ} λ^k / k!.
    [Test]
    public void Weights_AtTheMode_AreThePublishedFormula()
    {
        var window = PoissonWindow.Create(10_000, Tail);
        Assert.That(window.Weights[10_000 - window.First], Is.EqualTo(0.003989389558962825648672).Within(4e-15 * 0.003989389558962825648672));
    }

    [TestCase(1000.0, -1e3)]
    [TestCase(1e6, -600.0)]
    public void TailsBeyondTheRangeOfNumbers_AreCut(double mean, double logTail)
    {
        var (first, last) = PoissonWindow.Range(mean, logTail);
        double Deviance(double k) => (k * Math.Log(k / mean)) + mean - k;
        Assert.Multiple(() =>
        {
            Assert.That(Deviance(last + 1), Is.GreaterThanOrEqualTo(-logTail * (1 - 1e-9)));
            Assert.That(Deviance(last), Is.LessThan(-logTail * (1 + 1e-9)));
            if (first > 0) Assert.That(Deviance(first - 1), Is.GreaterThanOrEqualTo(-logTail * (1 - 1e-9)));
        });
    }

    [Test]
    public void BadMeans_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => PoissonWindow.Create(-1, Tail), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => PoissonWindow.Create(double.NaN, Tail), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => PoissonWindow.Create(1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }
}
