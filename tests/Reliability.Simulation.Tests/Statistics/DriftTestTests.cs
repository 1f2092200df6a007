using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Statistics;

/// <summary>What changes in the windows of replications is found, and what does not is left alone.</summary>
[TestFixture]
public sealed class DriftTestTests
{
    private const int Replications = 400;

    // Level 1/500: of 2,000 at most 13 but once in a million tries (Poisson of 4).
    [TestCase(5)]
    [TestCase(10)]
    [TestCase(80)]
    public void WhatDoesNotChange_IsLeftAlone(int parts)
    {
        var shown = Enumerable.Range(0, 2000).Count(seed => Shows(parts, seed, _ => 1));
        Assert.That(shown, Is.LessThanOrEqualTo(13));
    }

    [Test]
    public void AChange_IsFound_OfAnyShape()
    {
        Assert.Multiple(() =>
        {
            for (var seed = 0; seed < 20; seed++)
            {
                Assert.That(Shows(10, seed, i => 1 + (0.05 * i)), Is.True, "rising");
                Assert.That(Shows(10, seed, i => 1 + (0.8 * Math.Exp(-i))), Is.True, "falling off");
                Assert.That(Shows(10, seed, i => 1 + (0.3 * Math.Cos(2 * Math.PI * i / 9))), Is.True, "a wave");
            }
        });
    }

    [Test]
    public void FewParts_AndFewReplicationsWithDowntime_ShowNothing()
    {
        Assert.That(Shows(4, 1, i => i), Is.False);
        var test = new DriftTest(10);
        for (var r = 0; r < 5000; r++) test.Add(r < 99 ? [0, 0, 0, 0, 0, 0, 0, 0, 0, 5] : new double[10]);
        Assert.That(test.Shows, Is.False);
        test.Add([0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
        Assert.That(test.Shows, Is.True);
    }

    // Parts of one replication depend on each other: what is slow in it lifts all of them.
    private static bool Shows(int parts, int seed, Func<int, double> mean)
    {
        var stream = new StreamFactory((ulong)seed).Stream(9, 0);
        var test = new DriftTest(parts);
        var observed = new double[parts];
        for (var r = 0; r < Replications; r++)
        {
            var common = Variates.StandardExponential(ref stream);
            for (var i = 0; i < parts; i++) observed[i] = mean(i) * (common + Variates.StandardExponential(ref stream));
            test.Add(observed);
        }

        return test.Shows;
    }
}
