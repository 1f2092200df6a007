using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Random;

// Each distribution against its exact distribution function (Kolmogorov-Smirnov, false alarm 1e-6) and its exact mean and variance
// (four standard errors, false alarm 6e-5 each); the seed is fixed.
public sealed class VariatesTests
{
    private const int Draws = 400_000;

    private static IEnumerable<TestCaseData> Distributions()
    {
        yield return Case("exponential", static (ref s) => Variates.Exponential(ref s, 250), static x => 1 - Math.Exp(-x / 250),
            250, 250 * 250, 6);
        yield return Case("normal", static (ref s) => Variates.StandardNormal(ref s), GoodnessOfFit.NormalCdf, 0, 1, 0);
        foreach (var shape in (double[])[0.3, 1, 1.5, 4, 200])
        {
            yield return Case($"gamma {shape}", (ref s) => Variates.Gamma(ref s, shape, 3),
                x => SpecialFunctions.GammaLowerRegularized(shape, x / 3), shape * 3, shape * 9, 6 / shape);
        }

        foreach (var shape in (double[])[0.7, 1, 2.5])
        {
            var m = new double[5];
            for (var k = 1; k <= 4; k++)
                m[k] = SpecialFunctions.Gamma(1 + k / shape);
            var variance = m[2] - m[1] * m[1];
            var fourth = m[4] - 4 * m[1] * m[3] + 6 * m[1] * m[1] * m[2] - 3 * Math.Pow(m[1], 4);
            yield return Case($"weibull {shape}", (ref s) => Variates.Weibull(ref s, shape, 10),
                x => 1 - Math.Exp(-Math.Pow(x / 10, shape)), 10 * m[1], 100 * variance, fourth / (variance * variance) - 3);
        }

        var w = Math.Exp(0.25);
        yield return Case("log-normal", static (ref s) => Variates.LogNormal(ref s, 1, 0.5),
            static x => GoodnessOfFit.NormalCdf((Math.Log(x) - 1) / 0.5), Math.Exp(1.125), (w - 1) * Math.Exp(2.25),
            Math.Pow(w, 4) + 2 * Math.Pow(w, 3) + 3 * w * w - 6);
        foreach (var stages in (int[])[1, 3, 8, 9, 40])
        {
            yield return Case($"erlang {stages}", (ref s) => Variates.Erlang(ref s, stages, 12),
                x => SpecialFunctions.GammaLowerRegularized(stages, x * stages / 12), 12, 144.0 / stages, 6.0 / stages);
        }

        yield return Case("uniform", static (ref s) => Variates.Uniform(ref s, -2, 6), static x => (x + 2) / 8, 2, 64 / 12.0, -1.2);
        foreach (var mode in (double[])[1, 2, 5])
        {
            yield return Case($"triangular {mode}", (ref s) => Variates.Triangular(ref s, 1, mode, 5), x => Triangular.CDF(1, 5, mode, x),
                (6 + mode) / 3, (1 + 25 + mode * mode - 5 - mode - 5 * mode) / 18, -0.6);
        }
    }

    [TestCaseSource(nameof(Distributions))]
    public void Follows_its_distribution(Sampler sampler, Func<double, double> cdf, double mean, double variance, double excess)
    {
        var sample = GoodnessOfFit.Draw(sampler, Draws, 77);
        var moments = default(RunningMoments);
        foreach (var value in sample)
            moments.Add(value);
        Assert.That(GoodnessOfFit.KolmogorovSmirnov(sample, cdf), Is.LessThan(GoodnessOfFit.KolmogorovCritical));
        Assert.That((moments.Mean - mean) / Math.Sqrt(variance / Draws), Is.EqualTo(0).Within(4), "mean");
        Assert.That((moments.Variance / variance - 1) / Math.Sqrt((excess + 2) / Draws), Is.EqualTo(0).Within(4), "variance");
    }

    // 1024 cells of equal probability over 20 million numbers show any layer, wedge or seam that is off by about one in a thousand.
    [TestCase(true)]
    [TestCase(false)]
    public void Ziggurat_fills_equal_cells_equally(bool exponential)
    {
        const int draws = 20_000_000;
        const int cells = 1024;
        var edges = new double[cells - 1];
        for (var i = 1; i < cells; i++)
            edges[i - 1] = exponential ? -SpecialFunctions.Log1p(-(double)i / cells) : Normal.InvCDF(0, 1, (double)i / cells);
        var stream = new StreamFactory(1).Stream(exponential ? 1UL : 2UL, 0);
        var counts = new long[cells];
        for (var i = 0; i < draws; i++)
        {
            var x = exponential ? Variates.StandardExponential(ref stream) : Variates.StandardNormal(ref stream);
            var at = Array.BinarySearch(edges, x);
            counts[at < 0 ? ~at : at]++;
        }

        Assert.That(GoodnessOfFit.ChiSquaredTail(counts, (double)draws / cells, cells - 1), Is.InRange(1e-6, 1 - 1e-6));
    }

