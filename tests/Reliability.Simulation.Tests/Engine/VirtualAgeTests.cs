using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine;

public sealed class VirtualAgeTests
{
    private const double Shape = 2;
    private const double Scale = 100;

    private static Weibull Life => new(Shape, Duration.FromHours(Scale));

    // Minimal repair makes the failures of a Weibull life a Poisson process of the power law: (t / scale)^shape of them by t (H. Ascher and H. Feingold,
    // "Repairable Systems Reliability", Dekker 1984). One in which as new is meant would have far fewer.
    [TestCase(0.7)]
    [TestCase(2.0)]
    [TestCase(3.5)]
    public void Minimal_repair_is_the_power_law_process(double shape)
    {
        const double t = 250;
        var failures = Failures(new Weibull(shape, Duration.FromHours(Scale)), RepairEffect.AsOld, t);
        Agrees(failures, Math.Pow(t / Scale, shape) / t);
    }

    // The same for another law: its cumulative hazard.
    [Test]
    public void Minimal_repair_follows_the_cumulative_hazard_of_any_law()
    {
        const double t = 30;
        var law = new Gamma(2, Duration.FromHours(8));
        // Survival of two stages of mean 4: e^-x (1 + x).
        Agrees(Failures(law, RepairEffect.AsOld, t), ((t / 4) - Math.Log(1 + (t / 4))) / t);
    }

    [TestCase(VirtualAge.KijimaI, 0.3)]
    [TestCase(VirtualAge.KijimaI, 0.8)]
    [TestCase(VirtualAge.KijimaII, 0.3)]
    [TestCase(VirtualAge.KijimaII, 0.8)]
    public void Imperfect_repair_agrees_with_the_renewal_equation(VirtualAge kind, double factor)
    {
        const double t = 300;
        // Trapezoids err by the square of the step: two grids give the error and take it away.
        var (coarse, fine) = (Expected(kind, factor, t, 150), Expected(kind, factor, t, 300));
        var expected = fine + ((fine - coarse) / 3);
        Assert.That(fine, Is.EqualTo(coarse).Within(0.2).Percent);
        Agrees(Failures(Life, RepairEffect.Imperfect(factor, kind), t), expected / t);
    }

