using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using static Reliability.Markov.Tests.Regenerative.Clocks;

namespace Reliability.Markov.Tests.Regenerative;

/// <summary>Renewal arguments give these in closed form.</summary>
public sealed class ClosedFormTests
{
    private const double Digits = 1e-12;

    // German's server: the clock runs through an exponential change of state.
    [Test]
    public void ClockThroughAgeing()
    {
        const double a = 1 / 14400.0, f = 1 / 129600.0, t = 20160;
        var b = new ModelBuilder("ageing");
        var s = b.Integer("s", 0, 4);
        b.Exponential("ages", s.Is(0), a, Cause.Unknown, new Assignment(0, 1));
        b.Exponential("fails", s.Is(1), f, Cause.Software, new Assignment(0, 4));
        b.After("clock", s.IsAtMost(1), new Deterministic(Hours(t)), MemoryPolicy.Restart, new Assignment(0, s + 2));
        b.After("restarted", s.Is(2) | s.Is(3), new Deterministic(Hours(10)), MemoryPolicy.Restart, new Assignment(0, 0));
        b.After("repaired", s.Is(4), new Deterministic(Hours(360)), MemoryPolicy.Restart, new Assignment(0, 0));
        var solution = Solve(b.Build());
        var stays = Math.Exp(-a * t);
        var ages = a / (a - f) * (Math.Exp(-f * t) - Math.Exp(-a * t));
        double[] hours = [(1 - stays) / a, a / (a - f) * (((1 - Math.Exp(-f * t)) / f) - ((1 - stays) / a)), 10 * stays, 10 * ages, 360 * (1 - stays - ages)];
        for (var k = 0; k < 5; k++) Near(solution.Share(s.Is(k)), hours[k] / hours.Sum(), Digits, $"state {k}");
        Near(solution.Share(s.Is(0)), 0.55122417406635331, Digits);
        Near(solution.Share(s.Is(4)), 0.0012418344431225938, Digits);
        Assert.That(solution.RelativeError.Absolute, Is.LessThan(1e-12));
    }

    // Telek's two phases: work that is kept or lost when it is interrupted.
    [TestCase(MemoryPolicy.Resume)]
    [TestCase(MemoryPolicy.Restart)]
    public void TwoPhasesInterrupted(MemoryPolicy memory)
    {
        var b = new ModelBuilder("phases");
        var phase = b.Integer("phase", 1, 2, 1);
        var working = b.Boolean("working", true);
        b.Exponential("interrupted", working, 0.5, Cause.Software, new Assignment(working.Index, false));
        b.Exponential("continued", !working, 2, Cause.Unknown, new Assignment(working.Index, true));
        b.After("first", working & phase.Is(1), new Deterministic(Hours(1.5)), memory, new Assignment(phase.Index, 2));
        b.After("second", working & phase.Is(2), new Deterministic(Hours(0.5)), memory, new Assignment(phase.Index, 1));
        var solution = Solve(b.Build());
        double Work(double length) => memory == MemoryPolicy.Resume ? length : (Math.Exp(0.5 * length) - 1) / 0.5;
        var share = Work(1.5) / (Work(1.5) + Work(0.5));
        Near(solution.Share(working & phase.Is(1)), 0.8 * share, Digits);
        Near(solution.Share(working & phase.Is(2)), 0.8 * (1 - share), Digits);
        Near(solution.Share(!working & phase.Is(1)), 0.2 * share, Digits);
        Near(solution.Share(!working & phase.Is(2)), 0.2 * (1 - share), Digits);
        Assert.That(solution.IsPhaseLocked, Is.False);
    }

