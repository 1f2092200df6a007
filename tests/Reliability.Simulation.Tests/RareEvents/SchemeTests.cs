using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;
using Reliability.Simulation.RareEvents;
using Reliability.Simulation.Statistics;
using Reliability.Tests;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>The biasing schemes have the variance they must have, and one that does not fit is found out.</summary>
public sealed class SchemeTests
{
    private static IEnumerable<TestCaseData> Anchors =>
        RareCases.Absent
            ? [new TestCaseData("absent", "", 0.0, 0.0, 0.0).Ignore(SharedCases.Absent)]
            : RareCases.Anchors.Select(a => new TestCaseData(a.Case, a.Scheme, a.Share, a.Deviation, a.Steps).SetArgDisplayNames(a.Case, a.Scheme, $"{a.Share}"));

    // What is forecast is exact for every scheme; the sample shows it where its fourth moment lets it do so in the time of a test.
    [TestCaseSource(nameof(Anchors))]
    public void Variance_is_the_exact_one(string id, string scheme, double share, double deviation, double steps)
    {
        var method = Method(scheme);
        var (model, question) = RareCases.Model(id, "gamma");
        var options = new RareEventOptions { Seed = 5, RelativeError = 1e-4, MaximumTransitions = 3_000_000, Scheme = new(method, share) };
        var r = RareEventSimulator.Run(model, question, options);
        Checks.Print(r, RareCases.Value(id, "gamma"));
        Assert.That(r.Estimate!.ForecastDeviation, Is.EqualTo(deviation).Within(1e-5 * deviation));
        Assert.That((double)r.Estimate.Transitions / r.Estimate.Samples, Is.EqualTo(steps).Within(0.01 * steps));
        var fits = deviation < 100;
        if (fits) Assert.That(r.Estimate.RelativeDeviation * r.Estimate.RelativeDeviation, Is.EqualTo(deviation * deviation).Within(0.1 * deviation * deviation));
        if (id.StartsWith("unbalanced2", StringComparison.Ordinal)) Assert.That(r.IsBelievable, Is.EqualTo(method == RareEventMethod.BalancedBiasing));
        else Assert.That(r.IsBelievable, Is.EqualTo(fits), string.Join(' ', r.Estimate.Warnings));
    }

    private static IEnumerable<TestCaseData> RareVariances => Deviations(a => a is > 100 and < 1200);

    private static IEnumerable<TestCaseData> RarestVariances => Deviations(a => a > 600);

    private static IEnumerable<TestCaseData> Deviations(Func<double, bool> some) =>
        RareCases.Absent
            ? [new TestCaseData("absent", "", 0.0, 0.0).Ignore(SharedCases.Absent)]
            : RareCases.Anchors.Where(a => some(a.Deviation)).Select(a => new TestCaseData(a.Case, a.Scheme, a.Share, a.Deviation).SetArgDisplayNames(a.Case, a.Scheme, $"{a.Share}"));

    // Variances that come from ways of a probability near 1e-6. By their fourth moments, 1,200 times the square of the deviation are samples enough for three deviations of theirs within 10 %.
    [TestCaseSource(nameof(RareVariances)), Category("Large")]
    public void Variance_of_rare_ways_is_the_exact_one(string id, string scheme, double share, double deviation)
    {
        if (Environment.GetEnvironmentVariable("RELIABILITY_LARGE") is null) Assert.Ignore("takes minutes: set RELIABILITY_LARGE=1");
        var (model, question) = RareCases.Model(id, "gamma");
        var steps = RareCases.Anchors.Single(a => (a.Case, a.Scheme, a.Share) == (id, scheme, share)).Steps;
        var jumps = Math.Max(2_000_000_000, (long)(1200 * deviation * deviation * steps));
        var r = RareEventSimulator.Run(model, question, new RareEventOptions { Seed = 5, RelativeError = 1e-6, MaximumTransitions = jumps, Scheme = new(Method(scheme), share) });
        Checks.Print(r, RareCases.Value(id, "gamma"));
        Assert.That(r.Estimate!.RelativeDeviation * r.Estimate.RelativeDeviation, Is.EqualTo(deviation * deviation).Within(0.1 * deviation * deviation));
    }

    // Variances that the scheme itself would show in hours: the mean of its weight times that of another law, under which the ways are less rare, is its second moment.
    [TestCaseSource(nameof(RarestVariances))]
    public void Variance_of_the_rarest_ways_is_the_exact_one_by_another_law(string id, string scheme, double share, double deviation)
    {
        var isDeep = id.StartsWith("hrms3", StringComparison.Ordinal);
        if (isDeep && Environment.GetEnvironmentVariable("RELIABILITY_LARGE") is null) Assert.Ignore("takes minutes: set RELIABILITY_LARGE=1");
        var chain = JumpChain.Explore(RareCases.Model(id, "gamma").Model.Jumps!, 100_000, CancellationToken.None)!;
        var judged = new BiasedChain(chain, new(Method(scheme), share), null);
        var other = new BiasedChain(chain, new(isDeep ? RareEventMethod.SimpleBiasing : RareEventMethod.BalancedBiasing, 0.9), null);
        var stream = new StreamFactory(7).Stream(1, 1);
        var (first, second) = (new RunningMoments(), new RunningMoments());
        for (var sample = isDeep ? 60_000_000 : 200_000; sample > 0; sample--)
        {
            var (state, weight, product) = (chain.Start, 1.0, 1.0);
            do
            {
                var begin = chain.Starts[state];
                var entry = AliasSlot.Choose(ref other.Biased[begin], chain.Starts[state + 1] - begin, stream.NextUInt64());
                state = chain.Targets[entry];
                weight *= other.Factors[entry];
                product *= other.Factors[entry] * judged.Factors[entry];
            }
            while (!chain.Down[state] && !chain.Stop[state]);
            first.Add(chain.Down[state] ? weight : 0);
            second.Add(chain.Down[state] ? product : 0);
        }

        var gamma = RareCases.Value(id, "gamma");
        var variance = (second.Mean / gamma / gamma) - 1;
        var error = second.StandardError / second.Mean;
        TestContext.Out.WriteLine($"deviation {Math.Sqrt(variance):G6} for {deviation:G6}, variance ± {error:P2}, gamma {first.Mean:G5} for {gamma:G5}");
        Assert.That(error, Is.LessThan(0.1 / 3));
        Assert.That(variance, Is.EqualTo(deviation * deviation).Within(0.1 * deviation * deviation));
    }

    private static RareEventMethod Method(string scheme) => scheme == "SFB" ? RareEventMethod.SimpleBiasing : RareEventMethod.BalancedBiasing;
}
