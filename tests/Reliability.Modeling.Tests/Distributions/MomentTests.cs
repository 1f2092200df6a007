using MathNet.Numerics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Tests.Distributions;

// Formulas against double-exponential quadrature of the survival (H. Takahasi and M. Mori, Publ. RIMS Kyoto 9, 1974, 721), which shares no code with them.
public sealed class MomentTests
{
    private const double Tolerance = 1e-10;

    private static Duration H(double hours) => Duration.FromHours(hours);

    private static IEnumerable<TestCaseData> Laws()
    {
        (Distribution Law, double[] Kinks)[] laws =
        [
            (new Exponential(H(3)), []),
            (new HyperExponential([new Branch(0.3, H(40)), new Branch(0.7, H(1))]), []),
            (new Deterministic(H(2.5)), [2.5]),
            (new Empirical([H(3), H(1), H(3), H(8), H(0)]), [1, 3, 8]),
            (new Uniform(H(1), H(4)), [1, 4]),
            (new Triangular(H(1), H(2), H(5)), [1, 2, 5]),
            (new Triangular(H(0), H(0), H(5)), [5]),
            (new Triangular(H(2), H(5), H(5)), [2, 5]),
            (new Erlang(3, H(7)), []),
            (new Erlang(200, H(7)), []),
            (new Gamma(0.3, H(7)), []),
            (new Gamma(2.5, H(7)), []),
            (new Gamma(1500.5, H(7)), []),
            (new Weibull(0.6, H(10)), []),
            (new Weibull(1, H(10)), []),
            (new Weibull(2.5, H(10)), []),
            (new Weibull(40, H(10)), []),
            (new Weibull(1.7, H(10), H(4)), [4]),
            (Weibull.WithMean(3, H(10), H(4)), [4]),
            (new LogNormal(H(4), 0.2), []),
            (LogNormal.WithErrorFactor(H(4), 3), []),
            (LogNormal.WithErrorFactor(H(4), 10), []),
            (new LogLogistic(3.5, H(4)), []),
            (new LogLogistic(12, H(4)), []),
            (new LogLogistic(250, H(4)), []),
            (new TruncatedNormal(H(10), H(2)), []),
            (new TruncatedNormal(H(1), H(2)), []),
            (new TruncatedNormal(H(-1.9), H(2)), []),
            (new TruncatedNormal(H(-2), H(2)), []),
            (new TruncatedNormal(H(-9), H(2)), []),
            (new TruncatedNormal(H(-90), H(2)), []),
            (new Gumbel(H(10), H(2)), []),
            (new Gumbel(H(1), H(2)), []),
            (new Gumbel(H(-9), H(2)), []),
            (new Gumbel(H(-4000), H(2)), []),
            (new Gumbel(H(10), H(2), Extreme.Least), []),
            (new Gumbel(H(80), H(2), Extreme.Least), []),
            (new Gumbel(H(1), H(2), Extreme.Least), []),
            (new Gumbel(H(-9), H(2), Extreme.Least), []),
            (new Gumbel(H(-60), H(2), Extreme.Least), []),
            (new PhaseType([1, 0], [-2, 1, 0, -3]), []),
            (new PhaseType([0.2, 0.3, 0.5], [-1, 0.5, 0.2, 0.1, -4, 0, 3, 0, -3.001]), []),
            (new Mixture([new WeightedLaw(0.25, new Weibull(2, H(3))), new WeightedLaw(0.5, new LogNormal(H(9), 0.4)), new WeightedLaw(0.25, new Deterministic(H(2)))]), [2]),
            (new Shifted(H(5), new Gamma(2, H(4))), [5]),
            (new Shifted(H(1), new Mixture([new WeightedLaw(0.5, new Uniform(H(1), H(2))), new WeightedLaw(0.5, new Exponential(H(1)))])), [1, 2, 3]),
        ];
        foreach (var (law, kinks) in laws) yield return new TestCaseData(law, kinks).SetArgDisplayNames(law is PhaseType ? $"PhaseType {law.Mean.TotalHours}" : law.ToString());
    }

