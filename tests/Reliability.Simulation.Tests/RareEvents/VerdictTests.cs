using Reliability.Simulation.Random;
using Reliability.Simulation.RareEvents;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>What does not fit is said; what fits is not suspected.</summary>
public sealed class VerdictTests
{
    // As hrms3-n12, with failures so frequent that every biasing scheme has infinite variance.
    private static RepairableComponents Frequent => new([new(12, 0.1, 1, 11), new(12, 0.15, 1, 11), new(12, 0.02, 1, 11)]);

    [TestCase(RareEventMethod.SimpleBiasing)]
    [TestCase(RareEventMethod.BalancedBiasing)]
    [TestCase(RareEventMethod.FailureDistanceBiasing)]
    public void Infinite_variance_is_proven_on_a_small_chain(RareEventMethod method)
    {
        var options = new RareEventOptions { Scheme = new(method, 0.5), MaximumTransitions = 2_000_000 };
        var r = RareEventSimulator.Run(RareEventModel.Of(Frequent), new(RareEventMeasure.FailureBeforeStop), options);
        Checks.Print(r, double.NaN);
        Assert.That(r.IsBelievable, Is.False);
        Assert.That(r.Estimate!.SpectralRadius, Is.GreaterThan(1));
        Assert.That(r.Estimate.Warnings, Does.Contain(RareEventWarning.InfiniteVariance));
        Assert.That(r.Estimate.Value.Trust, Is.Not.EqualTo(IntervalTrust.Trusted));
    }

    [TestCase(RareEventMethod.SimpleBiasing)]
    [TestCase(RareEventMethod.BalancedBiasing)]
    public void Infinite_variance_shows_in_the_weights_of_an_unexplored_model(RareEventMethod method)
    {
        var options = new RareEventOptions { Scheme = new(method, 0.5), MaximumStates = 0, MaximumTransitions = 2_000_000 };
        var r = RareEventSimulator.Run(RareEventModel.Of(Frequent), new(RareEventMeasure.FailureBeforeStop), options);
        Checks.Print(r, double.NaN);
        Assert.That(r.IsBelievable, Is.False, "nothing was flagged");
    }

    // As unbalanced2, played unexplored, so that nothing is forecast: only the second scheme tells.
    [Test]
    public void Simple_biasing_of_an_unbalanced_system_is_found_out_by_the_second_scheme()
    {
        var model = RareEventModel.Of(new RepairableComponents([new(2, 1e-6, 1, 2), new(6, 0.001, 1, 6)]));
        var options = new RareEventOptions { Scheme = new(RareEventMethod.SimpleBiasing), MaximumStates = 0, MaximumTransitions = 2_000_000 };
        var r = RareEventSimulator.Run(model, new(RareEventMeasure.FailureBeforeStop), options);
        Checks.Print(r, double.NaN);
        Assert.That(r.Estimate!.Warnings, Does.Contain(RareEventWarning.SchemesDisagree));
        Assert.That(r.IsBelievable, Is.False);
    }

    [Test]
    public void Infinite_variance_of_biasing_leaves_other_methods()
    {
        var options = new RareEventOptions { Seed = 3 };
        var r = RareEventSimulator.Run(RareEventModel.Of(Frequent), new(RareEventMeasure.Unavailability), options);
        // Independent components: 1 - Π (1 - P(at least 11 of 12 failed)).
        double up = 1;
        foreach (var lambda in (ReadOnlySpan<double>)[0.1, 0.15, 0.02])
        {
            var u = lambda / (1 + lambda);
            up *= 1 - ((12 * Math.Pow(u, 11) * (1 - u)) + Math.Pow(u, 12));
        }

        Checks.Agrees(r, 1 - up, options with { RelativeError = 0.011 });
    }

    [Test]
    public void Heavy_scores_are_told_from_finite_ones()
    {
        var stream = new StreamFactory(9).Stream(1, 0);
        foreach (var (index, heavy) in new[] { (1.2, true), (1.5, true), (2.5, false), (4.0, false) })
        {
            var tally = new WeightTally(256);
            for (var i = 0; i < 100_000; i++) tally.Add(new Sample(Math.Pow(stream.NextDoubleOpen0(), -1 / index), 1, 1, false));
            Assert.That(tally.IsHeavy, Is.EqualTo(heavy), $"{index}: {tally.TailIndex}");
            Assert.That(tally.TailIndex, Is.EqualTo(index).Within(0.3 * index));
        }
    }

