using Reliability.Studies.Sensitivity;

namespace Reliability.Studies.Tests.Sensitivity;

/// <summary>The shipped topologies: both ways agree, and the elasticities obey the rule of scale.</summary>
public sealed class PresetSensitivityTests
{
    private static readonly string[] WithoutWindows = ["1a-single-server.yaml", "2a-restart-ha.yaml", "3a-ft-pair.yaml", "4a-ha-active-passive.yaml", "5a-ha-active-active.yaml", "6a-ft-on-single-storage.yaml", "7a-ft-on-ha-storage.yaml"];

    [TestCaseSource(nameof(WithoutWindows))]
    public void Adjoint_AgreesWithDifferences(string preset)
    {
        var file = Models.Preset(preset);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var adjoint = Models.Run(file, "downtime");
        TestContext.Out.WriteLine($"{preset}: {adjoint.Sensitivities.Length} parameters in {clock.Elapsed.TotalSeconds:F2} s");
        clock.Restart();
        var differences = Models.Run(file, "downtime", new SensitivityOptions { ByDifferences = true });
        TestContext.Out.WriteLine($"{preset}: by differences in {clock.Elapsed.TotalSeconds:F2} s");
        Assert.Multiple(() =>
        {
            foreach (var a in adjoint.Sensitivities.Where(s => s.Derivative is not null))
            {
                var d = differences.Find(a.Parameter.Name);
                TestContext.Out.WriteLine($"  {a.Parameter.Name} = {a.Parameter.ValueInUnit} {a.Parameter.Unit.Symbol}: {a.Elasticity:R} ± {a.Error * a.Parameter.Value / adjoint.Value:E1} {a.Method}, {d.Elasticity:R} ± {d.Error * d.Parameter.Value / adjoint.Value:E1}; {a.Remark}");
                Assert.That(d.Derivative, Is.EqualTo(a.Derivative).Within(a.Error + d.Error + (1e-9 * adjoint.Value / Math.Max(a.Parameter.Value, 1e-3))), a.Parameter.Name);
            }

            foreach (var none in adjoint.Sensitivities.Where(s => s.Derivative is null)) TestContext.Out.WriteLine($"  {none.Parameter.Name}: {none.Remark}");
        });
    }

    // Running all clocks faster by the same factor changes no long-run share of time: elasticities in rates sum to zero, those in mean times with the other sign.
    [TestCaseSource(nameof(WithoutWindows))]
    public void Elasticities_InTimesAndRates_SumToZero(string preset)
    {
        var result = Models.Run(Models.Preset(preset), "unavailability");
        var (sum, size) = (0.0, 0.0);
        foreach (var s in result.Sensitivities.Where(s => s.Parameter.Dimension.Time != 0))
        {
            Assert.That(s.Elasticity, Is.Not.Null, $"{s.Parameter.Name}: {s.Remark}");
            sum += s.Parameter.Dimension.Time * s.Elasticity!.Value;
            size += Math.Abs(s.Elasticity.Value);
        }

        Assert.Multiple(() =>
        {
            Assert.That(size, Is.GreaterThan(0.5));
            Assert.That(sum, Is.Zero.Within(1e-10));
        });
    }

    [TestCase("1b-single-server-upgraded.yaml")]
    [TestCase("3b-ft-pair-upgraded.yaml")]
    public void Windows_TheSumRuleHoldsForTheCalendarToo(string preset)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = Models.Run(Models.Preset(preset), "unavailability");
        TestContext.Out.WriteLine($"{preset}: {result.Sensitivities.Length} parameters in {clock.Elapsed.TotalSeconds:F2} s");
        foreach (var s in result.Sensitivities) TestContext.Out.WriteLine($"  {s.Parameter.Name} = {s.Parameter.ValueInUnit} {s.Parameter.Unit.Symbol}: {s.Elasticity:R} ± {s.Error * s.Parameter.Value / result.Value:E1} {s.Method}; {s.Remark}");
        var sum = result.Sensitivities.Where(s => s.Parameter.Dimension.Time != 0).Sum(s => s.Parameter.Dimension.Time * s.Elasticity!.Value);
        Assert.That(sum, Is.Zero.Within(1e-7));
    }

    // What the calendar does not touch has its adjoint beside it; the law of the rest is averaged over the period.
    [Test]
    public void PartWithoutWindows_BesideOneWithWindows_BothWaysAgree()
    {
        var file = Models.Text("""
            topology: t
            parts:
              s: { single: { upgrade: { every: 730 h, duration: 30 min } } }
              net: { team: { paths: 2, mttf: 2000 h, mttr: 40 h } }
            """);
        var adjoint = Models.Run(file, "downtime");
        var differences = Models.Run(file, "downtime", new SensitivityOptions { ByDifferences = true });
        Assert.Multiple(() =>
        {
            foreach (var a in adjoint.Sensitivities)
            {
                var d = differences.Find(a.Parameter.Name);
                if (a.Parameter.Name.StartsWith("parts.net", StringComparison.Ordinal)) Assert.That(a.Method, Is.EqualTo("adjoint"), a.Parameter.Name);
                Assert.That(d.Derivative, Is.EqualTo(a.Derivative).Within(a.Error + d.Error), a.Parameter.Name);
                Assert.That(a.Parameter.Value == 0 || d.Error < 1e-8 * Math.Max(Math.Abs(d.Derivative!.Value), adjoint.Value / a.Parameter.Value), $"{a.Parameter.Name}: {d.Derivative} ± {d.Error}");
            }
        });
    }

    [Test]
    public void Threads_DoNotChangeTheAnswer()
    {
        var file = Models.Preset("3a-ft-pair.yaml");
        var one = Models.Run(file, "downtime", new SensitivityOptions { Threads = 1 });
        var many = Models.Run(file, "downtime", new SensitivityOptions { Threads = 3 });
        Assert.That(many.Sensitivities, Is.EqualTo(one.Sensitivities));
    }
}