    // The clock of the age against a failure: its share is the Laplace transform of the law, here by -ln of it.
    private static IEnumerable<TestCaseData> Laws()
    {
        yield return Case("deterministic", new Deterministic(Hours(720)), s => 720 * s);
        yield return Case("exponential", new Exponential(Hours(720)), s => LogOnePlus(720 * s));
        yield return Case("erlang", new Erlang(5, Hours(720)), s => 5 * LogOnePlus(144 * s));
        yield return Case("erlang of many stages", new Erlang(1000, Hours(720)), s => 1000 * LogOnePlus(0.72 * s));
        yield return Case("gamma", new Gamma(2.5, Hours(720)), s => 2.5 * LogOnePlus(288 * s));
        yield return Case("gamma of small shape", new Gamma(0.4, Hours(720)), s => 0.4 * LogOnePlus(1800 * s));
        yield return Case("gamma of great shape", new Gamma(60.5, Hours(720)), s => 60.5 * LogOnePlus(720 / 60.5 * s));
        yield return Case("uniform", new Uniform(Hours(700), Hours(740)), s => (700 * s) + Between(40 * s));
        yield return Case("uniform from zero", new Uniform(Hours(0), Hours(1440)), s => Between(1440 * s));
        yield return Case("weibull of shape one", new Weibull(1, Hours(720)), s => LogOnePlus(720 * s));
        yield return Case("weibull behind a time without failures", new Weibull(1, Hours(220), Hours(500)), s => (500 * s) + LogOnePlus(220 * s));
        yield return Case("triangular", new Triangular(Hours(620), Hours(720), Hours(820)), s => (620 * s) + (2 * Between(100 * s)));
        yield return Case("triangular behind a time", new Shifted(Hours(600), new Triangular(Hours(20), Hours(120), Hours(220))), s => (620 * s) + (2 * Between(100 * s)));
        yield return Case("phase-type", new PhaseType([1, 0], [-1 / 360.0, 1 / 360.0, 0, -1 / 360.0]), s => 2 * LogOnePlus(360 * s));
        yield return Case("exponential behind a time", new Shifted(Hours(500), new Exponential(Hours(220))), s => (500 * s) + LogOnePlus(220 * s));
        yield return Case("empirical", new Empirical([Hours(500), Hours(940), Hours(940), Hours(500)]), s => (720 * s) - LogCosh(220 * s));
        yield return Case("mixture of lengths", new Mixture([new WeightedLaw(0.5, new Deterministic(Hours(500))), new WeightedLaw(0.5, new Deterministic(Hours(940)))]), s => (720 * s) - LogCosh(220 * s));
        yield return Case("mixture behind a time", new Shifted(Hours(400), new Mixture([new WeightedLaw(0.5, new Deterministic(Hours(100))), new WeightedLaw(0.5, new Deterministic(Hours(540)))])), s => (720 * s) - LogCosh(220 * s));
        yield return Case("mixture", new Mixture([new WeightedLaw(0.3, new Exponential(Hours(100))), new WeightedLaw(0.7, new Gamma(1, Hours(900)))]), Two);
        yield return Case("hyper-exponential", new HyperExponential([new Branch(0.3, Hours(100)), new Branch(0.7, Hours(900))]), Two);

        static TestCaseData Case(string name, Distribution law, Func<double, double> exponent) => new TestCaseData(law, exponent).SetArgDisplayNames(name);
        static double LogOnePlus(double x) => Math.Abs(x) < 1e-3 ? x * (1 - (x / 2) + (x * x / 3) - (x * x * x / 4) + (x * x * x * x / 5)) : Math.Log(1 + x);

        static double Two(double s) => s > 1e-3 ? -Math.Log((0.3 / (1 + (100 * s))) + (0.7 / (1 + (900 * s)))) : -LogOnePlus(-s * ((0.3 * 100 / (1 + (100 * s))) + (0.7 * 900 / (1 + (900 * s)))));
        static double LogCosh(double x) => x < 0.01 ? (x * x / 2) - (x * x * x * x / 12) : x + Math.Log((1 + Math.Exp(-2 * x)) / 2);

        // -ln((1 - e^-x) / x)
        static double Between(double x) => x < 0.01 ? (x / 2) - (x * x / 24) + (x * x * x * x / 2880) : -Math.Log((1 - Math.Exp(-x)) / x);
    }

