using Reliability.Simulation.RareEvents;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>What the tests of rare events share.</summary>
internal static class Checks
{
    public static void Agrees(RareEventResult r, double expected, RareEventOptions options)
    {
        Print(r, expected);
        Assert.That(r.Problem?.Message, Is.Null);
        Assert.That(r.IsBelievable, Is.True, string.Join(", ", r.Estimate!.Warnings));
        var value = r.Estimate!.Value;
        Assert.That(Math.Abs(value.Estimate - expected) / value.StandardError, Is.LessThan(4));
        Assert.That(value.StandardError / value.Estimate, Is.LessThanOrEqualTo(options.RelativeError));
    }

    public static void Print(RareEventResult r, double expected)
    {
        foreach (var e in (WeightedEstimate?[])[r.Estimate, r.Second])
        {
            if (e is null) continue;
            TestContext.Out.WriteLine($"{e.Scheme}: {e.Value.Estimate:G6} ± {e.Value.StandardError / e.Value.Estimate:P2}, z {(e.Value.Estimate - expected) / e.Value.StandardError:F2}, samples {e.Samples}, failures {e.Failures}, jumps {e.Transitions}, deviation {e.RelativeDeviation:G4} ({e.ForecastDeviation:G4}), radius {e.SpectralRadius:G4}, ess {e.EffectiveSampleSize:F0}, largest {e.LargestShare:G2}, weight {e.MeanWeight:G4}, tail {e.TailIndex:F2} {string.Join(' ', e.Warnings)}");
        }

        TestContext.Out.WriteLine($"{r.Problem} disagreement {r.Disagreement:F2}, cycle {r.CycleHours?.Estimate:G6} ± {r.CycleHours?.StandardError:G3}, states {r.States}");
    }
}