    [TestCaseSource(nameof(Laws))]
    public void Mean_and_variance_are_those_of_the_survival(Distribution law, double[] kinks)
    {
        var (center, spread) = (law.Mean.TotalHours, law.Variance > 0 ? Math.Sqrt(law.Variance) : 1);
        double[] breaks = [.. kinks.Append(center).Append(0).Distinct().Order()];
        var mean = Whole(law.Survival);
        var below = Between(t => 2 * (center - t) * (1 - law.Survival(t)), [.. breaks.Where(b => b <= center)]);
        var above = Between(t => 2 * (t - center) * law.Survival(t), [.. breaks.Where(b => b >= center)]) + Beyond(t => 2 * (t - center) * law.Survival(t), breaks[^1], spread);
        Assert.That(law.Problem(), Is.Null);
        Assert.That(center, Is.EqualTo(mean).Within(Tolerance * mean), "mean");
        Assert.That(law.Variance, Is.EqualTo(below + above).Within(Tolerance * law.Variance), "variance");

        double Whole(Func<double, double> f) => Between(f, breaks) + Beyond(f, breaks[^1], spread);
    }

    [TestCaseSource(nameof(Laws))]
    public void Density_and_atoms_sum_to_the_survival(Distribution law, double[] kinks)
    {
        foreach (var probability in (double[])[0.03, 0.4, 0.75, 0.99])
        {
            var at = law.Quantile(probability);
            double[] breaks = [.. kinks.Where(k => k > at).Append(at).Distinct().Order()];
            var beyond = Between(law.Density, breaks) + Beyond(law.Density, breaks[^1], law.Variance > 0 ? Math.Sqrt(law.Variance) : 1) + law.Atoms.Where(a => a.Hours > at).Sum(a => a.Probability);
            Assert.That(law.Survival(at), Is.EqualTo(beyond).Within(1e-9), $"beyond {at}");
            if (law.Survival(at) > 0) Assert.That(law.LogSurvival(at), Is.EqualTo(Math.Log(law.Survival(at))).Within(1e-12));
        }
    }

    [TestCaseSource(nameof(Laws))]
    public void Quantile_is_the_least_time_by_which_enough_have_ended(Distribution law, double[] kinks)
    {
        Assert.That(kinks, Is.Not.Null);
        foreach (var probability in (double[])[1e-3, 0.2, 0.5, 0.9, 0.999])
        {
            var at = law.Quantile(probability);
            Assert.That(1 - law.Survival(at), Is.GreaterThanOrEqualTo(probability - 1e-12));
            Assert.That(1 - law.Survival(at > 0 ? at * (1 - 1e-9) : -1), Is.LessThanOrEqualTo(probability + 1e-12));
        }

        Assert.That(law.Quantile(1), Is.EqualTo(law.LongestHours));
        Assert.That(law.Survival(-1), Is.EqualTo(1));
    }

    private static double Between(Func<double, double> f, double[] breaks)
    {
        var sum = 0.0;
        for (var i = 1; i < breaks.Length; i++)
        {
            var (a, b) = (breaks[i - 1], breaks[i]);
            for (var x = -4.0; x <= 4; x += 1 / 128.0)
            {
                // The distance from the nearer end is kept, because the ends are where it matters.
                var u = Math.PI / 2 * Math.Sinh(x);
                var near = (b - a) / (1 + Math.Exp(2 * Math.Abs(u)));
                var weight = (b - a) / 2 * Math.PI / 2 * Math.Cosh(x) / (Math.Cosh(u) * Math.Cosh(u)) / 128;
                var t = u < 0 ? a + near : b - near;
                if (t > a && t < b) sum += weight * f(t);
            }
        }

        return sum;
    }