    // As new and as old are the same in both kinds.
    [Test]
    public void Ends_of_the_scale_are_as_new_and_as_old()
    {
        Assert.That(RepairEffect.Imperfect(0, VirtualAge.KijimaII), Is.EqualTo(RepairEffect.AsNew));
        Assert.That(RepairEffect.Imperfect(1, VirtualAge.KijimaII), Is.EqualTo(RepairEffect.AsOld));
        Assert.That(default(RepairEffect), Is.EqualTo(RepairEffect.AsNew));
        Assert.That(RepairEffect.Imperfect(0.5, VirtualAge.KijimaI).Next(4, 6), Is.EqualTo(7));
        Assert.That(RepairEffect.Imperfect(0.5, VirtualAge.KijimaII).Next(4, 6), Is.EqualTo(5));
        Assert.That(() => RepairEffect.Imperfect(1.1, VirtualAge.KijimaI), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // Interruptions leave the process of failures as it is on the clock of time served; here a switch that is on half of the time.
    [Test]
    public void Interruptions_do_not_age()
    {
        const double t = 400;
        var b = new ModelBuilder("switched");
        var on = b.Boolean("on", true);
        var n = b.Boolean("n");
        b.Add(new Event("off", on, new GeneralDelay(new Deterministic(Duration.FromHours(1)), MemoryPolicy.Restart), [Outcome.Certain(Set(on, false))], Cause.Unknown));
        b.Add(new Event("on", !on, new GeneralDelay(new Deterministic(Duration.FromHours(1)), MemoryPolicy.Restart), [Outcome.Certain(Set(on, true))], Cause.Unknown));
        b.Add(new Event("fail", on, new GeneralDelay(Life, MemoryPolicy.Resume) { Repair = RepairEffect.AsOld }, [Outcome.Certain(Set(n, !n))], Cause.Disk));
        var r = Run(b.Build(), Expression.True, new SimulationOptions { ReplicationHours = t, MaximumReplications = 20_000 }, null, new Reward("failures", 0.0, [new ImpulseReward("fail", 1.0)]));
        Agrees(r.Rewards[0].PerHour, Math.Pow(t / 2 / Scale, Shape) / t);
    }

    // Where each interruption costs the time served, a memory that is as old begins again at the age of the last failure, not at zero. With an interruption every
    // d hours and failures in between as of a Poisson process, the age after the first failure never falls below it.
    [Test]
    public void Restart_goes_back_to_the_age_of_the_beginning()
    {
        const double d = 50;
        var b = new ModelBuilder("inspected");
        var on = b.Boolean("on", true);
        var failed = b.Integer("failed", 0, 2);
        // At d the clock is stopped for a moment; the second delay of the as-old event begins at the age A of the first failure.
        b.Add(new CalendarInstant("stop", Duration.FromHours(1000), Duration.FromHours(d), true, [Outcome.Certain(Set(on, false))], Cause.Unknown));
        b.Add(new CalendarInstant("go", Duration.FromHours(1000), Duration.FromHours(d + 1), true, [Outcome.Certain(Set(on, true))], Cause.Unknown));
        b.Add(new Event("fail", on & failed.IsAtMost(1), new GeneralDelay(Life, MemoryPolicy.Restart) { Repair = RepairEffect.AsOld }, [Outcome.Certain(Set(failed, failed + 1))], Cause.Disk));
        var r = Run(b.Build(), failed.IsAtMost(1), new SimulationOptions { ReplicationHours = 1000, MaximumReplications = 200_000, Times = [d, 121] });
        // By d: two events of a Poisson process of mean m = (d / scale)^2.
        var m = d * d / (Scale * Scale);
        Agrees(r.Unreliability[0], 1 - (Math.Exp(-m) * (1 + m)));
        // One failure at a <= d and none after it until d, then none for 70 h from age a on, or no failure until d and less than two from age 0 in 70 h.
        double H(double x) => x * x / (Scale * Scale);
        var one = Integral(a => 2 * a / (Scale * Scale) * Math.Exp(-H(d)) * Math.Exp(H(a) - H(a + 70)), d);
        var none = Math.Exp(-H(d)) * Math.Exp(-H(70)) * (1 + H(70));
        Agrees(r.Unreliability[1], 1 - one - none);
    }

    [Test]
    public void A_law_with_an_end_cannot_keep_an_age_that_only_grows()
    {
        var b = new ModelBuilder("bounded");
        var n = b.Boolean("n");
        b.Add(new Event("wear", Expression.True, new GeneralDelay(new Uniform(Duration.Zero, Duration.FromHours(5)), MemoryPolicy.Restart) { Repair = RepairEffect.Imperfect(0.2, VirtualAge.KijimaI) }, [Outcome.Certain(Set(n, !n))], Cause.Disk));
        Assert.That(() => Run(b.Build(), n, new SimulationOptions { ReplicationHours = 10 }), Throws.TypeOf<SimulationException>().With.Message.Contains("'wear'").And.Message.Contains("infinitely many"));
    }

    // A law with an end does go with a repair that takes off a share of the whole age: a fixed length and half of the age, in closed steps.
    [Test]
    public void Kind_two_goes_with_a_law_that_ends()
    {
        var delay = new GeneralDelay(new Deterministic(Duration.FromHours(8)), MemoryPolicy.Restart) { Repair = RepairEffect.Imperfect(0.5, VirtualAge.KijimaII) };
        var b = new ModelBuilder("bounded");
        var n = b.Boolean("n");
        b.Add(new Event("wear", Expression.True, delay, [Outcome.Certain(Set(n, !n))], Cause.Disk));
        // First at 8 h, then always at age 8 after beginning at age 4: at 8, 12, ..., 96 h: 23 times before 100 h.
        var r = Run(b.Build(), Expression.True, new SimulationOptions { ReplicationHours = 99, MaximumReplications = 64 }, null, new Reward("failures", 0.0, [new ImpulseReward("wear", 1.0)]));
        Assert.That(r.Rewards[0].PerHour.Estimate * 99, Is.EqualTo(23).Within(1e-9));
    }

    private static ConfidenceInterval Failures(Distribution law, RepairEffect repair, double hours)
    {
        var b = new ModelBuilder("failures");
        var n = b.Boolean("n");
        b.Add(new Event("fail", Expression.True, new GeneralDelay(law, MemoryPolicy.Restart) { Repair = repair }, [Outcome.Certain(Set(n, !n))], Cause.Disk));
        var r = Run(b.Build(), Expression.True, new SimulationOptions { ReplicationHours = hours, MaximumReplications = 100_000 }, null, new Reward("failures", 0.0, [new ImpulseReward("fail", 1.0)]));
        return r.Rewards[0].PerHour;
    }

    // m(v, t): failures expected within t of a unit that begins at virtual age v. The next failure comes after x with density 2 (v + x) / scale^2
    // exp((v^2 - (v + x)^2) / scale^2) and is followed by m(v', t - x). Solved forward in t on a grid of ages, by trapezoids in x and lines between ages.
    private static double Expected(VirtualAge kind, double factor, double t, int steps)
    {
        var h = t / steps;
        var m = new double[steps + 1][];
        for (var j = 0; j <= steps; j++)
        {
            m[j] = new double[steps + 1 - j];
            for (var i = 0; i < m[j].Length; i++)
            {
                if (j == 0) continue;
                m[j][i] = m[j - 1][i];
                // The end x = 0 of the sum asks for the answer itself, with a small weight.
                for (var round = 0; round < 8; round++)
                {
                    var sum = 0.0;
                    for (var k = 0; k <= j; k++)
                    {
                        var (v, x) = (i * h, k * h);
                        var density = 2 * (v + x) / (Scale * Scale) * Math.Exp(((v * v) - ((v + x) * (v + x))) / (Scale * Scale));
                        var next = kind == VirtualAge.KijimaI ? i + (factor * k) : factor * (i + k);
                        sum += (k == 0 || k == j ? 0.5 : 1) * h * density * (1 + At(m[j - k], next));
                        if (k == 0 && round == 0) Assert.That(h * density / 2, Is.LessThan(0.1));
                    }

                    if (Math.Abs(sum - m[j][i]) < 1e-13) break;
                    m[j][i] = sum;
                }
            }
        }

        return m[steps][0];

        static double At(double[] row, double place)
        {
            var i = Math.Min((int)place, row.Length - 1);
            return i + 1 >= row.Length ? row[i] : row[i] + ((place - i) * (row[i + 1] - row[i]));
        }
    }

    private static double Integral(Func<double, double> f, double to)
    {
        const int n = 2000;
        var sum = 0.0;
        for (var i = 0; i <= n; i++) sum += (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2) * f(to * i / n);
        return sum * to / n / 3;
    }
}