    [Test]
    public void Weights_of_two_sizes_are_not_heavy()
    {
        var tally = new WeightTally(256);
        for (var i = 0; i < 100_000; i++) tally.Add(new Sample(i % 300 == 0 ? 1000 : 1, 1, 1, false));
        Assert.That(tally.IsHeavy, Is.False);
    }

    [Test]
    public void Effective_size_and_largest_share()
    {
        var tally = new WeightTally(8);
        foreach (var score in (double[])[1, 2, 3, 0]) tally.Add(new Sample(score, 1, 1, false));
        Assert.That(tally.EffectiveSampleSize, Is.EqualTo(36.0 / 14).Within(1e-12));
        Assert.That(tally.LargestShare, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(tally.Hits, Is.EqualTo(3));
    }

    [Test]
    public void Problems_are_told()
    {
        var question = new RareEventQuestion(RareEventMeasure.FailureBeforeStop);
        var options = new RareEventOptions();
        var dead = Systems.Explore([0], s => s[0] == 2, null, s => s[0] switch { 0 => [([1], 1.0)], 1 => [([0], 1.0), ([2], 0.001)], _ => [] });
        Assert.That(RareEventSimulator.Run(dead, new(RareEventMeasure.Unavailability), options).Problem?.Message, Does.Contain("nothing leaves"));
        Assert.That(RareEventSimulator.Run(dead, new(RareEventMeasure.InterruptionFrequency), options).IsBelievable, Is.False);
        var r = RareEventSimulator.Run(dead, new(RareEventMeasure.MeanTimeToFailure), options);
        // From 0: 1 hour, then 1/1.001; down with 0.001/1.001, else again.
        Checks.Agrees(r, (1 + (1 / 1.001)) * 1001, options);
        var never = Systems.Explore([0], s => false, null, s => [([1 - s[0]], 1.0)]);
        Assert.That(RareEventSimulator.Run(never, question, options).Problem?.Message, Does.Contain("no down state"));
        var down = Systems.Explore([0], s => s[0] == 0, null, s => [([1 - s[0]], 1.0)]);
        Assert.That(RareEventSimulator.Run(down, question, options).Problem?.Message, Does.Contain("down in the start"));
        var large = RareEventSimulator.Run(RareEventModel.Of(Frequent), question, options with { MaximumStates = 10, Scheme = new(RareEventMethod.ZeroVariance) });
        Assert.That(large.Problem?.Message, Does.Contain("zero-variance"));
    }

    [Test]
    public void Options_are_checked()
    {
        var model = Systems.BirthDeath(1, 2, 5);
        var question = new RareEventQuestion(RareEventMeasure.FailureBeforeStop);
        Assert.That(() => RareEventSimulator.Run(model, question, new RareEventOptions { RelativeError = 0 }), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => RareEventSimulator.Run(model, question, new RareEventOptions { ChanceToFail = [1] }), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => RareEventSimulator.Run(model, new(RareEventMeasure.Unreliability), new RareEventOptions()), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new RepairableComponents([new ComponentType(2, 1, 1, 3)]), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase(1), TestCase(3), CancelAfter(20_000)]
    public void It_can_be_cancelled(int threads)
    {
        var question = new RareEventQuestion(RareEventMeasure.FailureBeforeStop);
        var options = new RareEventOptions { Scheme = new(RareEventMethod.Splitting), RelativeError = 1e-6, MaximumTransitions = long.MaxValue, Threads = threads, MaximumStates = 0 };
        foreach (var model in (RareEventModel[])[Systems.Tandem(3, 2, 6, 14, 14, (0, 1), s => s[1] == 14, s => s[1] == 0), RareEventModel.Of(Systems.Goyal())])
        {
            foreach (var method in (RareEventMethod[])[RareEventMethod.Splitting, RareEventMethod.Crude])
            {
                using var source = new CancellationTokenSource(200);
                Assert.That(() => RareEventSimulator.Run(model, question, options with { Scheme = new(method) }, null, source.Token), Throws.InstanceOf<OperationCanceledException>());
            }
        }
    }
}