    private static double Beyond(Func<double, double> f, double from, double scale)
    {
        var sum = 0.0;
        for (var x = -4.5; x <= 4.5; x += 1 / 256.0)
        {
            var r = scale * Math.Exp(Math.PI / 2 * Math.Sinh(x));
            var value = from + r > from ? f(from + r) : 0;
            if (value != 0) sum += value * r * Math.PI / 2 * Math.Cosh(x) / 256;
        }

        return sum;
    }

    [Test]
    public void Phase_type_laws_are_the_laws_that_they_spell_out()
    {
        var erlang = new PhaseType([1, 0, 0], [-0.6, 0.6, 0, 0, -0.6, 0.6, 0, 0, -0.6]);
        var hyper = new PhaseType([0.3, 0.7], [-1.0 / 40, 0, 0, -1]);
        foreach (var t in (double[])[1e-6, 0.4, 3, 17, 90, 700, 5000])
        {
            Assert.That(erlang.LogSurvival(t), Is.EqualTo(new Erlang(3, H(5)).LogSurvival(t)).Within(1e-12).Percent.Or.EqualTo(new Erlang(3, H(5)).LogSurvival(t)).Within(1e-14));
            Assert.That(erlang.Density(t), Is.EqualTo(new Erlang(3, H(5)).Density(t)).Within(1e-10).Percent);
            Assert.That(hyper.LogSurvival(t), Is.EqualTo(new HyperExponential([new Branch(0.3, H(40)), new Branch(0.7, H(1))]).LogSurvival(t)).Within(1e-12).Percent.Or.EqualTo(0).Within(1e-5));
        }
    }

    // ln P(more than t) far out, where the probability itself underflows: leading terms with their corrections.
    [Test]
    public void Tails_are_right_where_probabilities_underflow()
    {
        // The normal tail beyond 50: -z^2/2 - ln(z sqrt(2 pi)) + ln(1 - 1/z^2 + 3/z^4 - 15/z^6).
        const double z = 50;
        var expected = (-z * z / 2) - Math.Log(z * Math.Sqrt(2 * Math.PI)) + Math.Log(1 - (1 / (z * z)) + (3 / Math.Pow(z, 4)) - (15 / Math.Pow(z, 6)));
        Assert.That(new LogNormal(H(1), 0.1).LogSurvival(Math.Exp(0.1 * z)), Is.EqualTo(expected).Within(1e-9));
        // An Erlang law of 3 stages: Poisson sum.
        Assert.That(new Erlang(3, H(3)).LogSurvival(2000), Is.EqualTo(-2000 + Math.Log(1 + 2000 + (2000 * 2000 / 2.0))).Within(1e-9));
        Assert.That(new Gumbel(H(10), H(2)).LogSurvival(5010), Is.EqualTo(-2500 - Math.Log(-Math.Exp(-Math.Exp(5)) + 1)).Within(1e-9));
    }

    [Test]
    public void Special_functions_agree_with_those_of_the_library()
    {
        foreach (var shape in (double[])[0.05, 0.7, 1, 4.5, 19, 21, 300])
        {
            foreach (var ratio in (double[])[0.01, 0.3, 0.9, 1, 1.1, 2])
            {
                var x = shape * ratio;
                Assert.That(new Gamma(shape, H(shape)).Survival(x), Is.EqualTo(SpecialFunctions.GammaUpperRegularized(shape, x)).Within(1e-12));
            }
        }
    }

    // Power series, summed from the small end.
    [TestCase(1e-12)]
    [TestCase(3e-7)]
    [TestCase(0.003)]
    [TestCase(0.04)]
    [TestCase(0.3)]
    [TestCase(-1e-9)]
    [TestCase(-0.02)]
    [TestCase(-0.4)]
    public void Elementary_functions_near_zero_are_right_to_the_last_digits(double x)
    {
        var (log, exponential) = (0.0, 0.0);
        for (var k = 60; k >= 1; k--) (log, exponential) = (x * ((k % 2 == 0 ? -1.0 : 1.0) / k + log), x / k * (1 + exponential));
        Assert.That(ElementaryFunctions.Log1p(x), Is.EqualTo(log).Within(1e-15 * Math.Abs(log)));
        Assert.That(ElementaryFunctions.Expm1(x), Is.EqualTo(exponential).Within(1e-15 * Math.Abs(exponential)));
    }

