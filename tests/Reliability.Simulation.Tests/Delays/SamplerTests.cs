using Reliability.Modeling.Distributions;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;
using Reliability.Simulation.Tests.Random;

namespace Reliability.Simulation.Tests.Delays;

// A million numbers of every law, new and at several ages, against its survival: Kolmogorov-Smirnov for laws with a density, chi-squared for atoms. The level
// of the family is 1e-3, shared equally (Bonferroni); seeds are fixed.
public sealed class SamplerTests
{
    private const int Draws = 1_000_000;
    private const double FamilyLevel = 1e-3;

    private static readonly (Distribution Law, double[] Ages)[] Family =
    [
        (new Exponential(H(3)), [0, 5]),
        (new HyperExponential([new Branch(0.3, H(40)), new Branch(0.7, H(1))]), [0, 3, 2000]),
        (new Uniform(H(1), H(4)), [0, 0.5, 3.9]),
        (new Triangular(H(1), H(2), H(5)), [0, 0.5, 1.5, 4]),
        (new Triangular(H(0), H(3), H(3)), [0, 2.9]),
        (new Erlang(3, H(7)), [0, 2, 40]),
        (new Erlang(9, H(7)), [0, 7.1, 20]),
        (new Gamma(0.05, H(7)), [0, 1e-9, 0.1, 200]),
        (new Gamma(0.6, H(7)), [0, 0.5, 11, 100]),
        (new Gamma(1.2, H(7)), [0, 0.5, 7.5, 100]),
        (new Gamma(60, H(7)), [0, 6, 7.2, 14]),
        (new Weibull(0.6, H(10)), [0, 1e-3, 50]),
        (new Weibull(2.5, H(10)), [0, 5, 100]),
        (new Weibull(1.7, H(10), H(4)), [0, 3, 4.5, 40]),
        (new LogNormal(H(4), 0.7), [0, 0.1, 5, 400]),
        (new LogLogistic(3.5, H(4)), [0, 0.3, 5, 400]),
        (new LogLogistic(0.8, H(4)), [0, 5]),
        (new TruncatedNormal(H(10), H(2)), [0, 5, 25]),
        (new TruncatedNormal(H(-9), H(2)), [0, 3]),
        (new Gumbel(H(10), H(2)), [0, 9, 30]),
        (new Gumbel(H(-9), H(2)), [0, 100]),
        (new Gumbel(H(1), H(2)), [0, 3000]),
        (new Gumbel(H(10), H(2), Extreme.Least), [0, 9, 30]),
        (new Gumbel(H(90), H(2), Extreme.Least), [0, 85]),
        (new PhaseType([0.2, 0.3, 0.5], [-1, 0.5, 0.2, 0.1, -4, 0, 3, 0, -3.001]), [0, 0.3, 2, 60]),
        (new Mixture([new WeightedLaw(0.25, new Weibull(2, H(3))), new WeightedLaw(0.6, new LogNormal(H(9), 0.4)), new WeightedLaw(0.15, new Uniform(H(0), H(2)))]), [0, 1, 3, 30]),
        (new Shifted(H(5), new Gamma(2, H(4))), [0, 3, 5.5, 40]),
        (new Empirical([H(3), H(1), H(3), H(8), H(0.5), H(20)]), [0, 1, 5]),
        (new Mixture([new WeightedLaw(0.25, new Deterministic(H(2))), new WeightedLaw(0.75, new Empirical([H(1), H(2), H(2), H(5)]))]), [0, 1, 2]),
        (new Shifted(H(5), new Empirical([H(3), H(1)])), [0, 6]),
    ];

    private static int Tests => Family.Sum(f => f.Ages.Length);

    private static Duration H(double hours) => Duration.FromHours(hours);

    private static IEnumerable<TestCaseData> Cases() =>
        Family.SelectMany((f, i) => f.Ages.Select((age, j) => new TestCaseData(f.Law, age, (ulong)((100 * i) + j)).SetArgDisplayNames($"{i} {f.Law.GetType().Name} at {age}")));

    [TestCaseSource(nameof(Cases))]
    public void Draws_follow_the_law_given_the_age(Distribution law, double age, ulong purpose)
    {
        var sampler = DelaySampler.For(law);
        var sample = GoodnessOfFit.Draw((ref Xoshiro256PlusPlus s) => sampler.Draw(ref s, age), Draws, 5000 + purpose);
        var log = law.LogSurvival(age);
        double Lasts(double left) => left <= 0 ? 1 : Math.Exp(law.LogSurvival(age + left) - log);
        if (law.Atoms.Count == 0)
        {
            Assert.That(GoodnessOfFit.KolmogorovSmirnov(sample, x => 1 - Lasts(x)), Is.LessThan(Math.Sqrt(Math.Log(2 * Tests / FamilyLevel) / 2)));
            return;
        }

        var still = law.Survival(age);
        Atom[] atoms = [.. law.Atoms.Where(a => a.Hours > age).Select(a => new Atom(a.Hours - age, a.Probability / still))];
        Assert.That(sample, Is.All.Matches<double>(x => Array.Exists(atoms, a => Math.Abs(a.Hours - x) < 1e-12)));
        var statistic = atoms.Sum(a => Math.Pow(sample.Count(x => Math.Abs(x - a.Hours) < 1e-12) - (Draws * a.Probability), 2) / (Draws * a.Probability));
        var tail = atoms.Length == 1 ? 1 : MathNet.Numerics.SpecialFunctions.GammaUpperRegularized((atoms.Length - 1) / 2.0, statistic / 2);
        Assert.That(tail, Is.GreaterThan(FamilyLevel / Tests));
    }

    [Test]
    public void A_fixed_length_is_drawn_as_it_is()
    {
        var (sampler, stream) = (DelaySampler.For(new Deterministic(H(3))), new StreamFactory(1).Stream(0, 0));
        Assert.That(sampler.Draw(ref stream, 0), Is.EqualTo(3));
        Assert.That(sampler.Draw(ref stream, 1), Is.EqualTo(2));
        Assert.That(sampler.Draw(ref stream, 4), Is.Zero);
    }

    [TestCaseSource(nameof(Cases))]
    public void Drawing_allocates_nothing(Distribution law, double age, ulong purpose)
    {
        var (sampler, stream) = (DelaySampler.For(law), new StreamFactory(purpose).Stream(0, 0));
        for (var i = 0; i < 100; i++) sampler.Draw(ref stream, age);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) sampler.Draw(ref stream, age);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void An_alias_table_gives_each_item_its_weight()
    {
        double[] weights = [3, 0, 1, 0.5, 0, 7, 1e-9];
        var (table, stream, counts) = (new AliasTable(weights), new StreamFactory(4).Stream(0, 0), new long[weights.Length]);
        for (var i = 0; i < Draws; i++) counts[table.Next(ref stream)]++;
        Assert.That(counts[1] + counts[4], Is.Zero);
        var sum = weights.Sum();
        foreach (var i in (int[])[0, 2, 3, 5])
        {
            var p = weights[i] / sum;
            Assert.That((counts[i] - (Draws * p)) / Math.Sqrt(Draws * p * (1 - p)), Is.EqualTo(0).Within(4.5));
        }
    }
}