    // 2e8 numbers; beyond 20, 0.4 are expected and seven or more have probability 2e-7. The others within five standard errors (6e-7).
    [Test]
    public void Exponential_tail_is_right_far_out()
    {
        const int draws = 200_000_000;
        double[] limits = [5, 7.69711747013105, 9, 10, 12, 15];
        var beyond = new long[limits.Length];
        var beyond20 = 0;
        var stream = new StreamFactory(3).Stream(0, 0);
        for (var i = 0; i < draws; i++)
        {
            var x = Variates.StandardExponential(ref stream);
            if (x <= limits[0])
                continue;
            for (var j = 0; j < limits.Length && x > limits[j]; j++)
                beyond[j]++;
            if (x > 20)
                beyond20++;
        }

        for (var j = 0; j < limits.Length; j++)
        {
            var expected = draws * Math.Exp(-limits[j]);
            Assert.That((beyond[j] - expected) / Math.Sqrt(expected), Is.EqualTo(0).Within(5), $"beyond {limits[j]}");
        }

        Assert.That(beyond20, Is.LessThan(7));
    }

    // Beyond 4 standard deviations, inside the tail that begins at 3.654: 1267 of 2e7 on each side are half of 6.334e-5.
    [Test]
    public void Normal_tail_is_right_on_both_sides()
    {
        const int draws = 20_000_000;
        var expected = draws * SpecialFunctions.Erfc(4 / Math.Sqrt(2)) / 2;
        var (left, right) = (0, 0);
        var stream = new StreamFactory(4).Stream(0, 0);
        for (var i = 0; i < draws; i++)
        {
            var x = Variates.StandardNormal(ref stream);
            left += x < -4 ? 1 : 0;
            right += x > 4 ? 1 : 0;
        }

        Assert.That((left - expected) / Math.Sqrt(expected), Is.EqualTo(0).Within(5));
        Assert.That((right - expected) / Math.Sqrt(expected), Is.EqualTo(0).Within(5));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        var stream = new StreamFactory(5).Stream(0, 0);
        var sum = DrawAll(ref stream, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        sum += DrawAll(ref stream, 100_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.Positive);
    }

    [Test]
    public void Infinite_mean_never_comes()
    {
        var stream = new StreamFactory(6).Stream(0, 0);
        for (var i = 0; i < 1000; i++)
            Assert.That(Variates.Exponential(ref stream, double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Degenerate_intervals_give_their_only_value()
    {
        var stream = new StreamFactory(6).Stream(1, 0);
        Assert.That(Variates.Uniform(ref stream, 3, 3), Is.EqualTo(3));
        Assert.That(Variates.Triangular(ref stream, 3, 3, 3), Is.EqualTo(3));
        Assert.That(Variates.LogNormal(ref stream, 0, 0), Is.EqualTo(1));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Refusal("exponential of mean 0", static (ref s) => Variates.Exponential(ref s, 0));
        yield return Refusal("exponential of mean NaN", static (ref s) => Variates.Exponential(ref s, double.NaN));
        yield return Refusal("gamma of infinite shape", static (ref s) => Variates.Gamma(ref s, double.PositiveInfinity, 1));
        yield return Refusal("gamma of negative scale", static (ref s) => Variates.Gamma(ref s, 1, -1));
        yield return Refusal("weibull of shape 0", static (ref s) => Variates.Weibull(ref s, 0, 1));
        yield return Refusal("log-normal of negative deviation", static (ref s) => Variates.LogNormal(ref s, 0, -1));
        yield return Refusal("erlang of no stage", static (ref s) => Variates.Erlang(ref s, 0, 1));
        yield return Refusal("uniform upside down", static (ref s) => Variates.Uniform(ref s, 2, 1));
        yield return Refusal("triangular with mode outside", static (ref s) => Variates.Triangular(ref s, 0, 2, 1));
    }

    [TestCaseSource(nameof(Refusals))]
    public void Parameters_out_of_range_are_refused(Sampler sampler)
    {
        Assert.That(
            () =>
            {
                var stream = new StreamFactory(0).Stream(0, 0);
                return sampler(ref stream);
            },
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double DrawAll(ref Xoshiro256PlusPlus stream, int times)
    {
        var sum = 0.0;
        for (var i = 0; i < times; i++)
        {
            sum += Variates.Exponential(ref stream, 1) + Variates.Gamma(ref stream, 0.5, 1) + Variates.Weibull(ref stream, 2, 1)
                + Variates.LogNormal(ref stream, 0, 1) + Variates.Erlang(ref stream, 3, 1) + Variates.Triangular(ref stream, 0, 1, 2)
                + stream.NextBelow(10);
        }

        return sum;
    }

    private static TestCaseData Case(
        string name, Sampler sampler, Func<double, double> cdf, double mean, double variance, double excess) =>
        new TestCaseData(sampler, cdf, mean, variance, excess).SetArgDisplayNames(name);

    private static TestCaseData Refusal(string name, Sampler sampler) => new TestCaseData(sampler).SetArgDisplayNames(name);
}