    [Test]
    public void Moments_that_do_not_exist_are_infinite()
    {
        // The quantiles exist all the same: where half of both parts have ended.
        Assert.That(new Mixture([new WeightedLaw(0.5, new LogLogistic(0.5, H(3))), new WeightedLaw(0.5, new LogLogistic(0.8, H(3)))]).Quantile(0.5), Is.EqualTo(3).Within(1e-14));
        Assert.That(new LogLogistic(1, H(1)).Mean.TotalHours, Is.EqualTo(double.PositiveInfinity));
        Assert.That(new LogLogistic(2, H(1)).Variance, Is.EqualTo(double.PositiveInfinity));
    }

    private static IEnumerable<(Distribution Law, string Part)> Wrong() =>
    [
        (new Exponential(H(0)), "the mean is 0"),
        (new HyperExponential([new Branch(0.5, H(1)), new Branch(0.4, H(1))]), "sum to 0.9"),
        (new HyperExponential([]), "no branch"),
        (new Deterministic(H(-1)), "not a finite time"),
        (new Empirical([]), "no length"),
        (new Empirical([H(-1), H(2)]), "negative"),
        (new Uniform(H(2), H(2)), "in order"),
        (new Triangular(H(2), H(1), H(3)), "in order"),
        (new Erlang(0, H(1)), "stages"),
        (new Gamma(-1, H(1)), "shape"),
        (new Weibull(double.NaN, H(1)), "shape"),
        (new Weibull(1, H(1), H(-1)), "location"),
        (new LogNormal(H(1), 0), "sigma"),
        (new LogLogistic(1, H(double.PositiveInfinity)), "median"),
        (new TruncatedNormal(H(1), H(0)), "deviation"),
        (new Gumbel(H(1), H(-1)), "scale"),
        (new Gumbel(H(-1000), H(1), Extreme.Least), "above zero"),
        (new Mixture([new WeightedLaw(1, new Exponential(H(-1)))]), "mean"),
        (new Mixture([]), "no law"),
        (new Shifted(H(-1), new Exponential(H(1))), "shift"),
        (new PhaseType([1], [0]), "diagonal"),
        (new PhaseType([1, 0], [-1, 1]), "rows"),
        (new PhaseType([0.5, 0.4], [-1, 0, 0, -1]), "sum to 0.9"),
        (new PhaseType([1, 0], [-1, 2, 0, -1]), "faster than the diagonal"),
        (new PhaseType([1, 0], [-1, -1, 0, -1]), "off the diagonal"),
        (new PhaseType([1, 0], [-1, 1, 1, -1]), "never"),
        (new PhaseType([1, 0], [-1, 1, 1, -1.000001]), "passes through 2E+6 phases"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Wrong_parameters_are_told((Distribution Law, string Part) wrong) => Assert.That(wrong.Law.Problem(), Does.Contain(wrong.Part));

    [Test]
    public void Laws_are_equal_by_value()
    {
        static PhaseType Chain(double exit) => new([1, 0], [-2, 1, 0, -exit]);
        Assert.That(Chain(3), Is.EqualTo(Chain(1 + 2.0)));
        Assert.That(Chain(3), Is.Not.EqualTo(Chain(4)));
        Assert.That(new Mixture([new WeightedLaw(1, new Empirical([H(2), H(1)]))]), Is.EqualTo(new Mixture([new WeightedLaw(1, new Empirical([H(1), H(2)]))])));
        Assert.That(new Weibull(2, H(1)), Is.Not.EqualTo(new Weibull(2, H(1), H(1))));
    }
}