    [TestCaseSource(nameof(Laws))]
    public void ClockAgainstFailure(Distribution clock, Func<double, double> exponent)
    {
        foreach (var rate in new[] { 1e-7, 1 / 2000.0, 0.02, 5, 3600 })
        {
            if (exponent(rate) > 600) continue;
            var (model, node) = Race(rate, clock, new Deterministic(Hours(4)), new Weibull(1.7, Hours(0.5)));
            var solution = Solve(model);
            var strikes = Math.Exp(-exponent(rate));
            var fails = exponent(rate) < 1 ? 2 * Math.Sinh(exponent(rate) / 2) * Math.Exp(-exponent(rate) / 2) : 1 - strikes;
            var served = new Weibull(1.7, Hours(0.5)).Mean.TotalHours;
            var (up, cycle) = (fails / rate, (fails / rate) + (fails * 4) + (strikes * served));
            Near(solution.Share(node.Is(0)), up / cycle, 2e-12, $"up at {rate}");
            Near(solution.Share(node.Is(1)), fails * 4 / cycle, 2e-12, $"failed at {rate}");
            Near(solution.Share(node.Is(2)), strikes * served / cycle, 2e-11, $"served at {rate}");
            Assert.That(solution.RelativeError.Absolute, Is.LessThan(1e-9));
        }
    }

    // Alternating renewal: only means count.
    private static readonly Distribution[] Alternating =
    [
        new Weibull(0.4, Hours(300)), new Weibull(1.5, Hours(300)), new Weibull(30, Hours(300)), new LogNormal(Hours(4), 0.02), new LogNormal(Hours(4), 0.7), new LogNormal(Hours(4), 2.5),
        new Uniform(Hours(1), Hours(3)), new Gamma(0.3, Hours(8)), new Gamma(40, Hours(8)), new Erlang(7, Hours(3)), new Deterministic(Hours(2)),
        new LogLogistic(3.5, Hours(5)), new TruncatedNormal(Hours(6), Hours(4)), new Gumbel(Hours(5), Hours(2)), new Gumbel(Hours(5), Hours(2), Extreme.Least),
    ];

    [Test]
    public void AlternatingRenewal_BesideAStateThatChanges([Range(0, 14)] int first, [Values(0, 4, 8)] int second)
    {
        var b = new ModelBuilder("alternating");
        var up = b.Boolean("up", true);
        var light = b.Boolean("light");
        // Something that the clocks do not see goes on beside them, fast in one state.
        b.Exponential("on", up & !light, 50, Cause.Unknown, new Assignment(light.Index, true));
        b.Exponential("off", light, 3, Cause.Unknown, new Assignment(light.Index, false));
        b.After("fails", up, Alternating[first], MemoryPolicy.Restart, new Assignment(up.Index, false));
        b.After("repaired", !up, Alternating[second], MemoryPolicy.Restart, new Assignment(up.Index, true));
        var solution = Solve(b.Build());
        var (x, y) = (Alternating[first].Mean.TotalHours, Alternating[second].Mean.TotalHours);
        Near(solution.Share(up), x / (x + y), 1e-11);
        Near(solution.Share(!up), y / (x + y), 1e-11);
    }

    // A clock that stands still most of the time, at rates nine decades apart.
    [Test]
    public void ResumedClock_IsExactHoweverStiff()
    {
        var b = new ModelBuilder("stiff");
        var working = b.Boolean("working", true);
        var window = b.Boolean("window");
        b.Exponential("fails", working & !window, 1e-5, Cause.Hardware, new Assignment(working.Index, false));
        b.Exponential("repaired", !working, 3600, Cause.Unknown, new Assignment(working.Index, true));
        b.After("opens", working & !window, new Deterministic(Hours(8760)), MemoryPolicy.Resume, new Assignment(window.Index, true));
        b.After("closes", window, new Uniform(Hours(0.5), Hours(1)), MemoryPolicy.Restart, new Assignment(window.Index, false));
        var solution = Solve(b.Build());
        var cycle = 8760 + (8760 * 1e-5 / 3600) + 0.75;
        Near(solution.Share(!working), 8760 * 1e-5 / 3600 / cycle, Digits);
        Near(solution.Share(window), 0.75 / cycle, Digits);
    }
}
